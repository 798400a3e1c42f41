"""What must always hold for reports of online meetings."""

from collections.abc import Iterator

from django.db.models import F

from workshops.enums import MeetingState
from workshops.models import MeetingGuest, MeetingReport


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    known = MeetingGuest.objects.exclude(participant=None)
    for pk in known.exclude(participant__event=F("report__event")).values_list("pk", flat=True):
        yield f"meeting guest {pk}: the participant belongs to another event"
    idle = MeetingReport.objects.exclude(state=MeetingState.APPLIED)
    for report in idle.exclude(made=[], before={}).only("pk"):
        yield f"meeting report {report.pk}: not counted, but it claims marks of presence"
