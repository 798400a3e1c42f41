"""Signing up from the public calendar: a visitor by name, or an owner with the own business."""

from django.db import transaction

from accounts.models import User
from halalportal.lib.attempts import is_too_often
from halalportal.lib.encryption import keyed_index
from ikm.models import Business
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import (
    AlreadyParticipatingError,
    SignedUpBeforeError,
    TooManySignUpsError,
)
from workshops.models import Event, Participant
from workshops.services import aid_notes
from workshops.services.locking import hold
from workshops.services.participants import Person, sign_up

_HOUR = 3_600
MOST_PER_PHONE = 10
# A whole hall may share one address; this only stops a machine.
MOST_PER_ADDRESS = 300


def sign_up_visitor(
    *, event: Event, person: Person, mode: Mode, aid: str, address: str, by: User | None
) -> Participant:
    """Puts somebody on the list by name: a seat, else the waiting list.

    Args:
        aid: what help the person needs, "" for none.
        address: where the request comes from, for counting.
        by: who is signed in, if anybody is.

    Raises:
        TooManySignUpsError: too often with this number or from this address within the hour.
        SignedUpBeforeError: the same person is on the list; nothing there is shown or changed.
        SignUpClosedError: the event has begun.
    """
    _count(person.phone, address)
    return _sign_up(event=event, person=person, mode=mode, aid=aid, by=by)


@transaction.atomic
def _sign_up(*, event: Event, person: Person, mode: Mode, aid: str, by: User | None) -> Participant:
    event = hold(event.pk)
    if event.participants.filter(phone=person.phone, name__iexact=person.name).exists():
        raise SignedUpBeforeError
    try:
        participant = sign_up(event=event, person=person, mode=mode, by=by)
    except AlreadyParticipatingError as error:
        raise SignedUpBeforeError from error
    aid_notes.keep(participant, aid)
    return participant


@transaction.atomic
def sign_up_business(
    *, event: Event, business: Business, mode: Mode, aid: str, by: User
) -> Participant:
    """Puts an owner on the list for a business; twice gives the same row.

    Raises `SignUpClosedError`, and `PermissionDenied` for the business of somebody else.
    """
    event = hold(event.pk)
    try:
        participant = sign_up(event=event, business=business, mode=mode, by=by)
    except AlreadyParticipatingError:
        rows = event.participants.exclude(status=ParticipantStatus.DECLINED)
        return rows.get(business=business)
    aid_notes.keep(participant, aid)
    return participant


def _count(phone: str, address: str) -> None:
    keys = {
        f"sign-up:{keyed_index(phone, field='sign-up')}": MOST_PER_PHONE,
        f"sign-up-from:{keyed_index(address, field='sign-up')}": MOST_PER_ADDRESS,
    }
    # Both are counted, also when the first is used up.
    tries = [is_too_often(key, most=most, seconds=_HOUR) for key, most in keys.items()]
    if any(tries):
        raise TooManySignUpsError
