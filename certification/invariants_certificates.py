"""What must always be true of certificates and the changes told about them."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from certification.enums import CertificateState
from certification.models import Certificate, ChangeReport


def check() -> Iterator[str]:
    """Yields each violation in one sentence; nothing when all is well."""
    open_reports = ChangeReport.objects.unsettled().filter(certificate=OuterRef("pk"))
    marked = Certificate.objects.annotate(has_change=Exists(open_reports))
    expected = {CertificateState.ACTIVE: False, CertificateState.CHANGE_REPORTED: True}
    for state, has_change in expected.items():
        wrong = marked.filter(state=state).exclude(has_change=has_change)
        for pk in wrong.values_list("pk", flat=True):
            yield f"certificate {pk}: it is {state}, but its change reports say otherwise"
