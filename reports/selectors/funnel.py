"""The way from registering to the certificate: how many came how far."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from certification.enums import Place, Status
from certification.selectors.tallies import Tally
from certification.workflow import PLACE_STATUSES
from halalportal.lib.formats import percent
from reports.selectors.figure_links import FigureLinks

REGISTERED = frozenset(set(Status) - {Status.STOPPED})
# Each step lies inside the one above.
STEPS: tuple[tuple[str, frozenset[Status]], ...] = (
    ("Terdaftar", REGISTERED),
    ("Lengkap", REGISTERED - {Status.DRAFT, Status.RETURNED}),
    ("Masuk SiHalal", PLACE_STATUSES[Place.USED]),
    ("Sertifikat terbit", PLACE_STATUSES[Place.ISSUED]),
)


@dataclass(frozen=True, slots=True)
class Step:
    """How many came at least so far; `share` is of those who registered, `width` from 0 to 100."""

    label: str
    count: int
    share: str
    width: int
    url: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """The steps, and beside them the applications that were stopped."""

    steps: tuple[Step, ...]
    stopped: int
    stopped_url: str


def funnel_of(tallies: Iterable[Tally], links: FigureLinks) -> Funnel:
    """The funnel of a programme, or of the kab/kota that the page is about."""
    counts: Counter[Status] = Counter()
    for tally in tallies:
        if links.region_code in ("", tally.regency_id):
            counts[Status(tally.status)] += tally.count
    total = _sum(counts, REGISTERED)
    return Funnel(
        steps=tuple(_step(label, _sum(counts, s), total, links.statuses(s)) for label, s in STEPS),
        stopped=counts[Status.STOPPED],
        stopped_url=links.statuses((Status.STOPPED,)),
    )


def _step(label: str, count: int, total: int, url: str) -> Step:
    return Step(label, count, percent(count, total), count * 100 // total if total else 0, url)


def _sum(counts: Counter[Status], statuses: Iterable[Status]) -> int:
    return sum(counts[status] for status in statuses)
