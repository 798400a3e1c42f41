"""A business leaves, and its place is offered to the next until one takes it."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import OfferState
from certification.errors import (
    NoPlaceHeldError,
    NotACandidateError,
    OfferAnsweredError,
    OfferRunningError,
    ReplacementClosedError,
)
from certification.models import Application, Offer, Replacement, StopReason
from certification.rules import can_answer_offer, can_replace
from certification.selectors.replacement import Next, next_in_line, overdue
from certification.services import applications, quota
from certification.services.drafts import local_today, refuse_closed
from halalportal.audit import services as audit
from halalportal.lib.working_days import add_days
from ikm.models import Business

Seen = datetime.datetime | None


@transaction.atomic
def open_replacement(
    *,
    application: Application,
    reason: StopReason,
    note: str = "",
    answer_days: int = 5,
    by: User,
    seen: Seen = None,
) -> Replacement:
    """Stops the application and offers its place to the next in line, in one act.

    When nobody is in line the place is free again and the replacement stays open.

    Args:
        answer_days: working days that each business has to answer.

    Raises:
        NoPlaceHeldError: it held no place.
        AlreadyMovedError: somebody moved the application in the meantime.
    """
    if not can_replace(by, application):
        raise PermissionDenied
    stopped = applications.stop(application=application, reason=reason, note=note, by=by, seen=seen)
    if stopped.allocation is None:
        raise NoPlaceHeldError
    replacement = Replacement.objects.create(
        left=stopped,
        allocation=stopped.allocation,
        reason=reason,
        note=note,
        answer_days=answer_days,
        opened_by=by,
    )
    audit.record(action="replacement.opened", subject=replacement, by=by, reason=reason.pk)
    _offer_next(replacement, by)
    return replacement


@transaction.atomic
def offer(*, replacement: Replacement, business: Business, by: User) -> Offer:
    """Offers the place to one of those in line and holds it until the last day to answer.

    Raises:
        OfferRunningError: somebody else is being asked.
        ReplacementClosedError: the place was given away.
        NotACandidateError: the business is not in line.
        QuotaExhaustedError: the place was taken by another application meanwhile.
    """
    locked = _locked(replacement)
    if not can_replace(by, locked.left):
        raise PermissionDenied
    if locked.closed_at:
        raise ReplacementClosedError
    refuse_closed(locked.left.programme, local_today(locked.left.regency))
    if running := locked.offers.waiting().select_related("business").first():
        raise OfferRunningError(running.business.name)
    line = {item.business.pk: item for item in next_in_line(locked, limit=1_000)}
    if business.pk not in line:
        raise NotACandidateError(business.name)
    return _offer(locked, line[business.pk], by)


@transaction.atomic
def accept(*, offer: Offer, by: User) -> Application:
    """Starts the application of the business that takes the place; the place goes over to it.

    Raises:
        OfferAnsweredError: it was answered, or its last day is over.
        MandateMissingError: an officer accepts without the owner's mandate.
    """
    locked = _waiting(offer, by)
    replacement = _locked(locked.replacement)
    application = applications.create(
        business=locked.business,
        programme=replacement.left.programme,
        by=by,
    )
    quota.take_over_offer(offer=locked, application=application, by=by)
    locked.application = application
    _answer(locked, OfferState.ACCEPTED, by)
    _close(replacement)
    return application


@transaction.atomic
def decline(*, offer: Offer, note: str = "", by: User) -> Replacement:
    """Notes that the business does not want the place, and asks the next.

    Raises:
        OfferAnsweredError: it was answered, or its last day is over.
    """
    locked = _waiting(offer, by)
    replacement = _locked(locked.replacement)
    locked.note = note
    _answer(locked, OfferState.DECLINED, by)
    quota.release_offer(offer=locked, by=by)
    _offer_next(replacement, by)
    return replacement


@transaction.atomic
def close(*, replacement: Replacement, by: User) -> None:
    """Stops asking: the place stays free for anybody.

    Raises:
        OfferRunningError: somebody is being asked.
    """
    locked = _locked(replacement)
    if not can_replace(by, locked.left):
        raise PermissionDenied
    if running := locked.offers.waiting().select_related("business").first():
        raise OfferRunningError(running.business.name)
    _close(locked)
    audit.record(action="replacement.closed", subject=locked, by=by)


def expire(*, now: datetime.datetime) -> int:
    """Ends the offers whose last day is over and asks the next; may run any number of times."""
    # The day is over in the whole country once it is over in its west.
    today = timezone.localdate(now)
    return sum(_expire_one(pk, now) for pk in overdue(today).values_list("pk", flat=True))


@transaction.atomic
def _expire_one(pk: int, now: datetime.datetime) -> bool:
    found = Offer.objects.select_for_update(of=("self",), no_key=True).filter(
        pk=pk, state=OfferState.WAITING
    )
    locked = found.select_related("replacement__left", "offered_by").first()
    if locked is None:
        return False
    replacement = _locked(locked.replacement)
    by = replacement.opened_by
    locked.state, locked.answered_at = OfferState.EXPIRED, now
    locked.save(update_fields=["state", "answered_at"])
    quota.release_offer(offer=locked, by=by)
    audit.record(action="offer.expired", subject=locked, by=None)
    _offer_next(replacement, by)
    return True


def _offer_next(replacement: Replacement, by: User) -> Offer | None:
    """Asks the next in line, unless nobody is left or the programme takes nobody any more."""
    left = replacement.left
    if not left.programme.is_open_on(local_today(left.regency)):
        return None
    line = next_in_line(replacement, limit=1)
    return _offer(replacement, line[0], by) if line else None


def _offer(replacement: Replacement, line: Next, by: User) -> Offer:
    today = local_today(line.business.regency)
    made = Offer.objects.create(
        replacement=replacement,
        business=line.business,
        candidate=line.candidate,
        answer_by=add_days(today, replacement.answer_days, "working"),
        offered_by=by,
    )
    quota.hold_for_offer(offer=made, by=by)
    audit.record(action="offer.made", subject=made, by=by, business=line.business.pk)
    return made


def _waiting(offer: Offer, by: User) -> Offer:
    """The offer with its row locked, still waiting and the person's to answer."""
    locked = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("business__regency", "replacement__left__programme")
        .get(pk=offer.pk)
    )
    if not can_answer_offer(by, locked):
        raise PermissionDenied
    if locked.state != OfferState.WAITING:
        raise OfferAnsweredError(OfferState(locked.state).label)
    if locked.answer_by < local_today(locked.business.regency):
        raise OfferAnsweredError(OfferState.EXPIRED.label)
    return locked


def _answer(offer: Offer, state: OfferState, by: User) -> None:
    offer.state, offer.answered_at, offer.answered_by = state, timezone.now(), by
    offer.save(update_fields=["state", "answered_at", "answered_by", "application", "note"])
    audit.record(action=f"offer.{state}", subject=offer, by=by)


def _close(replacement: Replacement) -> None:
    replacement.closed_at = timezone.now()
    replacement.save(update_fields=["closed_at"])


def _locked(replacement: Replacement) -> Replacement:
    return (
        Replacement.objects.select_for_update(of=("self",))
        .select_related("left__programme", "left__regency", "allocation", "opened_by")
        .get(pk=replacement.pk)
    )
