"""Which companion an application has: the one whom the registry assigns to its business."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import CompanionProfile, User
from accounts.rules import can_manage_companions
from accounts.services import companions
from certification.errors import StillEntrustedError
from certification.models import Allocation, Application
from certification.rules import can_set_companion
from certification.selectors.matching import entrusted
from certification.selectors.trainings import lacking
from certification.services import tallies
from certification.services.sharing import take_back
from certification.services.trained import refuse_untrained
from certification.workflow import BEFORE_SIHALAL
from halalportal.audit import services as audit
from ikm.models import Assignment, Business
from ikm.services import assignments


@transaction.atomic
def refresh_companion(*, application: Application, by: User) -> Application:
    """Brings companion and LP3H in line with the registry's current assignment.

    Raises:
        UntrainedError: the companion lacks the bimtek that the programme asks for.
    """
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not can_set_companion(by, locked):
        raise PermissionDenied
    refuse_untrained_follower(locked)
    return _bring_in_line(locked, by)


def follow_assignment(*, business: Business, by: User, leaving: User | None = None) -> int:
    """Brings the applications of a business in line with its assignment, and returns how many.

    Whoever calls it has just assigned the business. In SiHalal the companion's name stands, so
    those entered there keep theirs, unless it is `leaving` who hands them over.
    """
    wanted = Q(status__in=BEFORE_SIHALAL) | Q(companion=leaving, companion__isnull=False)
    found = Application.objects.open().filter(wanted, business=business).order_by("pk")
    applications = list(found.select_for_update(of=("self",)))
    for application in applications:
        _bring_in_line(application, by)
    return len(applications)


@transaction.atomic
def leave(*, profile: CompanionProfile, on: datetime.date, by: User) -> CompanionProfile:
    """Lets a companion go who has nothing left to do.

    What is finished ends with the membership, and free places go back to the LP3H.

    Raises:
        StillEntrustedError: somebody else must take over the open cases first.
    """
    if not can_manage_companions(by, profile.organisation_id):
        raise PermissionDenied
    if count := entrusted(profile).count():
        raise StillEntrustedError(count)
    gone = companions.leave(profile=profile, on=on, by=by)
    finished = Business.objects.filter(
        assignments__companion_id=profile.user_id,
        assignments__organisation_id=profile.organisation_id,
        assignments__ended_on=None,
    )
    for business in finished.order_by("pk"):
        assignments.end(business=business, by=by)
    places = Allocation.objects.filter(
        companion_id=profile.user_id,
        organisation_id=profile.organisation_id,
        programme__cancelled_at=None,
    )
    for place in places.select_related("parent", "programme").order_by("pk"):
        if place.free:
            take_back(allocation=place, count=place.free, by=by, note="pendamping keluar")
    return gone


def _bring_in_line(locked: Application, by: User) -> Application:
    before, changes = tallies.standing_of(locked), companion_now(locked)
    for field, value in changes.items():
        setattr(locked, field, value)
    tallies.record(before, tallies.standing_of(locked), at=timezone.now())
    locked.save(update_fields=list(changes))
    audit.record(
        action="application.companion_set",
        subject=locked,
        by=by,
        companion=locked.companion_id,
        organisation=locked.organisation_id,
    )
    return locked


def companion_now(application: Application) -> dict[str, Any]:
    """Companion and LP3H by the current assignment; without one they stay as they were.

    Somebody new without the programme's bimtek isn't taken over either.
    """
    assignment = current_assignment(application.business)
    if assignment and is_barred(application, assignment):
        assignment = None
    source: Assignment | Application = assignment or application
    return {"companion": source.companion, "organisation": source.organisation}


def is_barred(application: Application, assignment: Assignment) -> bool:
    """Whether the assigned companion is new to the application and lacks the bimtek."""
    if assignment.companion_id == application.companion_id:
        return False
    return lacking(application.programme, assignment.companion_id) is not None


def refuse_untrained_follower(application: Application) -> None:
    """Raises `UntrainedError` when the assigned companion can't take the application over."""
    assignment = current_assignment(application.business)
    if assignment and is_barred(application, assignment):
        refuse_untrained(application.programme, assignment.companion)


def current_assignment(business: Business) -> Assignment | None:
    current = business.assignments.current().select_related("companion", "organisation")
    return current.first()
