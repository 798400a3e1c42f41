"""Asking for a seat oneself."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from accounts.models import User
from tests import factories
from tests.workshops.making import at, join, make_event
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import AlreadyParticipatingError, SignUpClosedError
from workshops.models import Event, Participant
from workshops.services import answers, participants
from workshops.services.participants import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_event")]


@pytest.fixture
def event(officer: User) -> Event:
    event = make_event(by=officer, onsite_seats=1)
    Event.objects.filter(pk=event.pk).update(is_public=True)
    return event


def person(name: str, **contact: str) -> Person:
    region = factories.make_region(factories.EAST_KUTAI)
    return Person(name=name, agency="Keripik Contoh", region=region, **contact)


def sign_up(event: Event, name: str, by: User | None = None, **contact: str) -> Participant:
    return participants.sign_up(
        event=event, mode=Mode.ONSITE, by=by, person=person(name, **contact)
    )


def test_who_finds_no_seat_waits(event: Event) -> None:
    assert [sign_up(event, name).status for name in ("Ani", "Budi")] == ["registered", "waiting"]


def test_a_name_on_the_list_is_not_taken_by_somebody_else(event: Event, officer: User) -> None:
    invited = sign_up(event, "Ani")
    participants.decline(participant=invited, by=officer)
    with pytest.raises(AlreadyParticipatingError):
        sign_up(event, "ANI")
    invited.refresh_from_db()
    assert invited.status == ParticipantStatus.DECLINED


def test_a_phone_alone_opens_nobodys_account(event: Event, companion: User) -> None:
    assert sign_up(event, "Ani", email=companion.email or "").user is None
    assert sign_up(event, "Budi", by=companion).user == companion


def test_an_owner_comes_back_in_the_old_row(event: Event, officer: User, owner: User) -> None:
    declined = join(event, by=officer, owner=owner)
    participants.decline(participant=declined, by=officer)
    assert declined.business
    again = participants.sign_up(
        event=event, mode=Mode.ONLINE, by=owner, business=declined.business
    )
    assert (again.pk, again.status, again.mode) == (declined.pk, "registered", "online")
    stand_in = answers.substitute(participant=again, name="Budi Contoh", phone="")
    with pytest.raises(AlreadyParticipatingError):
        participants.sign_up(event=event, mode=Mode.ONSITE, by=owner, business=declined.business)
    assert stand_in.status == ParticipantStatus.REGISTERED


def test_who_may_sign_up_whom(event: Event, officer: User, owner: User, stranger: User) -> None:
    business = factories.make_business(owner=owner)
    for by in (None, stranger):
        with pytest.raises(PermissionDenied):
            participants.sign_up(event=event, mode=Mode.ONSITE, by=by, business=business)
    participants.sign_up(event=event, mode=Mode.ONSITE, by=owner, business=business)
    Event.objects.filter(pk=event.pk).update(is_public=False)
    for user in (None, owner, stranger):
        with pytest.raises(PermissionDenied):
            sign_up(event, "Ani", by=user)
    assert sign_up(event, "Ani", by=officer).status == ParticipantStatus.WAITING


def test_nobody_signs_up_once_it_has_begun(event: Event) -> None:
    with time_machine.travel(at(9), tick=False), pytest.raises(SignUpClosedError):
        sign_up(event, "Ani")
    assert not event.participants.exists()
