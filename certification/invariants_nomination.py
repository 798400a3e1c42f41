"""What must always be true of calls and nominations, and of cancelled programmes."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from certification.enums import Screening
from certification.models import Nomination, NominationRequest, Programme


def check() -> Iterator[str]:
    """Yields each violation in one sentence; nothing when all is well."""
    yield from _named_once_in_a_call()
    yield from _screened_with_findings()
    yield from _asked_inside_the_province()
    yield from _nothing_held_after_a_cancellation()


def _named_once_in_a_call() -> Iterator[str]:
    """The database sees it per kab/kota; a business that moves could slip through between two."""
    named = Nomination.objects.standing().order_by().values("request__call", "business")
    for row in named.annotate(n=Count("pk")).filter(n__gt=1):
        yield f"call {row['request__call']}: business {row['business']} is named {row['n']} times"


def _screened_with_findings() -> Iterator[str]:
    unscreened = Q(screening=Screening.WAITING, screened_at__isnull=False)
    undated = ~Q(screening=Screening.WAITING) & Q(screened_at=None)
    for pk in Nomination.objects.filter(unscreened | undated).values_list("pk", flat=True):
        yield f"nomination {pk}: its screening and the moment of it disagree"


def _asked_inside_the_province() -> Iterator[str]:
    strange = NominationRequest.objects.exclude(region__parent=F("call__programme__region"))
    for pk in strange.values_list("pk", flat=True):
        yield f"nomination request {pk}: lies outside the programme's province"


def _nothing_held_after_a_cancellation() -> Iterator[str]:
    for programme in Programme.objects.exclude(cancelled_at=None):
        if count := programme.allocations.all().held_count():
            yield f"programme {programme.pk}: is cancelled and holds {count} places"
