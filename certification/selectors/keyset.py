"""Pages of a long list by the keys of their first and last row, so the last is as fast."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from certification.models import Application
from certification.models.application import ApplicationQuerySet

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Page:
    """Rows with the keys that lead on; "" where the list begins or ends."""

    rows: list[Application]
    before: str
    after: str


def page_of(
    applications: ApplicationQuerySet,
    *,
    after: str = "",
    before: str = "",
    newest_first: bool = False,
) -> Page:
    """25 rows after or before a key, from the start without one; the longest waiting first."""
    key = _read(before or after)
    backwards = bool(before) and key is not None
    ascending = backwards == newest_first
    order = ("status_changed_at", "pk") if ascending else ("-status_changed_at", "-pk")
    ordered = applications.order_by(*order)
    if key:
        ordered = ordered.filter(_beyond(key, ascending=ascending))
    rows = list(ordered[: PAGE_SIZE + 1])
    has_more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    if backwards:
        rows.reverse()
    starts, ends = (not has_more, False) if backwards else (key is None, not has_more)
    return Page(
        rows=rows,
        before="" if starts or not rows else _key(rows[0]),
        after="" if ends or not rows else _key(rows[-1]),
    )


def _beyond(key: tuple[datetime.datetime, int], *, ascending: bool) -> Q:
    moment, pk = key
    way = "gt" if ascending else "lt"
    return Q(**{f"status_changed_at__{way}": moment}) | Q(
        **{"status_changed_at": moment, f"pk__{way}": pk}
    )


def _key(application: Application) -> str:
    moment = application.status_changed_at.astimezone(datetime.UTC)
    return f"{moment:%Y%m%d%H%M%S%f}-{application.pk}"


def _read(key: str) -> tuple[datetime.datetime, int] | None:
    """The key of an address; None for anything else."""
    moment, _, pk = key.partition("-")
    try:
        parsed = datetime.datetime.strptime(moment, "%Y%m%d%H%M%S%f").replace(tzinfo=datetime.UTC)
        return parsed, int(pk)
    except ValueError:
        return None
