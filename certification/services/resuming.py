"""A case that a table of SiHalal stopped, and that goes on because the table is taken back."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import Place, Status
from certification.errors import (
    NoAllocationError,
    NotTakenBackError,
    ProgrammeCancelledError,
    QuotaExhaustedError,
)
from certification.models import Application, Replacement, StatusChange
from certification.services import obstacles, quota, tallies
from certification.services.closing import refuse_cancelled
from certification.workflow import PLACE_STATUSES, RESUME
from halalportal.audit import services as audit

NOTE = "Tabel SiHalal yang menghentikannya dibatalkan."
REPLACED = "Pengganti pengajuan ini sudah dicari, jadi tetap dihentikan."
APPLIED_AGAIN = "Usaha ini sudah punya pengajuan lain di program ini, jadi tetap dihentikan."
NO_PLACE = "Tempat kuotanya sudah dipakai, jadi tetap dihentikan. {why}"


@transaction.atomic(savepoint=False)
def resume(application: Application, *, fields: Mapping[str, Any], by: User) -> None:
    """Lets a locked, stopped application go on from where it was, as one more step of its trail.

    The stop stays in the trail: it was told to others meanwhile. Its place is held anew at the
    level that had it, and an obstacle that was closed with the case is open again.

    Args:
        fields: what to write, the status among it; the moment is that of the step.

    Raises:
        NotTakenBackError: somebody else has the place, or the business has begun anew.
    """
    _refuse_succeeded(application)
    stop = application.status_changes.filter(to_status=Status.STOPPED).latest("at", "pk")
    target, moved_at = Status(fields["status"]), timezone.now()
    StatusChange.objects.create(
        application=application,
        transition=RESUME,
        from_status=application.status,
        to_status=target,
        at=moved_at,
        by=by,
        note=NOTE,
    )
    audit.record(action=f"application.{RESUME}", subject=application, by=by)
    before = tallies.standing_of(application)
    tallies.record(before, before._replace(status=target), at=moved_at)
    _write(application, {**fields, "status_changed_at": moved_at})
    obstacles.reopen_with_case(application, since=stop.at, by=by)
    # Others wait for the level's row from here to the end.
    _hold_anew(application, target, by)


def _refuse_succeeded(application: Application) -> None:
    try:
        refuse_cancelled(application.programme)
    except ProgrammeCancelledError as error:
        raise NotTakenBackError(str(error)) from error
    if Replacement.objects.filter(left=application).exists():
        raise NotTakenBackError(REPLACED)


def _write(application: Application, fields: Mapping[str, Any]) -> None:
    """The database lets a business have one application in a programme besides stopped ones."""
    try:
        with transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**fields)
    except IntegrityError as error:
        raise NotTakenBackError(APPLIED_AGAIN) from error


def _hold_anew(application: Application, target: Status, by: User) -> None:
    try:
        quota.retake(application=application, by=by)
    except (QuotaExhaustedError, NoAllocationError) as error:
        raise NotTakenBackError(NO_PLACE.format(why=error)) from error
    if target in PLACE_STATUSES[Place.USED]:
        quota.commit(application=application, by=by)
