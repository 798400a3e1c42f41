"""Who takes part: lists, seats, answers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from tests import factories
from tests.workshops.making import join, join_person, make_event, make_session
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import AlreadyParticipatingError, HasAttendanceError, SeatsFullError
from workshops.models import Participant
from workshops.selectors import people as selectors
from workshops.services import attendance, participants


def test_several_businesses_come_at_once_and_only_once(officer: User) -> None:
    event = make_event(by=officer)
    businesses = [factories.make_business() for _ in range(3)]
    first = participants.add_businesses(
        event=event, businesses=businesses[:2], mode=Mode.ONSITE, by=officer
    )
    again = participants.add_businesses(
        event=event, businesses=[*businesses, businesses[2]], mode=Mode.ONLINE, by=officer
    )
    assert [person.business for person in first] == businesses[:2]
    assert [person.business for person in again] == businesses[2:]
    person = first[0]
    assert (person.name, person.region_id) == (businesses[0].owner_name, factories.EAST_KUTAI)
    assert sorted(event.participants.values_list("mode", flat=True)) == [
        "online",
        "onsite",
        "onsite",
    ]


def test_a_person_is_listed_once(officer: User) -> None:
    event = make_event(by=officer)
    join_person(event, by=officer, name="Ani Contoh", agency="Dinas Contoh")
    with pytest.raises(AlreadyParticipatingError, match="sudah ada"):
        join_person(event, by=officer, name="ANI CONTOH", agency="dinas contoh")
    join_person(event, by=officer, name="Ani Contoh", agency="Dinas Lain")
    assert event.participants.count() == 2


def test_the_database_refuses_a_person_twice(officer: User) -> None:
    event = make_event(by=officer)
    person = join_person(event, by=officer)
    person.pk = None
    person.name = person.name.upper()
    with pytest.raises(IntegrityError), transaction.atomic():
        person.save(force_insert=True)


def test_a_person_finds_the_event_in_the_own_account(officer: User, companion: User) -> None:
    event = make_event(by=officer)
    person = join_person(event, by=officer, email=(companion.email or "").upper())
    assert person.user == companion
    with pytest.raises(AlreadyParticipatingError):
        join_person(event, by=officer, name="Nama Lain", email=companion.email or "")


def test_an_owner_comes_for_several_businesses(officer: User, owner: User) -> None:
    event = make_event(by=officer)
    for _ in range(2):
        person = join(event, by=officer, owner=owner)
        person.user = owner
        person.save(update_fields=["user"])
    assert event.participants.filter(user=owner).count() == 2


def test_seats_are_counted_per_mode(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1, online_seats=0)
    join(event, by=officer, mode=Mode.ONSITE)
    with pytest.raises(SeatsFullError, match="di tempat sudah penuh"):
        join(event, by=officer, mode=Mode.ONSITE)
    with pytest.raises(SeatsFullError, match="daring"):
        join(event, by=officer, mode=Mode.ONLINE)
    assert event.participants.count() == 1


def test_a_group_comes_in_whole_or_not_at_all(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=2)
    group = [factories.make_business() for _ in range(3)]
    with pytest.raises(SeatsFullError) as caught:
        participants.add_businesses(event=event, businesses=group, mode=Mode.ONSITE, by=officer)
    assert caught.value.free == 2
    assert not event.participants.exists()


def test_an_invitation_holds_no_seat_until_it_is_confirmed(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    invited = [join(event, by=officer, status=ParticipantStatus.INVITED) for _ in range(2)]
    participants.register(participant=invited[0], mode=Mode.ONSITE, by=officer)
    with pytest.raises(SeatsFullError):
        participants.register(participant=invited[1], mode=Mode.ONSITE, by=officer)
    participants.register(participant=invited[1], mode=Mode.ONLINE, by=officer)
    invited[1].refresh_from_db()
    assert (invited[1].status, invited[1].mode) == ("registered", "online")


def test_registering_twice_takes_one_seat(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    person = join(event, by=officer)
    participants.register(participant=person, mode=Mode.ONSITE, by=officer)
    assert event.participants.registered().count() == 1


def test_a_declined_seat_is_free_again(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    first = join(event, by=officer)
    participants.decline(participant=first, by=officer)
    second = join(event, by=officer)
    with pytest.raises(SeatsFullError):
        participants.register(participant=first, mode=Mode.ONSITE, by=officer)
    participants.remove(participant=second, by=officer)
    participants.register(participant=first, mode=Mode.ONSITE, by=officer)
    assert list(event.participants.registered()) == [first]


def test_who_was_there_stays_on_the_list(officer: User) -> None:
    event = make_event(by=officer)
    session, person = make_session(event, by=officer), join(event, by=officer)
    attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer)
    with pytest.raises(HasAttendanceError):
        participants.decline(participant=person, by=officer)
    with pytest.raises(HasAttendanceError):
        participants.remove(participant=person, by=officer)
    attendance.undo(session=session, participant=person, by=officer)
    participants.remove(participant=person, by=officer)
    assert not event.participants.exists()


def test_others_change_no_list(officer: User, stranger: User, owner: User, head: User) -> None:
    event = make_event(by=officer)
    person = join(event, by=officer, owner=owner)
    for user in (stranger, owner, head):
        with pytest.raises(PermissionDenied):
            join(event, by=user)
        with pytest.raises(PermissionDenied):
            join_person(event, by=user)
        for act in (participants.decline, participants.remove):
            with pytest.raises(PermissionDenied):
                act(participant=person, by=user)
        with pytest.raises(PermissionDenied):
            participants.register(participant=person, mode=Mode.ONLINE, by=user)
    assert list(event.participants.all()) == [person]


def test_who_sees_whom(officer: User, stranger: User, owner: User, coordinator: User) -> None:
    event = make_event(by=officer)
    own = join(event, by=officer, owner=owner)
    other = join(event, by=officer)
    guest = join_person(event, by=officer, region=factories.SAMARINDA)
    seen = {
        user: set(Participant.objects.visible_to(user))
        for user in (officer, stranger, owner, coordinator)
    }
    assert seen[officer] == {own, other, guest}
    assert seen[stranger] == {guest}
    assert seen[owner] == {own}
    assert seen[coordinator] == set()


def test_candidates_are_of_the_own_registry_and_not_listed(officer: User) -> None:
    event = make_event(by=officer)
    listed = factories.make_business(name="Dapur Melati")
    free = factories.make_business(name="Dapur Kenanga")
    factories.make_business(name="Dapur Jauh", regency=factories.SAMARINDA)
    join(event, by=officer, business=listed)
    assert list(selectors.candidates(event, officer, "dapur")) == [free]
