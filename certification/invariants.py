"""What must always be true of the ledger and of the applications' ways."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from certification import (
    invariants_certificates,
    invariants_companions,
    invariants_ledger,
    invariants_nomination,
    invariants_obstacles,
    invariants_returns,
    invariants_tallies,
    invariants_targets,
)
from certification.enums import Status, Track
from certification.models import Allocation, Application, Offer, StatusChange
from certification.workflow import RESUME, RESUMED_TO, transitions_for

COUNTERS = ("granted", "delegated", "reserved", "used", "issued")
# A draft has a level only when it took over the place of an offer.
HOLDS = {
    "reserved": [Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED, Status.READY],
    "used": [Status.IN_SIHALAL, Status.RETURNED_OUT, Status.ISSUED],
    "issued": [Status.ISSUED],
}


def check() -> Iterator[str]:
    """Yields each violation in one sentence; nothing when all is well."""
    yield from _movements_are_counters()
    yield from _children_are_delegated()
    yield from _none_overdrawn()
    yield from _held_places_have_applications()
    yield from _steps_are_legal()
    yield from _chains_are_unbroken()
    yield from invariants_ledger.check()
    yield from invariants_obstacles.check()
    yield from invariants_companions.check()
    yield from invariants_targets.check()
    yield from invariants_nomination.check()
    yield from invariants_certificates.check()
    yield from invariants_returns.check()
    yield from invariants_tallies.check()


def _movements_are_counters() -> Iterator[str]:
    sums = {f"sum_{c}": Coalesce(Sum(f"movements__{c}"), 0) for c in COUNTERS}
    for node in Allocation.objects.annotate(**sums):
        for counter in COUNTERS:
            expected, found = getattr(node, f"sum_{counter}"), getattr(node, counter)
            if expected != found:
                yield f"allocation {node.pk}: {counter} is {found}, movements add up to {expected}"


def _children_are_delegated() -> Iterator[str]:
    nodes = Allocation.objects.annotate(handed_down=Coalesce(Sum("children__granted"), 0))
    wrong = nodes.exclude(handed_down=F("delegated"))
    for pk, delegated, handed_down in wrong.values_list("pk", "delegated", "handed_down"):
        yield f"allocation {pk}: delegated is {delegated}, children have {handed_down}"


def _none_overdrawn() -> Iterator[str]:
    held = F("delegated") + F("reserved") + F("used")
    for node in Allocation.objects.filter(Q(granted__lt=held) | Q(used__lt=F("issued"))):
        yield f"allocation {node.pk} is overdrawn"


def _held_places_have_applications() -> Iterator[str]:
    counts = {
        f"holding_{counter}": Count("applications", filter=Q(applications__status__in=statuses))
        for counter, statuses in HOLDS.items()
    }
    offers = Counter(Offer.objects.waiting().values_list("replacement__allocation", flat=True))
    for node in Allocation.objects.annotate(**counts):
        for counter in HOLDS:
            expected, found = getattr(node, f"holding_{counter}"), getattr(node, counter)
            offered = offers[node.pk] if counter == "reserved" else 0
            if expected + offered != found:
                also = f" and {offered} offers" if offered else ""
                yield (
                    f"allocation {node.pk}: {counter} is {found} for {expected} applications{also}"
                )


def _steps_are_legal() -> Iterator[str]:
    legal = Q(transition=RESUME, from_status=Status.STOPPED, to_status__in=RESUMED_TO)
    for track in Track:
        for step in transitions_for(track).values():
            legal |= Q(
                application__track=track,
                transition=step.name,
                from_status__in=step.sources,
                to_status=step.target,
            )
    for change in StatusChange.objects.exclude(legal):
        yield f"application {change.application_id}: illegal step {change.transition}"


def _chains_are_unbroken() -> Iterator[str]:
    """Each step starts where the one before ended, and the last ends at the present status."""
    where: dict[int, str] = {}
    steps = StatusChange.objects.order_by("application_id", "at", "pk")
    for pk, source, target in steps.values_list("application_id", "from_status", "to_status"):
        if source != where.get(pk, Status.DRAFT):
            yield f"application {pk}: a step starts at {source}, not at {where.get(pk)}"
        where[pk] = target
    for pk, status in Application.objects.values_list("pk", "status"):
        if status != where.get(pk, Status.DRAFT):
            yield f"application {pk}: is {status}, its steps end at {where.get(pk)}"
