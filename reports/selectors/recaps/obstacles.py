"""What holds cases up: how many, whether it grows, who acts."""

import datetime

from django.db.models import Count, Min, Q

from accounts.enums import Role
from certification.models import Obstacle
from reports.links import obstacles_url
from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Table, with_total

SPAN = datetime.timedelta(weeks=4)
COLUMNS = (
    Column(key="cause", label="Kendala", kind=Kind.TEXT, width=44),
    Column(key="open", label="Belum selesai", width=12),
    Column(key="before", label="4 minggu sebelumnya", width=14),
    Column(key="opened", label="Baru", width=9),
    Column(key="resolved", label="Selesai", width=9),
    Column(key="trend", label="Arah", kind=Kind.TEXT, width=9, is_summed=False),
    Column(key="actor", label="Yang bertindak", kind=Kind.TEXT, width=22, is_summed=False),
    Column(key="oldest_on", label="Terlama sejak", kind=Kind.DATE, width=16),
)
NOTES = (
    "Baru dan selesai: dalam 4 minggu terakhir. Belum selesai = 4 minggu sebelumnya + baru − "
    "selesai.",
)


def obstacles(question: Question) -> Table:
    """One row a cause, the most frequent first; one query."""
    now = question.moment
    then = now - SPAN
    is_open = _open_at(now)
    rows = (
        Obstacle.objects.filter(question.of_cases(), since__lte=now)
        .order_by()
        .values_list("cause_id", "cause__label", "cause__next_actor")
        .annotate(
            open=Count("pk", filter=is_open),
            before=Count("pk", filter=_open_at(then)),
            opened=Count("pk", filter=Q(since__gt=then)),
            resolved=Count("pk", filter=Q(resolved_at__gt=then, resolved_at__lte=now)),
            oldest=Min("since", filter=is_open),
        )
    )
    found = sorted(rows, key=lambda row: (-row[3], row[1]))
    lines = [_row(question, row) for row in found if any(row[3:7])]
    return with_total(COLUMNS, lines, notes=NOTES, urls={"open": _url(question)})


def _open_at(moment: datetime.datetime) -> Q:
    """As `ObstacleQuerySet.open_at`, for counting."""
    return Q(since__lte=moment) & (Q(resolved_at=None) | Q(resolved_at__gt=moment))


def _row(question: Question, row: tuple) -> Row:  # type: ignore[type-arg]
    code, label, actor, now, before, opened, resolved, oldest = row
    since = oldest.astimezone(question.zone).date() if oldest else None
    values = (label, now, before, opened, resolved, _word(now, before), Role(actor).label, since)
    return Row(values, {"open": _url(question, sebab=code)} if now else {})


def _word(now: int, before: int) -> str:
    if now == before:
        return "Tetap"
    return "Naik" if now > before else "Turun"


def _url(question: Question, **filters: str) -> str:
    """The obstacles behind a number; "" where their list counts an LP3H's otherwise."""
    if question.organisation:
        return ""
    if question.regency:
        filters["kabupaten"] = question.regency
    if question.as_of:
        filters["per"] = question.as_of.isoformat()
    return obstacles_url(question.programme.slug, **filters)


RECAP = Recap(
    code="kendala",
    title="Kendala",
    sentence="Apa yang menahan pengajuan, apakah bertambah, dan siapa yang bertindak.",
    query=obstacles,
)
