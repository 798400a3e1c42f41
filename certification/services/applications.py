"""The steps of an application on its way; `status.move` takes each.

Sending back is `returns.give_back`; the last one, the certificate, is `certificates.record`.
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from accounts.models import User
from certification.enums import DecisionMoment, Track
from certification.errors import (
    CompanionMissingError,
    IncompleteError,
    NumberTakenError,
)
from certification.models import Application, StopReason
from certification.selectors.completeness import gaps_of
from certification.selectors.mandates import mandate_now
from certification.selectors.snapshot import snapshot_of
from certification.services import answer_drafts, eligibility
from certification.services.companions import (
    companion_now,
    refresh_companion,
    refuse_untrained_follower,
)
from certification.services.drafts import create, local_today, refuse_closed
from certification.services.status import Seen, claim, move

__all__ = [
    "accept",
    "create",
    "enter_in_sihalal",
    "reenter",
    "refresh_companion",
    "resubmit",
    "stop",
    "submit",
]


@transaction.atomic
def submit(*, application: Application, by: User, seen: Seen = None) -> Application:
    """Sends a draft: holds a place in the quota and freezes the answers.

    Raises:
        IncompleteError: with all gaps.
        MandateMissingError: somebody else than the owner sends it without a mandate.
        QuotaExhaustedError: no place is left; it names the level.
    """
    locked = claim(application, "submit", by=by, seen=seen)
    refuse_closed(locked.programme, local_today(locked.regency))
    return move(locked, "submit", by=by, **_sent(locked, by))


@transaction.atomic
def resubmit(*, application: Application, by: User, seen: Seen = None) -> Application:
    """Sends a mended application again; its place was kept.

    Raises:
        IncompleteError: with all gaps.
    """
    locked = claim(application, "resubmit", by=by, seen=seen)
    return move(locked, "resubmit", by=by, **_sent(locked, by))


@transaction.atomic
def accept(*, application: Application, by: User, seen: Seen = None) -> Application:
    """Finds the application in order; on the self-declare track the companion verifies next.

    Raises:
        CompanionMissingError: nobody is there to verify it.
        UntrainedError: somebody is, without the bimtek that the programme asks for.
    """
    locked = claim(application, "accept", by=by, seen=seen)
    changes = companion_now(locked)
    if changes["companion"] is None and locked.track == Track.SELF_DECLARE:
        refuse_untrained_follower(locked)
        raise CompanionMissingError
    return move(locked, "accept", by=by, **changes)


@transaction.atomic
def enter_in_sihalal(
    *,
    application: Application,
    number: str,
    entered_on: datetime.date | None = None,
    by: User,
    seen: Seen = None,
) -> Application:
    """Notes the registration number; the held place becomes a used one.

    Raises:
        NumberTakenError: another application has the number.
    """
    locked = claim(application, "enter", by=by, seen=seen)
    if Application.objects.filter(sihalal_number=number).exists():
        raise NumberTakenError(number)
    day = entered_on or local_today(locked.regency)
    return move(locked, "enter", by=by, sihalal_number=number, sihalal_entered_on=day)


@transaction.atomic
def reenter(*, application: Application, by: User, seen: Seen = None) -> Application:
    """Notes that a returned submission was mended and sent again in SiHalal; its place was kept."""
    return move(claim(application, "reenter", by=by, seen=seen), "reenter", by=by)


@transaction.atomic
def stop(
    *, application: Application, reason: StopReason, note: str = "", by: User, seen: Seen = None
) -> Application:
    """Ends the application for a reason; its place is free again."""
    locked = claim(application, "stop", by=by, seen=seen)
    return move(locked, "stop", by=by, note=note, stop_reason=reason)


def _sent(application: Application, by: User) -> dict[str, Any]:
    """What sending writes beside the status; refuses while something is missing."""
    prefetch_related_objects([application], "products", "materials", "uploads")
    if gaps := gaps_of(application):
        raise IncompleteError(gaps)
    eligibility.decide(application=application, moment=DecisionMoment.SUBMITTED, by=by)
    answer_drafts.drop_all(application)
    return {
        "submitted_at": timezone.now(),
        "submitted_by": by,
        "snapshot": snapshot_of(application),
        "mandate": mandate_now(application, by),
        **companion_now(application),
    }
