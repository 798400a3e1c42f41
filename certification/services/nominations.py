"""Asking the kab/kota for candidates, naming businesses, and screening them."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import OFFICERS
from accounts.models import User
from certification.enums import Status
from certification.errors import (
    CallClosedError,
    CallDayError,
    CallRegionError,
    CallTakenError,
    NominationError,
)
from certification.models import (
    Application,
    Nomination,
    NominationCall,
    NominationRequest,
    Programme,
)
from certification.rules import can_manage_programme, can_nominate
from certification.selectors.admission import judge
from certification.services.closing import refuse_cancelled
from certification.services.drafts import local_today
from halalportal.audit import services as audit
from ikm.models import Business
from regions.models import Region

_SCREENED = ("screening", "findings", "screened_at", "screened_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDetails:
    """The letter that asks for candidates."""

    name: str
    letter_number: str
    due_on: datetime.date
    text: str


@transaction.atomic
def open_call(
    *, programme: Programme, details: CallDetails, places: Mapping[Region, int], by: User
) -> NominationCall:
    """Asks each kab/kota with places for so many candidates.

    Raises:
        CallDayError: the answer-by day is over.
        CallRegionError: a kab/kota lies outside the programme's province.
        CallTakenError: there is a call of this name.
    """
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    refuse_cancelled(programme)
    if details.due_on < local_today(programme.region):
        raise CallDayError.past()
    for region in places:
        if region.parent_id != programme.region_id:
            raise CallRegionError(region.name)
    try:
        with transaction.atomic():
            call = NominationCall.objects.create(
                programme=programme, created_by=by, **asdict(details)
            )
    except IntegrityError as error:
        raise CallTakenError(details.name) from error
    asked = [
        NominationRequest(call=call, region=region, places=count)
        for region, count in places.items()
        if count
    ]
    NominationRequest.objects.bulk_create(asked)
    audit.record(
        action="nomination.called",
        subject=call,
        by=by,
        due_on=call.due_on.isoformat(),
        places={request.region_id: request.places for request in asked},
    )
    return call


@transaction.atomic
def extend(*, request: NominationRequest, due_on: datetime.date, by: User) -> NominationRequest:
    """Gives one kab/kota a later day.

    Raises:
        CallDayError: the day is no later than the present one, or over.
    """
    if not can_manage_programme(by, request.call.programme):
        raise PermissionDenied
    locked = _claim(request)
    if due_on <= locked.until:
        raise CallDayError.not_later(locked.until)
    if due_on < local_today(locked.region):
        raise CallDayError.past()
    locked.due_on = due_on
    locked.save(update_fields=["due_on"])
    audit.record(action="nomination.extended", subject=locked, by=by, due_on=due_on.isoformat())
    return locked


@transaction.atomic
def nominate(
    *, request: NominationRequest, business_ids: Collection[int], note: str = "", by: User
) -> list[Nomination]:
    """Names businesses of the kab/kota and screens them at once; all or none.

    Raises:
        CallClosedError: the answer-by day is over.
        NominationError: one can't be named; it says which and why.
    """
    locked = _claim_open(request, by)
    businesses = list(Business.objects.visible_to(by).filter(pk__in=business_ids))
    _refuse_unfit(locked, businesses)
    today = local_today(locked.region)
    judged = judge(locked.call.programme, [b.pk for b in businesses], day=today)
    now = timezone.now()
    named = Nomination.objects.bulk_create(
        Nomination(
            request=locked,
            business=business,
            note=note,
            nominated_by=by,
            screening=judged[business.pk].verdict,
            findings=judged[business.pk].as_json(),
            screened_at=now,
            screened_by=by,
        )
        for business in businesses
    )
    for nomination in named:
        audit.record(
            action="nomination.named", subject=nomination, by=by, business=nomination.business_id
        )
    return named


@transaction.atomic
def withdraw(*, nomination: Nomination, by: User) -> Nomination:
    """Takes a name back; the business can be named again.

    Raises:
        CallClosedError: the answer-by day is over.
    """
    _claim_open(nomination.request, by)
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at = timezone.now()
        locked.save(update_fields=["withdrawn_at"])
        audit.record(action="nomination.withdrawn", subject=locked, by=by)
    return locked


@transaction.atomic
def send(*, request: NominationRequest, by: User) -> NominationRequest:
    """Marks the request as answered; until its day it may be changed and sent again.

    Raises:
        CallClosedError: the answer-by day is over.
        NominationError: nobody is named.
    """
    locked = _claim_open(request, by)
    count = locked.nominations.standing().count()
    if not count:
        raise NominationError.empty()
    locked.answered_at, locked.answered_by = timezone.now(), by
    locked.save(update_fields=["answered_at", "answered_by"])
    audit.record(action="nomination.answered", subject=locked, by=by, count=count)
    return locked


@transaction.atomic
def screen(*, call: NominationCall, by: User) -> int:
    """Checks those named in the person's region once more, as facts and conditions are now.

    Returns how many. Needs the same number of queries for one as for a thousand.
    """
    programme = call.programme
    if by.role not in OFFICERS or not NominationCall.objects.visible_to(by).filter(pk=call.pk):
        raise PermissionDenied
    refuse_cancelled(programme)
    standing = Nomination.objects.visible_to(by).standing().filter(request__call=call)
    named = list(standing.select_for_update(of=("self",)).order_by("pk"))
    ids = [nomination.business_id for nomination in named]
    judged = judge(programme, ids, day=local_today(programme.region))
    now = timezone.now()
    for nomination in named:
        judgement = judged[nomination.business_id]
        nomination.screening = judgement.verdict
        nomination.findings = judgement.as_json()
        nomination.screened_at, nomination.screened_by = now, by
    Nomination.objects.bulk_update(named, _SCREENED, batch_size=500)
    audit.record(action="nomination.screened", subject=call, by=by, count=len(named))
    return len(named)


def _claim(request: NominationRequest) -> NominationRequest:
    """The fresh request. The lock on its call keeps a business from being named twice at once."""
    call = NominationCall.objects.select_for_update(of=("self",)).get(pk=request.call_id)
    refuse_cancelled(call.programme)
    records = NominationRequest.objects.select_related("call__programme", "region")
    return records.get(pk=request.pk)


def _claim_open(request: NominationRequest, by: User) -> NominationRequest:
    if not can_nominate(by, request.region_id):
        raise PermissionDenied
    locked = _claim(request)
    if locked.until < local_today(locked.region):
        raise CallClosedError(locked.until)
    return locked


def _refuse_unfit(request: NominationRequest, businesses: Collection[Business]) -> None:
    """Outside the kab/kota, named already in the call, or with an application in the programme."""
    if not businesses:
        raise NominationError.none_chosen()
    outside = [b.name for b in businesses if b.regency_id != request.region_id]
    if outside:
        raise NominationError.outside(outside, request.region.name)
    same_call = Nomination.objects.standing().filter(
        request__call=request.call_id, business__in=businesses
    )
    if taken := list(same_call.values_list("business__name", flat=True)):
        raise NominationError.taken(taken)
    applied = Application.objects.filter(
        programme=request.call.programme_id, business__in=businesses
    ).exclude(status=Status.STOPPED)
    if names := list(applied.values_list("business__name", flat=True)):
        raise NominationError.applied(names)
