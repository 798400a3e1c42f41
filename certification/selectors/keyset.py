"""Pages of a long list by the keys of their first and last row, so the last is as fast."""

import datetime
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Page[R: Model]:
    """Rows with the keys that lead on; "" where the list begins or ends."""

    rows: list[R]
    before: str
    after: str


def page_of[R: Model](
    found: QuerySet[R],
    *,
    moment: str = "status_changed_at",
    after: str = "",
    before: str = "",
    newest_first: bool = False,
) -> Page[R]:
    """25 rows after or before a key, from the start without one; the longest waiting first.

    Args:
        moment: the field by which the rows are in order; rows of one moment are by their key.
    """
    key = _read(before or after)
    backwards = bool(before) and key is not None
    ascending = backwards == newest_first
    order = (moment, "pk") if ascending else (f"-{moment}", "-pk")
    ordered = found.order_by(*order)
    if key:
        ordered = ordered.filter(_beyond(moment, key, ascending=ascending))
    rows = list(ordered[: PAGE_SIZE + 1])
    has_more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    if backwards:
        rows.reverse()
    starts, ends = (not has_more, False) if backwards else (key is None, not has_more)
    return Page(
        rows=rows,
        before="" if starts or not rows else _key(rows[0], moment),
        after="" if ends or not rows else _key(rows[-1], moment),
    )


def _beyond(moment: str, key: tuple[datetime.datetime, int], *, ascending: bool) -> Q:
    at, pk = key
    way = "gt" if ascending else "lt"
    return Q(**{f"{moment}__{way}": at}) | Q(**{moment: at, f"pk__{way}": pk})


def _key(row: Model, moment: str) -> str:
    at = getattr(row, moment).astimezone(datetime.UTC)
    return f"{at:%Y%m%d%H%M%S%f}-{row.pk}"


def _read(key: str) -> tuple[datetime.datetime, int] | None:
    """The key of an address; None for anything else."""
    moment, _, pk = key.partition("-")
    try:
        parsed = datetime.datetime.strptime(moment, "%Y%m%d%H%M%S%f").replace(tzinfo=datetime.UTC)
        return parsed, int(pk)
    except ValueError:
        return None
