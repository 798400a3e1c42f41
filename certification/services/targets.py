"""Dated targets of a programme: adding, changing, removing."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Organisation, User
from certification.enums import DayBasis, TargetMeasure
from certification.errors import DueBeforeStartError, RegionOutsideError, TargetGoneError
from certification.models import Programme, Target
from certification.rules import can_manage_programme
from certification.services.closing import refuse_cancelled
from halalportal.audit import services as audit
from regions.models import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDetails:
    """So many places by a day, for the whole programme, one kab/kota or one LP3H (in it)."""

    name: str
    quantity: int
    starts_on: datetime.date
    due_on: datetime.date
    day_basis: str = DayBasis.CALENDAR
    counts_first_day: bool = False
    measure: str = TargetMeasure.USED
    region: Region | None = None
    organisation: Organisation | None = None


@transaction.atomic
def add_target(*, programme: Programme, details: TargetDetails, by: User) -> Target:
    """Adds a dated target to the programme.

    Raises:
        DueBeforeStartError, RegionOutsideError: nothing was saved.
    """
    _refuse(programme, details, by)
    target = Target.objects.create(programme=programme, **_fields(details))
    audit.record(action="target.added", subject=target, by=by, **_for_audit(target))
    return target


@transaction.atomic
def change_target(*, target: Target, details: TargetDetails, by: User) -> Target:
    """Changes a target; the trail keeps what it said before.

    Raises:
        DueBeforeStartError, RegionOutsideError, TargetGoneError: nothing was changed.
    """
    _refuse(target.programme, details, by)
    target = _locked(target)
    before = _for_audit(target)
    for name, value in _fields(details).items():
        setattr(target, name, value)
    target.save(update_fields=list(_fields(details)))
    after = _for_audit(target)
    audit.record(action="target.changed", subject=target, by=by, before=before, after=after)
    return target


@transaction.atomic
def remove_target(*, target: Target, by: User) -> None:
    """Removes a target; the trail keeps its figures.

    Raises:
        TargetGoneError: somebody else was faster.
    """
    _refuse_change(target.programme, by)
    target = _locked(target)
    audit.record(action="target.removed", subject=target, by=by, **_for_audit(target))
    target.delete()


def _locked(target: Target) -> Target:
    found = Target.objects.select_for_update().filter(pk=target.pk).first()
    if not found:
        raise TargetGoneError(target.name)
    return found


def _refuse_change(programme: Programme, by: User) -> None:
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    refuse_cancelled(programme)


def _refuse(programme: Programme, details: TargetDetails, by: User) -> None:
    _refuse_change(programme, by)
    if details.due_on < details.starts_on:
        raise DueBeforeStartError(details.starts_on)
    if details.region and details.region.parent_id != programme.region_id:
        raise RegionOutsideError(details.region.name)


def _fields(details: TargetDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in TargetDetails.__dataclass_fields__}


def _for_audit(target: Target) -> dict[str, object]:
    """The figures of a target, with the programme for whoever reads the trail."""
    return {
        "programme": target.programme_id,
        "quantity": target.quantity,
        "measure": target.measure,
        "starts_on": target.starts_on.isoformat(),
        "due_on": target.due_on.isoformat(),
        "day_basis": target.day_basis,
        "counts_first_day": target.counts_first_day,
        "region": target.region_id,
        "organisation": target.organisation_id,
    }
