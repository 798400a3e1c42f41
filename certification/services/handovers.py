"""Handing certificates over: the list, who took which, and the signed paper."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification import certificate_rules as rules
from certification.errors import (
    HandoverSignedError,
    NobodyReceivedError,
    NothingToHandOverError,
    OnAnotherListError,
    SomebodyReceivedError,
)
from certification.models import Certificate, Handover, HandoverItem, Programme
from certification.selectors.handovers import free_to_list
from halalportal.audit import services as audit
from halalportal.lib import kept_files
from halalportal.lib.uploads import Cleaned
from regions.models import Region


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where certificates are handed over, and by whom."""

    title: str
    held_on: datetime.date
    place: str = ""
    handed_by: str = ""
    handed_by_title: str = ""


@transaction.atomic
def create(
    *,
    programme: Programme,
    region: Region,
    occasion: Occasion,
    certificates: Collection[int],
    by: User,
) -> Handover:
    """Makes the list of the chosen certificates.

    Raises:
        NothingToHandOverError: none was chosen.
        OnAnotherListError: some are on another list or handed over by now.
    """
    if not (rules.can_hand_over(by) and by.scope.covers(region.pk)):
        raise PermissionDenied
    chosen = set(certificates)
    if not chosen:
        raise NothingToHandOverError
    # The locked rows keep a second list from taking the same ones at the same time.
    list(Certificate.objects.select_for_update().filter(pk__in=chosen).order_by("pk"))
    free = free_to_list(by).filter(pk__in=chosen, application__programme=programme)
    found = set(free.values_list("pk", flat=True))
    if missing := len(chosen - found):
        raise OnAnotherListError(missing)
    made = Handover.objects.create(
        programme=programme, region=region, created_by=by, **asdict(occasion)
    )
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=made, certificate_id=pk) for pk in sorted(found)
    )
    audit.record(action="handover.created", subject=made, by=by, count=len(found))
    return made


@transaction.atomic
def receive(
    *, handover: Handover, names: Mapping[int, str], received_on: datetime.date, by: User
) -> int:
    """Notes who took the certificates of these rows, and returns how many were new.

    Args:
        names: the receiver by the id of the row; rows that were noted before stay as they are.

    Raises:
        HandoverSignedError: the signed list is there.
        OnAnotherListError: some were handed over on another list in the meantime.
    """
    locked = _locked(handover, by)
    waiting = list(locked.items.filter(pk__in=names, received_on=None).order_by("pk"))
    held = [item.certificate_id for item in waiting]
    elsewhere = HandoverItem.objects.filter(certificate__in=held, received_on__isnull=False)
    if taken := elsewhere.count():
        raise OnAnotherListError(taken)
    for item in waiting:
        item.received_by, item.received_on = names[item.pk], received_on
    HandoverItem.objects.bulk_update(waiting, ["received_by", "received_on"])
    if waiting:
        audit.record(action="handover.received", subject=locked, by=by, count=len(waiting))
    return len(waiting)


@transaction.atomic
def take_back(*, handover: Handover, item: HandoverItem, by: User) -> None:
    """Unticks a row that was ticked by mistake.

    Raises:
        HandoverSignedError: the signed list is there.
    """
    locked = _locked(handover, by)
    row = locked.items.get(pk=item.pk)
    row.received_by, row.received_on = "", None
    row.save(update_fields=["received_by", "received_on"])
    audit.record(action="handover.taken_back", subject=locked, by=by, item=row.pk)


@transaction.atomic
def sign(*, handover: Handover, scan: Cleaned, by: User) -> Handover:
    """Keeps the scan of the signed list; from now on nothing on it changes.

    Whoever did not come is free for the next list.

    Raises:
        HandoverSignedError: it is there already.
        NobodyReceivedError: no row says who took it.
    """
    locked = _locked(handover, by)
    if not locked.items.filter(received_on__isnull=False).exists():
        raise NobodyReceivedError
    kept_files.keep(locked.signed_file, scan)
    locked.signed_at = timezone.now()
    locked.save(update_fields=["signed_file", "signed_at"])
    audit.record(action="handover.signed", subject=locked, by=by)
    return locked


@transaction.atomic
def drop(*, handover: Handover, by: User) -> None:
    """Takes back a list on which nobody received anything.

    Raises:
        HandoverSignedError, SomebodyReceivedError: it says what happened and stays.
    """
    locked = _locked(handover, by)
    if locked.items.filter(received_on__isnull=False).exists():
        raise SomebodyReceivedError
    audit.record(action="handover.dropped", subject=locked, by=by)
    locked.delete()


def _locked(handover: Handover, by: User) -> Handover:
    locked = Handover.objects.select_for_update().get(pk=handover.pk)
    if not (rules.can_hand_over(by) and by.scope.covers(locked.region_id)):
        raise PermissionDenied
    if locked.is_signed:
        raise HandoverSignedError
    return locked
