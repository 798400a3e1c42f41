"""Opening programmes and cancelling them."""

import datetime
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from certification.errors import PlacesHeldError, ProgrammeDatesError
from certification.models import Programme
from certification.rules import can_manage_programme, can_open_programme
from certification.services import costs, quota, terms
from certification.services.closing import refuse_cancelled
from certification.services.costs import CostDetails
from certification.services.offices import office_of
from halalportal.audit import services as audit
from regions.models import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDetails:
    """What a province officer fills in."""

    name: str
    year: int
    track: str
    funding_source: str
    facilitation_code: str
    starts_on: datetime.date
    ends_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a programme begins with: places, rupiah per certificate with their source, conditions.

    `has_ready_rules` takes the ready-made conditions of its track over.
    """

    quota: int
    unit_cost: int
    cost_source: str
    has_ready_rules: bool = False


@transaction.atomic
def open_programme(*, details: ProgrammeDetails, opening: Opening, by: User) -> Programme:
    """Opens a programme in the officer's province with its places at the root."""
    if not can_open_programme(by):
        raise PermissionDenied
    region = Region.objects.get(pk=by.scope.region_code)
    programme = Programme.objects.create(
        slug=_free_slug(details.name),
        region=region,
        office=office_of(region),
        **asdict(details),
    )
    audit.record(action="programme.opened", subject=programme, by=by, quota=opening.quota)
    costs.add_cost(
        programme=programme,
        details=CostDetails(
            amount=opening.unit_cost, valid_from=programme.starts_on, source=opening.cost_source
        ),
        by=by,
    )
    if opening.has_ready_rules:
        terms.use_ready_rules(programme=programme, by=by)
    quota.open_root(programme=programme, count=opening.quota, by=by)
    return programme


@transaction.atomic
def change_programme(
    *,
    programme: Programme,
    name: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    by: User,
) -> Programme:
    """Corrects name and dates; the address stays. A cost valid from the start begins with it.

    Raises:
        ProgrammeCancelledError: it was cancelled.
        ProgrammeDatesError: it would end before it starts.
    """
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    refuse_cancelled(locked)
    if ends_on < starts_on:
        raise ProgrammeDatesError
    before = [locked.name, locked.starts_on.isoformat(), locked.ends_on.isoformat()]
    if starts_on < locked.starts_on:
        locked.unit_costs.filter(valid_from=locked.starts_on).update(valid_from=starts_on)
    locked.name, locked.starts_on, locked.ends_on = name, starts_on, ends_on
    locked.save(update_fields=["name", "starts_on", "ends_on"])
    after = [name, starts_on.isoformat(), ends_on.isoformat()]
    audit.record(action="programme.changed", subject=locked, by=by, before=before, after=after)
    return locked


@transaction.atomic
def cancel_programme(*, programme: Programme, reason: str, by: User) -> Programme:
    """Ends a programme for good; whatever holds a place must have been stopped or issued before.

    Raises:
        ProgrammeCancelledError: it was cancelled already.
        PlacesHeldError: applications or offers still hold places.
    """
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    refuse_cancelled(locked)
    if count := locked.allocations.all().held_count():
        raise PlacesHeldError(count)
    locked.cancelled_at, locked.cancelled_reason = timezone.now(), reason
    locked.save(update_fields=["cancelled_at", "cancelled_reason"])
    audit.record(action="programme.cancelled", subject=locked, by=by, reason=reason)
    return locked


def _free_slug(name: str) -> str:
    """The name as an address, with a number when another programme has it."""
    base = slugify(name)[:70] or "program"
    taken = set(Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
