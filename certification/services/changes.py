"""Changes that a holder tells, and what the office answers."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification import certificate_rules as rules
from certification.enums import CertificateState, ChangeState
from certification.errors import ReportAnsweredError, ReportedTwiceError, RevokedError
from certification.models import Certificate, ChangeReport
from certification.services.certificates import resting_state
from halalportal.audit import services as audit

# Where a report may go from where it is.
NEXT: dict[str, tuple[ChangeState, ...]] = {
    ChangeState.REPORTED: (ChangeState.FORWARDED, ChangeState.SETTLED, ChangeState.DISMISSED),
    ChangeState.FORWARDED: (ChangeState.SETTLED, ChangeState.DISMISSED),
}


@transaction.atomic
def report(
    *,
    certificate: Certificate,
    kind: str,
    text: str,
    since: datetime.date | None = None,
    by: User,
) -> ChangeReport:
    """Keeps what the holder tells; the certificate shows that a change is reported.

    Raises:
        RevokedError: the certificate holds no more.
        ReportedTwiceError: the same words wait already, for a form that was sent twice.
    """
    locked = _lock(certificate.pk)
    if not rules.can_report_change(by, locked):
        raise PermissionDenied
    if locked.state == CertificateState.REVOKED:
        raise RevokedError
    if locked.change_reports.unsettled().filter(kind=kind, text=text).exists():
        raise ReportedTwiceError
    made = ChangeReport.objects.create(
        certificate=locked, kind=kind, text=text, since=since, reported_by=by
    )
    _rest(locked)
    audit.record(action="certificate.change_reported", subject=locked, by=by, kind=kind)
    return made


@transaction.atomic
def answer(
    *, report: ChangeReport, state: str, answer: str, by: User, seen: str = ""
) -> ChangeReport:
    """Passes a report on to SiHalal, settles it, or finds that nothing has to be done.

    Args:
        seen: its state as the person's page showed it.

    Raises:
        ReportAnsweredError: somebody else answered in the meantime.
    """
    # The certificate first, as in `report`: two at once wait for each other in one order.
    certificate = _lock(report.certificate_id)
    reports = ChangeReport.objects.select_for_update(of=("self",)).select_related("decided_by")
    locked = reports.get(pk=report.pk)
    if not rules.can_look_after(by, certificate):
        raise PermissionDenied
    if locked.state != (seen or report.state) or state not in NEXT.get(locked.state, ()):
        who = locked.decided_by.name if locked.decided_by else "petugas lain"
        raise ReportAnsweredError(who, locked.get_state_display())
    locked.state, locked.answer = state, answer
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    _rest(certificate)
    audit.record(action="certificate.change_answered", subject=certificate, by=by, state=state)
    return locked


def _lock(pk: int) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",)).with_case()
    return rows.get(pk=pk)


def _rest(certificate: Certificate) -> None:
    """A certificate that holds says whether a change waits; suspended and old ones stay so."""
    if certificate.state in (CertificateState.ACTIVE, CertificateState.CHANGE_REPORTED):
        certificate.state = resting_state(certificate)
        certificate.save(update_fields=["state"])
