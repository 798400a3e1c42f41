"""Obstacles counted: by kab/kota, LP3H, cause and actor, with the oldest and the trend."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, DateTimeField, Min
from django.db.models.functions import TruncWeek
from django.utils import timezone

from accounts.enums import Role
from certification.models.obstacles import ObstacleQuerySet

WEEKS = 8
ONE_WEEK = datetime.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Column:
    """One cause of a table."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of one row have one cause; `code` is the cause, for the list behind."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A kab/kota or an LP3H with its cells in the order of the columns."""

    code: str
    label: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Total:
    """A cause or an actor with its number and since when the oldest stands."""

    code: str
    label: str
    count: int
    oldest: datetime.datetime


@dataclass(frozen=True, slots=True)
class Week:
    """What was written down and what went away in the week from a Monday on."""

    monday: datetime.date
    opened: int
    resolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleSummary:
    """The counts of a set of obstacles; every cell is a list with the same number of rows."""

    count: int
    oldest: datetime.datetime | None
    causes: tuple[Total, ...]
    actors: tuple[Total, ...]
    columns: tuple[Column, ...]
    regions: tuple[Row, ...]
    organisations: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Obstacles that have cause, actor, kab/kota and LP3H in common."""

    cause: str
    cause_label: str
    actor: str
    region: str
    region_name: str
    lp3h: int | None
    lp3h_short: str | None
    lp3h_name: str | None
    count: int
    oldest: datetime.datetime


def summary_of(obstacles: ObstacleQuerySet) -> ObstacleSummary:
    """The counts of these obstacles, the most frequent first; one query."""
    groups = _groups(obstacles)
    causes = _totals(groups, lambda group: (group.cause, group.cause_label))
    columns = tuple(Column(cause.code, cause.label) for cause in causes)
    return ObstacleSummary(
        count=sum(group.count for group in groups),
        oldest=min((group.oldest for group in groups), default=None),
        causes=causes,
        actors=_totals(groups, lambda group: (group.actor, Role(group.actor).label)),
        columns=columns,
        regions=_rows(groups, columns, _region),
        organisations=_rows(groups, columns, _organisation),
    )


def trend(obstacles: ObstacleQuerySet, zone: str, now: datetime.datetime) -> tuple[Week, ...]:
    """Opened and resolved in each of the last eight weeks, this one included; two queries."""
    today = timezone.localdate(now, timezone=ZoneInfo(zone))
    this_monday = today - datetime.timedelta(days=today.weekday())
    first = this_monday - (WEEKS - 1) * ONE_WEEK
    opened = _per_week(obstacles, "since", first, zone)
    resolved = _per_week(obstacles, "resolved_at", first, zone)
    mondays = [first + n * ONE_WEEK for n in range(WEEKS)]
    return tuple(Week(monday, opened[monday], resolved[monday]) for monday in mondays)


def _per_week(
    obstacles: ObstacleQuerySet, field: str, first: datetime.date, zone: str
) -> Counter[datetime.date]:
    since = datetime.datetime.combine(first, datetime.time(), ZoneInfo(zone))
    week = TruncWeek(field, tzinfo=ZoneInfo(zone), output_field=DateTimeField())
    found = (
        obstacles.order_by()
        .filter(**{f"{field}__gte": since})
        .values(week=week)
        .annotate(count=Count("pk"))
    )
    return Counter({row["week"].date(): row["count"] for row in found})


def _groups(obstacles: ObstacleQuerySet) -> list[Group]:
    rows = (
        obstacles.order_by()
        .values_list(
            "cause_id",
            "cause__label",
            "next_actor",
            "application__regency_id",
            "application__regency__name",
            "application__organisation_id",
            "application__organisation__short_name",
            "application__organisation__name",
        )
        .annotate(count=Count("pk"), oldest=Min("since"))
    )
    return [Group(*row) for row in rows]


def _region(group: Group) -> tuple[str, str]:
    return group.region, group.region_name.replace("Kabupaten ", "Kab. ", 1)


def _organisation(group: Group) -> tuple[str, str]:
    if group.lp3h is None:
        return "0", "Tanpa LP3H"
    return str(group.lp3h), group.lp3h_short or group.lp3h_name or ""


def _totals(groups: Iterable[Group], key: Callable[[Group], tuple[str, str]]) -> tuple[Total, ...]:
    found = [
        Total(code, label, sum(g.count for g in part), min(g.oldest for g in part))
        for (code, label), part in _grouped(groups, key).items()
    ]
    return tuple(sorted(found, key=lambda total: (-total.count, total.label)))


def _rows(
    groups: Iterable[Group],
    columns: tuple[Column, ...],
    key: Callable[[Group], tuple[str, str]],
) -> tuple[Row, ...]:
    rows = []
    for (code, label), part in _grouped(groups, key).items():
        counts: Counter[str] = Counter()
        for group in part:
            counts[group.cause] += group.count
        cells = tuple(Cell(c.code, c.label, counts[c.code]) for c in columns)
        rows.append(Row(code, label, cells, counts.total()))
    return tuple(sorted(rows, key=lambda row: (-row.total, row.label)))


def _grouped[K: Hashable](
    groups: Iterable[Group], key: Callable[[Group], K]
) -> dict[K, list[Group]]:
    found: dict[K, list[Group]] = defaultdict(list)
    for group in groups:
        found[key(group)].append(group)
    return found
