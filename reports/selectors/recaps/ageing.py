"""How long open cases have stood where they are, in working days."""

import datetime
from collections import Counter, defaultdict
from functools import cache

from django.db.models import Count
from django.db.models.functions import TruncDate

from certification.enums import DayBasis, Status
from certification.selectors.calendar import calendars_of
from certification.workflow import OPEN
from halalportal.lib.working_days import count_days
from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Table, with_total

# The last working day of each bucket; the last bucket has none.
BUCKETS = {"0–3 hari": 3, "4–7 hari": 7, "8–14 hari": 14, "Lebih dari 14 hari": None}
COLUMNS = (
    Column(key="status", label="Keadaan", kind=Kind.TEXT, width=34),
    Column(key="to_3", label="0–3 hari", width=12),
    Column(key="to_7", label="4–7 hari", width=12),
    Column(key="to_14", label="8–14 hari", width=12),
    Column(key="above_14", label="Lebih dari 14 hari", width=12),
    Column(key="count", label="Jumlah", width=12),
    Column(key="oldest_days", label="Terlama (hari kerja)", width=14, is_summed=False),
    Column(key="oldest_on", label="Terlama sejak", kind=Kind.DATE, width=16),
)
NOTES = ("Hari kerja sejak keadaan terakhir berubah, menurut kalender kantor kab/kota.",)
# (status, kab/kota, day since when) → how many
Standing = dict[tuple[str, str, datetime.date], int]


def ageing(question: Question) -> Table:
    """One row for each state in which a case can wait, in the order of the way."""
    standing = _as_of(question) if question.as_of else _now(question)
    calendars = calendars_of(question.programme, {regency for _, regency, _ in standing})

    @cache
    def days(since: datetime.date, regency: str) -> int:
        calendar = calendars.of(DayBasis.WORKING, regency)
        return max(count_days(since, question.day, calendar), 0)

    buckets: dict[str, Counter[int]] = defaultdict(Counter)
    oldest: dict[str, tuple[int, datetime.date]] = {}
    for (status, regency, since), count in standing.items():
        age = days(since, regency)
        buckets[status][_bucket(age)] += count
        worst = oldest.get(status)
        if worst is None or (since, -age) < (worst[1], -worst[0]):
            oldest[status] = age, since
    rows = [
        _row(question, status, buckets[status], oldest.get(status))
        for status in Status
        if status in OPEN
    ]
    return with_total(COLUMNS, rows, notes=NOTES, urls={"count": question.list_url(*_open())})


def _open() -> list[str]:
    return [status.value for status in Status if status in OPEN]


def _bucket(age: int) -> int:
    return sum(limit is not None and age > limit for limit in BUCKETS.values())


def _row(
    question: Question,
    status: Status,
    counts: Counter[int],
    oldest: tuple[int, datetime.date] | None,
) -> Row:
    cells = [counts[bucket] for bucket in range(len(BUCKETS))]
    values = (str(status.label), *cells, sum(cells), *(oldest or (None, None)))
    return Row(values, {"count": question.list_url(status.value)})


def _now(question: Question) -> Standing:
    """What stands open at this moment; one query."""
    zone = question.zone
    rows = (
        question.applications()
        .open()
        .order_by()
        .annotate(since=TruncDate("status_changed_at", tzinfo=zone))
        .values_list("status", "regency_id", "since")
        .annotate(n=Count("pk"))
    )
    return {(status, regency, since): count for status, regency, since, count in rows}


def _as_of(question: Question) -> Standing:
    """What stood open when the past day ended; two queries over the trail."""
    zone = question.zone
    moved = (
        question.changes()
        .filter(question.of_cases())
        .order_by("application_id", "-at", "-pk")
        .distinct("application_id")
        .values_list("application_id", "to_status", "application__regency_id", "at")
    )
    found: Standing = defaultdict(int)
    for _, status, regency, at in moved.iterator():
        if status in OPEN:
            found[status, regency, at.astimezone(zone).date()] += 1
    trail = question.changes().values("application_id")
    drafts = question.applications().filter(created_at__lt=question.moment).exclude(pk__in=trail)
    for regency, at in drafts.order_by().values_list("regency_id", "created_at"):
        found[Status.DRAFT, regency, at.astimezone(zone).date()] += 1
    return found


RECAP = Recap(
    code="umur",
    title="Umur pengajuan",
    sentence="Sudah berapa lama pengajuan berdiri di tiap tahap, dan mana yang terlama.",
    query=ageing,
)
