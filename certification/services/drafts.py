"""Starting an application, under the owner's mandate when somebody else files."""

import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import MandateTask, Status
from certification.errors import AlreadyAppliedError, ProgrammeClosedError
from certification.models import Application, Mandate, Programme
from certification.rules import can_file_for, can_help
from certification.selectors.mandates import mandate_for
from certification.selectors.trainings import lacking
from certification.services import tallies
from certification.services.closing import refuse_cancelled
from certification.services.companions import current_assignment
from certification.services.elsewhere import is_settled, refuse_known
from certification.services.mandates import refuse_without
from certification.services.numbers import next_number
from certification.services.trained import refuse_untrained
from halalportal.audit import services as audit
from ikm.models import Assignment, Business
from regions.models import Region


@transaction.atomic
def create(
    *,
    business: Business,
    programme: Programme,
    by: User,
    reason: str = "",
) -> Application:
    """Starts a draft with the next number of the year.

    Args:
        reason: why an officer starts it although the business is certified or in process elsewhere.

    Raises:
        KnownElsewhereError: it is, and there is no reason, or somebody else than an officer asks.
        MandateMissingError: somebody else than the owner files without a mandate.
        MandateTooSmallError: the mandate is for something else.
        AlreadyAppliedError: the business has an application in the programme.
        ProgrammeCancelledError: the programme was cancelled.
        ProgrammeClosedError: the programme takes none today.
        UntrainedError: the companion who files lacks the bimtek that the programme asks for; for
            anybody else the application waits for another companion.
    """
    assignment = current_assignment(business)
    today = local_today(business.regency)
    mandate = mandate_for(business, by, today)
    _refuse_strangers(business, assignment, mandate, by)
    refuse_closed(programme, today)
    standing = refuse_known(business, by=by, reason=reason)
    is_barred = lacking(programme, assignment.companion_id if assignment else None) is not None
    if is_barred and assignment and assignment.companion_id == by.pk:
        refuse_untrained(programme, by)
    application = Application(
        programme=programme,
        business=business,
        regency=business.regency,
        track=programme.track,
        companion=assignment.companion if assignment and not is_barred else None,
        organisation=assignment.organisation if assignment else None,
        created_by=by,
        created_at=timezone.now(),
        mandate=mandate,
        brand=business.brand,
    )
    _save_with_number(application, today)
    tallies.record(None, tallies.standing_of(application), at=application.created_at)
    audit.record(action="application.created", subject=application, by=by, own=mandate is None)
    if is_settled(standing):
        audit.record(
            action="application.created_despite_elsewhere",
            subject=application,
            by=by,
            state=standing.state,
            source=standing.source,
            reason=reason.strip()[:200],
        )
    return application


def _refuse_strangers(
    business: Business, assignment: Assignment | None, mandate: Mandate | None, by: User
) -> None:
    is_assigned = assignment is not None and assignment.companion_id == by.pk
    if can_file_for(by, business, is_assigned=is_assigned, mandate=mandate):
        return
    if can_help(by, business, is_assigned=is_assigned):
        refuse_without(by, business, mandate, MandateTask.FILL)
    raise PermissionDenied


def local_today(region: Region) -> datetime.date:
    """Today in the region's time zone."""
    return timezone.localdate(timezone=ZoneInfo(region.time_zone))


def refuse_closed(programme: Programme, day: datetime.date) -> None:
    refuse_cancelled(programme)
    if not programme.starts_on <= day <= programme.ends_on:
        raise ProgrammeClosedError(programme.name)


def _save_with_number(application: Application, day: datetime.date) -> None:
    """Saves under the next number, unless the business already has one in the programme."""
    same = Application.objects.filter(
        business=application.business, programme=application.programme
    ).exclude(status=Status.STOPPED)
    if other := same.first():
        raise AlreadyAppliedError(other.number)
    try:
        with transaction.atomic():
            application.number = next_number(day)
            application.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyAppliedError(same.get().number) from error
