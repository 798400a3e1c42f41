"""Certificates: recorded as BPJPH issued them, corrected, their state, and the owner's showcase."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from certification import certificate_rules as rules
from certification.enums import CertificateState
from certification.errors import NumberTakenError, StateMovedError
from certification.models import Application, Certificate, CertificateProduct
from certification.services import surveillance
from certification.services.drafts import local_today
from certification.services.status import Seen, claim, move
from halalportal.audit import services as audit
from halalportal.lib import kept_files
from halalportal.lib.uploads import Cleaned

# What an officer may say; a reported change says the other by itself.
SETTABLE = (
    CertificateState.ACTIVE,
    CertificateState.SUSPENDED,
    CertificateState.REVOKED,
    CertificateState.LEGACY,
)


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on a certificate. No `products` are those of the application."""

    number: str
    issued_on: datetime.date
    decision_number: str = ""
    decided_on: datetime.date | None = None
    products: Sequence[str] = ()
    file: Cleaned | None = None


@transaction.atomic
def record(*, application: Application, face: Face, by: User, seen: Seen = None) -> Certificate:
    """Records the certificate that BPJPH issued; its first surveillance is planned with it.

    Raises:
        AlreadyMovedError: somebody else was faster.
        NumberTakenError: another application has the certificate.
    """
    locked = claim(application, "issue", by=by, seen=seen)
    certificate = Certificate(application=locked, recorded_by=by)
    _write(certificate, face)
    names = face.products or locked.products.values_list("name", flat=True)
    _write_products(certificate, names)
    surveillance.plan(certificate)
    move(locked, "issue", by=by)
    return certificate


@transaction.atomic
def correct(*, certificate: Certificate, face: Face, by: User) -> Certificate:
    """Mends what was written down wrongly; a file that is not sent again stays.

    Raises:
        NumberTakenError: another application has the certificate.
    """
    locked = _locked(certificate)
    if not rules.can_correct(by, locked):
        raise PermissionDenied
    is_moved = locked.issued_on != face.issued_on
    before = {"number": locked.number, "issued_on": locked.issued_on.isoformat()}
    _write(locked, face)
    locked.products.all().delete()
    _write_products(locked, face.products)
    if is_moved:
        surveillance.plan_again(locked)
    audit.record(action="certificate.corrected", subject=locked, by=by, before=before)
    return locked


@transaction.atomic
def set_state(
    *,
    certificate: Certificate,
    state: str,
    reason: str,
    valid_until: datetime.date | None = None,
    by: User,
    seen: str = "",
) -> Certificate:
    """Notes that BPJPH suspended or revoked it, that it is of the old kind, or holds again.

    Args:
        valid_until: printed on old ones alone.
        seen: the state that the person's page showed.

    Raises:
        StateMovedError: it has another state by now.
    """
    locked = _locked(certificate)
    if not rules.can_look_after(by, locked):
        raise PermissionDenied
    if seen and seen != locked.state:
        raise StateMovedError(locked.get_state_display())
    before = locked.state
    locked.state = resting_state(locked) if state == CertificateState.ACTIVE else state
    locked.valid_until = valid_until if state == CertificateState.LEGACY else None
    locked.state_reason = reason
    locked.state_since = local_today(locked.application.regency)
    locked.save(update_fields=["state", "valid_until", "state_reason", "state_since"])
    audit.record(
        action="certificate.state", subject=locked, by=by, before=before, after=locked.state
    )
    return locked


@transaction.atomic
def showcase(*, certificate: Certificate, is_shown: bool, by: User) -> Certificate:
    """The owner shows it to everybody, or no longer."""
    locked = _locked(certificate)
    if not rules.can_showcase(by, locked):
        raise PermissionDenied
    if locked.is_showcased != is_shown:
        locked.is_showcased = is_shown
        locked.save(update_fields=["is_showcased"])
        audit.record(action="certificate.showcase", subject=locked, by=by, is_shown=is_shown)
    return locked


def resting_state(certificate: Certificate) -> CertificateState:
    """The state of a certificate that holds: with or without a change that is not settled."""
    has_change = certificate.change_reports.unsettled().exists()
    return CertificateState.CHANGE_REPORTED if has_change else CertificateState.ACTIVE


def _locked(certificate: Certificate) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",)).with_case()
    return rows.get(pk=certificate.pk)


def _write(certificate: Certificate, face: Face) -> None:
    certificate.number, certificate.issued_on = face.number, face.issued_on
    certificate.decision_number, certificate.decided_on = face.decision_number, face.decided_on
    if face.file:
        _replace_file(certificate, face.file)
    try:
        with transaction.atomic():
            certificate.save()
    except IntegrityError as error:
        raise NumberTakenError(face.number) from error


def _replace_file(certificate: Certificate, copy: Cleaned) -> None:
    old, storage = str(certificate.file.name or ""), certificate.file.storage
    kept_files.keep(certificate.file, copy)
    if old:
        transaction.on_commit(lambda: storage.delete(old))


def _write_products(certificate: Certificate, names: Iterable[str]) -> None:
    CertificateProduct.objects.bulk_create(
        CertificateProduct(certificate=certificate, name=name) for name in names
    )
