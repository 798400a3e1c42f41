"""The head's page of a programme: sentence, figures, funnel, rankings, map, from one summary."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.enums import Role
from accounts.scope import Scope
from certification.models import Programme
from certification.selectors import ProgrammeSummary, programme_summary
from certification.selectors.counts import Counts
from certification.selectors.targets import TargetSummary
from halalportal.lib.formats import ZONES, long_date, moment, percent
from reports.headline import Headline, forecast, headline, main_target, standing
from reports.links import IN_SIHALAL, ISSUED, SENT, applications_url
from reports.selectors.top_obstacles import TopObstacle, top_obstacles
from reports.tiles import TileMap, tile, tile_map

Filters = dict[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a ranking or of the funnel; the urls lead to the lists behind, "" without one."""

    label: str
    quota: int = 0
    used: int
    issued: int = 0
    width: int
    share: str
    used_url: str = ""
    issued_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the page, the PDF and the workbook show."""

    summary: ProgrammeSummary
    headline: Headline
    target: TargetSummary | None
    forecast: str
    standing: str
    stamp: str
    funnel: tuple[Row, ...]
    regions: tuple[Row, ...]
    organisations: tuple[Row, ...]
    tiles: TileMap | None
    obstacles: tuple[TopObstacle, ...]
    used_url: str
    issued_url: str


def overview(*, programme: Programme, scope: Scope, as_of: datetime.date | None = None) -> Overview:
    """Returns the head's page of a programme as the person may see it.

    Args:
        as_of: a past day; None for the figures of this moment.
    """
    summary = programme_summary(programme=programme, as_of=as_of).within(scope)
    # A list shows the present and the person's own rows, so only such figures lead to one.
    whole = as_of is None and len(scope.region_code) == 2
    target = main_target(summary)
    linked: Filters | None = {"program": summary.slug} if whole else None
    return Overview(
        summary=summary,
        headline=headline(summary),
        target=target,
        forecast=forecast(target),
        standing=standing(target),
        stamp=stamp(programme, as_of),
        funnel=funnel(summary, linked),
        regions=tuple(
            row(short_name(r.name), r, _filters(as_of, summary, kabupaten=r.code))
            for r in summary.regions
        ),
        organisations=tuple(
            row(o.name, o, _filters(as_of, summary, lp3h=o.pk) if whole else None)
            for o in summary.organisations
        ),
        tiles=tile_map(
            [
                found
                for r in sorted(summary.regions, key=lambda r: r.code)
                if (found := tile(r.code, r.name, used=r.used, quota=r.quota))
            ]
        ),
        obstacles=top_obstacles(programme, scope, as_of),
        used_url=_url(IN_SIHALAL, linked if summary.used else None),
        issued_url=_url(ISSUED, linked if summary.issued else None),
    )


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


def row(label: str, counts: Counts, filters: Filters | None) -> Row:
    """One line of a ranking."""
    return Row(
        label=label,
        quota=counts.quota,
        used=counts.used,
        issued=counts.issued,
        width=min(counts.used * 100 // counts.quota, 100) if counts.quota else 0,
        share=percent(counts.used, counts.quota),
        used_url=_url(IN_SIHALAL, filters if counts.used else None),
        issued_url=_url(ISSUED, filters if counts.issued else None),
    )


def funnel(summary: ProgrammeSummary, filters: Filters | None) -> tuple[Row, ...]:
    """The way of the places from quota to certificate; each step lies inside the one above."""
    steps = (
        ("Kuota", summary.quota, None),
        ("Pengajuan dikirim", summary.reserved + summary.used, SENT),
        ("Masuk SiHalal (terpakai)", summary.used, IN_SIHALAL),
        ("Sertifikat terbit", summary.issued, ISSUED),
    )
    return tuple(
        Row(
            label=label,
            used=count,
            width=min(count * 100 // summary.quota, 100) if summary.quota else 0,
            share=percent(count, summary.quota),
            used_url=_url(statuses, filters if count else None) if statuses else "",
        )
        for label, count, statuses in steps
    )


def _filters(
    as_of: datetime.date | None, summary: ProgrammeSummary, **more: str | int
) -> Filters | None:
    return {"program": summary.slug, **more} if as_of is None else None


def _url(statuses: tuple[str, ...], filters: Filters | None) -> str:
    return applications_url(*statuses, **filters) if filters is not None else ""
