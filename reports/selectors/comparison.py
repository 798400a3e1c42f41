"""Two days of a programme side by side: each figure then, now and the difference."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.scope import Scope
from certification.enums import Place, Status
from certification.models import Programme
from certification.selectors import ProgrammeSummary, programme_summary
from certification.selectors.summary import OrganisationSummary, RegionSummary
from certification.selectors.tallies import status_counts
from halalportal.lib.formats import long_date, number
from reports.selectors.figure_links import FigureLinks
from reports.selectors.overview import short_name, today_in
from reports.selectors.region_summary import EMPTY, of_region

# More names than this don't make a sentence any more.
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Change:
    """A figure on the first and on the second day, with the lists behind."""

    then: int
    now: int
    then_url: str = ""
    now_url: str = ""

    @property
    def difference(self) -> int:
        return self.now - self.then

    @property
    def sign(self) -> str:
        """The difference as one reads it: "+32", "−3", "0"."""
        if not self.difference:
            return "0"
        return f"{'+' if self.difference > 0 else '−'}{number(abs(self.difference))}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the whole."""

    label: str
    change: Change


@dataclass(frozen=True, slots=True)
class Line:
    """A kab/kota or an LP3H."""

    label: str
    used: Change
    issued: Change

    @property
    def stands_still(self) -> bool:
        return not (self.used.difference or self.issued.difference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The whole page; lines come with the greatest change first, those that stood still last."""

    name: str
    place: str
    since: datetime.date
    until: datetime.date
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    regions: tuple[Line, ...]
    organisations: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """What is known of one of the two days."""

    summary: ProgrammeSummary
    statuses: Counter[str]
    links: FigureLinks


def compare(
    *, programme: Programme, scope: Scope, since: datetime.date, until: datetime.date
) -> Comparison:
    """Returns what changed from the end of one day to the end of another; four queries."""
    then, now = _day(programme, scope, since), _day(programme, scope, until)
    code = now.links.region_code
    regions = () if code else _regions(then, now)
    organisations = _organisations(then, now)
    used = Change(then.summary.used, now.summary.used)
    issued = Change(then.summary.issued, now.summary.issued)
    return Comparison(
        name=programme.name,
        place=next((r.name for r in now.summary.regions), "") if code else "",
        since=since,
        until=until,
        sentences=(
            _moved(used, issued, since, until),
            *_stood_still("kab/kota", regions),
            *_stood_still("LP3H", organisations),
        ),
        figures=_figures(then, now),
        regions=regions,
        organisations=organisations,
    )


def _day(programme: Programme, scope: Scope, day: datetime.date) -> _Day:
    """Today's figures are those of this moment."""
    as_of = None if day == today_in(programme) else day
    code = scope.region_code if len(scope.region_code) > 2 else ""
    summary = programme_summary(programme=programme, as_of=as_of, with_targets=False).within(scope)
    statuses: Counter[str] = Counter()
    for tally in status_counts(programme, as_of):
        if code in ("", tally.regency_id):
            statuses[tally.status] += tally.count
    return _Day(
        of_region(summary, code) if code else summary,
        statuses,
        FigureLinks(programme.slug, region_code=code, as_of=as_of),
    )


def _figures(then: _Day, now: _Day) -> tuple[Figure, ...]:
    places = (
        *(("Kuota", "quota"), ("Terpakai (masuk SiHalal)", "used"), ("Terbit", "issued")),
        *(("Belum terbit", "in_process"), ("Dipesan", "reserved"), ("Sisa kuota", "free")),
    )
    statuses = (
        ("Menunggu pemeriksaan", (Status.SUBMITTED,)),
        ("Sedang diperbaiki", (Status.RETURNED, Status.RETURNED_OUT)),
        ("Dihentikan", (Status.STOPPED,)),
    )
    return (
        *(Figure(label, _place(name, then, now)) for label, name in places),
        *(Figure(label, _statuses(codes, then, now)) for label, codes in statuses),
    )


def _place(name: str, then: _Day, now: _Day) -> Change:
    # Of reserved places some are held by offers, which aren't on the list of applications.
    urls = {"quota": "quota", "free": "quota", "used": "used", "issued": "issued"}
    urls["in_process"] = "in_process"
    first, second = (getattr(d.links, urls[name]) if name in urls else "" for d in (then, now))
    return Change(getattr(then.summary, name), getattr(now.summary, name), first, second)


def _statuses(codes: tuple[Status, ...], then: _Day, now: _Day) -> Change:
    first, second = (sum(day.statuses[code] for code in codes) for day in (then, now))
    return Change(first, second, then.links.statuses(codes), now.links.statuses(codes))


def _regions(then: _Day, now: _Day) -> tuple[Line, ...]:
    before = {region.code: region for region in then.summary.regions}
    return _in_order(
        _line(short_name(r.name), before.get(r.code), r, then, now, region=r.code)
        for r in now.summary.regions
    )


def _organisations(then: _Day, now: _Day) -> tuple[Line, ...]:
    before = {lp3h.pk: lp3h for lp3h in then.summary.organisations}
    return _in_order(
        _line(o.name, before.get(o.pk), o, then, now, organisation=o.pk)
        for o in now.summary.organisations
    )


def _line(
    label: str,
    before: RegionSummary | OrganisationSummary | None,
    after: RegionSummary | OrganisationSummary,
    then: _Day,
    now: _Day,
    **place: str | int,
) -> Line:
    """A level that had no places yet on the first day counts from 0."""
    first = before or EMPTY

    def change(measure: Place) -> Change:
        return Change(
            getattr(first, measure.value),
            getattr(after, measure.value),
            then.links.places(measure, **place),  # type: ignore[arg-type]
            now.links.places(measure, **place),  # type: ignore[arg-type]
        )

    return Line(label, used=change(Place.USED), issued=change(Place.ISSUED))


def _in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Who moved most first."""
    key = lambda line: (-line.used.difference, -line.issued.difference, line.label)  # noqa: E731
    found = sorted(lines, key=key)
    return tuple(sorted(found, key=lambda line: line.stands_still))


def _moved(used: Change, issued: Change, since: datetime.date, until: datetime.date) -> str:
    return (
        f"Dari {long_date(since)} sampai {long_date(until)}: terpakai {_way(used)}, "
        f"terbit {_way(issued)}."
    )


def _way(change: Change) -> str:
    now = number(change.now)
    if not change.difference:
        return f"tetap {now}"
    way = "naik" if change.difference > 0 else "turun"
    return f"{way} {number(abs(change.difference))} menjadi {now}"


def _stood_still(what: str, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Who did nothing in the meantime, by name while these are few."""
    still = [line.label for line in lines if line.stands_still]
    if not lines:
        return ()
    if not still:
        return (f"Semua {what} bergerak.",)
    count = f"{number(len(still))} dari {number(len(lines))} {what} tidak bergerak"
    return (f"{count}: {', '.join(still)}." if len(still) <= MOST_NAMES else f"{count}.",)
