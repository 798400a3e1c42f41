"""Asking for a seat oneself: a seat while there is one, else the waiting list."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from ikm.models import Business
from workshops import rules
from workshops.enums import Mode, ParticipantStatus, Reply
from workshops.errors import AlreadyParticipatingError, SignUpClosedError
from workshops.models import Event, Participant
from workshops.services import invitations, seats
from workshops.services.locking import hold
from workshops.services.persons import Person, account_of, listed, of_business, of_person


@transaction.atomic
def sign_up(
    *,
    event: Event,
    mode: Mode,
    by: User | None,
    business: Business | None = None,
    person: Person | None = None,
) -> Participant:
    """Registers a business or a person, WAITING when no seat is free, and returns the row.

    Somebody invited, or who declined before, gets the seat in the old row; only the person
    alone may do so, so that nobody finds out by typing names who is on the list.

    Args:
        by: an officer of the event, the owner of the business, the person; None: nobody signed
            in, for a person by name at an event of the public calendar.

    Raises `PermissionDenied`, `SignUpClosedError` or `AlreadyParticipatingError`.
    """
    event = hold(event.pk)
    if not rules.can_sign_up(by, event, business):
        raise PermissionDenied
    if timezone.now() >= event.starts_at:
        raise SignUpClosedError
    newcomer, known = _find(event, mode, by, business=business, person=person)
    participant = _old_row(known, newcomer, by) if known else newcomer
    seats.seat_or_wait(event, [participant], mode, participant.delegation)
    participant.save()
    invitations.note_reply(participant, Reply.YES)
    audit.record(
        action="participant.signed_up",
        subject=participant,
        by=by,
        mode=mode,
        status=participant.status,
    )
    return participant


def _find(
    event: Event,
    mode: Mode,
    by: User | None,
    *,
    business: Business | None,
    person: Person | None,
) -> tuple[Participant, Participant | None]:
    """The new row, not saved, and the one that the list has already."""
    if business:
        rows = event.participants.filter(business=business)
        # Whoever declined may be represented by a row of its own.
        known = rows.exclude(status=ParticipantStatus.DECLINED).first() or rows.first()
        return of_business(event, business, mode), known
    if person is None:
        raise TypeError
    account = _account(event, person, by)
    return of_person(event, person, mode, account), listed(event, person, account)


def _account(event: Event, person: Person, by: User | None) -> User | None:
    """Who types a phone alone has not shown that it is the own one."""
    if by is None:
        return None
    return account_of(person) if rules.can_manage(by, event) else by


def _old_row(known: Participant, newcomer: Participant, by: User | None) -> Participant:
    """The row of somebody who may take a seat again, with the mode now chosen."""
    is_open = known.status in {ParticipantStatus.INVITED, ParticipantStatus.DECLINED}
    is_own = by is not None and (known.user_id == by.pk or known.business_id is not None)
    if not (is_open and is_own) or Participant.objects.expected().filter(substitute_for=known):
        raise AlreadyParticipatingError(newcomer.name)
    known.mode = newcomer.mode
    known.delegation = seats.delegation_in(known, Mode(newcomer.mode))
    return known
