"""The head's page of a programme: sentence, figures, funnel, rankings, map, from one summary."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.enums import Role
from accounts.scope import Scope
from certification.enums import Place
from certification.models import Programme
from certification.selectors import ProgrammeSummary, programme_summary
from certification.selectors.counts import Counts
from certification.selectors.summary import RegionSummary
from certification.selectors.tallies import status_counts
from certification.selectors.targets import TargetSummary
from halalportal.lib.formats import ZONES, long_date, moment, percent
from reports.headline import Headline, forecast, headline, main_target, standing
from reports.selectors.figure_links import FigureLinks
from reports.selectors.funnel import Funnel, funnel_of
from reports.selectors.offered import offered
from reports.selectors.region_summary import of_region
from reports.selectors.top_obstacles import TopObstacle, top_obstacles
from reports.tiles import TileMap, tile, tile_map


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a ranking; `url` leads to the obstacles of the level, the others to their rows."""

    label: str
    quota: int
    used: int
    issued: int
    width: int
    share: str
    url: str
    used_url: str
    issued_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the page, the PDF, the slides and the workbook show.

    `place` names the kab/kota that the page is about, "" for the whole programme; then there are
    no regions and no map. `offered` are the reserved places that an offer holds.
    """

    summary: ProgrammeSummary
    place: str
    as_of: datetime.date | None
    headline: Headline
    target: TargetSummary | None
    target_url: str
    forecast: str
    standing: str
    stamp: str
    funnel: Funnel
    regions: tuple[Row, ...]
    organisations: tuple[Row, ...]
    tiles: TileMap | None
    obstacles: tuple[TopObstacle, ...]
    offered: int
    links: FigureLinks

    @property
    def reserved_by_applications(self) -> int:
        """The reserved places that are no offer's."""
        return self.summary.reserved - self.offered


def overview(
    *,
    programme: Programme,
    scope: Scope,
    as_of: datetime.date | None = None,
    is_open: bool = True,
) -> Overview:
    """Returns the head's page of a programme as the person may see it.

    Args:
        as_of: a past day; None for the figures of this moment.
        is_open: whether the numbers lead to their lists; not on a page without an account.
    """
    code = scope.region_code if len(scope.region_code) > 2 else ""
    whole = programme_summary(programme=programme, as_of=as_of)
    summary = of_region(whole, code) if code else whole.within(scope)
    tallies = status_counts(programme, as_of)
    links = FigureLinks(programme.slug, region_code=code, as_of=as_of, is_open=is_open)
    target = main_target(summary, code)
    return Overview(
        summary=summary,
        place=_place(summary, code),
        as_of=as_of,
        headline=headline(summary, code),
        target=target,
        target_url=links.places(target.measure) if target else "",
        forecast=forecast(target),
        standing=standing(target),
        stamp=stamp(programme, as_of),
        funnel=funnel_of(tallies, links),
        regions=() if code else tuple(region_row(r, links) for r in summary.regions),
        organisations=tuple(
            row(o.name, o, links, organisation=o.pk) for o in summary.organisations
        ),
        tiles=None if code else tiles_of(summary.regions, links),
        obstacles=tuple(top_obstacles(programme, scope, links)),
        offered=offered(programme, whole, tallies, links),
        links=links,
    )


def _place(summary: ProgrammeSummary, code: str) -> str:
    """The kab/kota that a page is about; one without places has no name in the figures."""
    if not code:
        return ""
    return summary.regions[0].name if summary.regions else "Kabupaten/kota Anda"


def province_scope(programme: Programme) -> Scope:
    """What the programme's own province sees; for the command line, where nobody is signed in."""
    return Scope(user_id=None, role=Role.PROVINCE_OFFICER, region_code=programme.region_id)


def stamp(programme: Programme, as_of: datetime.date | None) -> str:
    """Of when the figures are: "data 21 Nov 2026 10.00 WITA", or the end of a past day."""
    zone = programme.region.time_zone
    if as_of is None:
        return f"data {moment(timezone.now(), zone)}"
    return f"data akhir hari {long_date(as_of)} {ZONES.get(zone, zone)}"


def short_name(name: str) -> str:
    """A kab/kota in a table: "Kab. Kutai Timur", "Kota Samarinda"."""
    return name.replace("Kabupaten ", "Kab. ", 1)


def today_in(programme: Programme) -> datetime.date:
    """The date in the programme's province."""
    return timezone.localdate(timezone=ZoneInfo(programme.region.time_zone))


def region_row(region: RegionSummary, links: FigureLinks) -> Row:
    """The line of a kab/kota."""
    return row(short_name(region.name), region, links, region=region.code)


def row(
    label: str, counts: Counts, links: FigureLinks, *, region: str = "", organisation: int = 0
) -> Row:
    """One line of a ranking."""
    return Row(
        label=label,
        quota=counts.quota,
        used=counts.used,
        issued=counts.issued,
        width=min(counts.used * 100 // counts.quota, 100) if counts.quota else 0,
        share=percent(counts.used, counts.quota),
        url=links.obstacles(region=region, organisation=organisation),
        used_url=links.places(Place.USED, region=region, organisation=organisation),
        issued_url=links.places(Place.ISSUED, region=region, organisation=organisation),
    )


def tiles_of(regions: tuple[RegionSummary, ...], links: FigureLinks) -> TileMap | None:
    """The map of the kab/kota that have a place on it; each leads to its used places."""
    tiles = [
        tile(
            r.code, r.name, used=r.used, quota=r.quota, url=links.places(Place.USED, region=r.code)
        )
        for r in sorted(regions, key=lambda region: region.code)
    ]
    return tile_map([each for each in tiles if each])
