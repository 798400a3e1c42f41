"""Places that an offer holds until the business answers: reserved, but no application's."""

from collections.abc import Iterable

from django.db.models import Sum

from certification.enums import Place
from certification.models import Movement, Programme
from certification.selectors import ProgrammeSummary
from certification.selectors.days import end_of_day
from certification.selectors.tallies import Tally
from certification.workflow import PLACE_STATUSES
from reports.selectors.figure_links import FigureLinks


def offered(
    programme: Programme, whole: ProgrammeSummary, tallies: Iterable[Tally], links: FigureLinks
) -> int:
    """How many places are held by offers rather than by applications.

    What the ledger holds beyond the applications; only where some of a kab/kota's hold places of
    the programme itself, the movements are asked.
    """
    code = links.region_code
    if code and whole.reserved != sum(region.reserved for region in whole.regions):
        return _offered_in(programme, links)
    reserved = next((r.reserved for r in whole.regions if r.code == code), 0)
    held = sum(
        tally.count
        for tally in tallies
        if tally.status in PLACE_STATUSES[Place.RESERVED] and code in ("", tally.regency_id)
    )
    return (reserved if code else whole.reserved) - held


def _offered_in(programme: Programme, links: FigureLinks) -> int:
    """The same for one kab/kota, by the movements; one query."""
    held = Movement.objects.filter(
        allocation__programme=programme,
        allocation__region_id=links.region_code,
        offer__isnull=False,
    )
    if links.as_of:
        held = held.filter(at__lt=end_of_day(programme, links.as_of))
    return int(held.aggregate(left=Sum("reserved"))["left"] or 0)
