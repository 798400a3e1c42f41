"""What must always hold for certificates of attendance."""

from collections.abc import Iterator

from django.db.models import Count, F, Max, Q

from workshops.models import AttendanceCertificate, CertificateSeries


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    yield from _no_gaps()
    yield from _own_event()


def _no_gaps() -> Iterator[str]:
    counted = CertificateSeries.objects.annotate(
        count=Count("certificates"), highest=Max("certificates__sequence", default=0)
    )
    wrong = counted.exclude(Q(count=F("last")) & Q(highest=F("last")))
    for series in wrong:
        yield f"series {series}: {series.count} certificates, the highest {series.highest}"


def _own_event() -> Iterator[str]:
    wrong = AttendanceCertificate.objects.exclude(event=F("participant__event"))
    for pk in wrong.values_list("pk", flat=True):
        yield f"certificate {pk}: the participant belongs to another event"
