"""What must always be true of the tree of places, of held places one by one, and of top-ups."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from certification.enums import Decision, OfferState, Status
from certification.models import Allocation, Application, Movement, Offer, TopUpRequest

# What the movements of an application leave it with: reserved, used, issued.
LEFT = {
    Status.DRAFT: (0, 0, 0),
    Status.SUBMITTED: (1, 0, 0),
    Status.RETURNED: (1, 0, 0),
    Status.ACCEPTED: (1, 0, 0),
    Status.READY: (1, 0, 0),
    Status.IN_SIHALAL: (0, 1, 0),
    Status.RETURNED_OUT: (0, 1, 0),
    Status.ISSUED: (0, 1, 1),
    Status.STOPPED: (0, 0, 0),
}


def check() -> Iterator[str]:
    """Yields each violation in one sentence; nothing when all is well."""
    yield from _levels_lie_in_their_place()
    yield from _each_application_holds_what_its_status_says()
    yield from _held_places_are_where_the_application_says()
    yield from _waiting_offers_hold_a_place()
    yield from _top_ups_are_decided_by_another()


def _levels_lie_in_their_place() -> Iterator[str]:
    inside = Q(parent__programme=F("programme")) & (
        Q(organisation=None, parent__region=None)
        | Q(
            companion=None,
            organisation__isnull=False,
            parent__region=F("region"),
            parent__organisation=None,
        )
        | Q(
            companion__isnull=False,
            parent__region=F("region"),
            parent__organisation=F("organisation"),
            parent__companion=None,
        )
    )
    levels = Allocation.objects.filter(parent__isnull=False)
    for pk in levels.exclude(pk__in=levels.filter(inside).values("pk")).values_list(
        "pk", flat=True
    ):
        yield f"allocation {pk} does not lie under the level that it is a part of"


def _each_application_holds_what_its_status_says() -> Iterator[str]:
    sums = {name: Coalesce(Sum(f"movements__{name}"), 0) for name in ("reserved", "used", "issued")}
    rows = Application.objects.annotate(
        left_reserved=sums["reserved"], left_used=sums["used"], left_issued=sums["issued"]
    ).values_list("pk", "status", "allocation", "left_reserved", "left_used", "left_issued")
    for pk, status, allocation, *left in rows:
        # A draft with a level took over the place of an offer.
        is_held_draft = status == Status.DRAFT and allocation is not None
        expected = (1, 0, 0) if is_held_draft else LEFT[Status(status)]
        if tuple(left) != expected:
            yield f"application {pk}: is {status}, its movements leave {tuple(left)}"


def _held_places_are_where_the_application_says() -> Iterator[str]:
    elsewhere = Movement.objects.filter(application__isnull=False).exclude(
        allocation=F("application__allocation")
    )
    rows: QuerySet[Movement, tuple[int, int]] = elsewhere.values_list("pk", "application_id")
    for pk, application in rows:
        yield f"movement {pk}: application {application} has its place at another level"


def _waiting_offers_hold_a_place() -> Iterator[str]:
    held = Coalesce(Sum("movements__reserved"), 0)
    for offer in Offer.objects.annotate(held=held).select_related("replacement"):
        expected = int(offer.state == OfferState.WAITING)
        if offer.held != expected:  # type: ignore[attr-defined]
            yield f"offer {offer.pk}: is {offer.state} and holds {offer.held} places"  # type: ignore[attr-defined]
    elsewhere = Movement.objects.filter(offer__isnull=False).exclude(
        allocation=F("offer__replacement__allocation")
    )
    for pk in elsewhere.values_list("pk", flat=True):
        yield f"movement {pk} holds a place for an offer at another level"


def _top_ups_are_decided_by_another() -> Iterator[str]:
    decided = Q(decision__in=[Decision.APPROVED, Decision.REFUSED])
    own = decided & Q(decided_by=F("requested_by"))
    more = Q(granted__gt=F("count"))
    for pk in TopUpRequest.objects.filter(own | more).values_list("pk", flat=True):
        yield f"top-up request {pk}: decided by who asked, or more than was asked for"
