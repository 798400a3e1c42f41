"""What must always hold for scans, checked over the whole database."""

from collections.abc import Iterator

from django.db.models import F

from workshops.enums import ScanOutcome
from workshops.models import Scan


def check() -> Iterator[str]:
    """Yields one sentence for each scan that let somebody of another event in."""
    inside = Scan.objects.filter(outcome__in=[ScanOutcome.PRESENT, ScanOutcome.ALREADY])
    wrong = inside.exclude(participant__event=F("session__event"))
    for pk in wrong.values_list("pk", flat=True):
        yield f"scan {pk}: present in a session of another event"
