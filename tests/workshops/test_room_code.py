"""Checking in alone with the code of the room: near it in time, and not by guessing."""

from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import client_for
from tests.workshops.making import at, join, join_person, make_event, make_session
from workshops.enums import Evidence, Mode, ParticipantStatus
from workshops.errors import (
    DoorClosedError,
    NotAdmittedError,
    TooManyTriesError,
    WrongRoomCodeError,
)
from workshops.models import Attendance, Event, Participant, Session
from workshops.services import attendance, participants, room_codes
from workshops.services.links import token_for

NOW = at(9, 5)


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return room_codes.renew(session=make_session(event, by=officer), by=officer, now=NOW)


@pytest.fixture
def person(event: Event, officer: User) -> Participant:
    return join_person(event, by=officer, mode=Mode.ONLINE)


def check_in(person: Participant, text: str, now: Any = NOW) -> Attendance:
    return room_codes.check_in(participant=person, text=text, now=now)


def test_the_code_notes_presence_in_the_own_mode(session: Session, person: Participant) -> None:
    typed = f" {session.room_code[:2].lower()} {session.room_code[2:].lower()} "
    mark = check_in(person, typed)
    assert (mark.session, mark.mode, mark.evidence, mark.by, mark.at) == (
        session,
        Mode.ONLINE,
        Evidence.SELF,
        None,
        NOW,
    )
    assert check_in(person, session.room_code) == mark


@pytest.mark.parametrize("text", ["AAAAA", "", "ABCDEFGH"])
def test_another_code_is_refused(session: Session, person: Participant, text: str) -> None:
    with pytest.raises(WrongRoomCodeError):
        check_in(person, text)
    assert not Attendance.objects.exists()


def test_a_code_ends_after_a_quarter_of_an_hour_and_with_the_next(
    session: Session, person: Participant, officer: User
) -> None:
    old = session.room_code
    with pytest.raises(WrongRoomCodeError):
        check_in(person, old, at(9, 20))
    assert room_codes.current(session, at(9, 19))
    fresh = room_codes.renew(session=session, by=officer, now=NOW)
    with pytest.raises(WrongRoomCodeError):
        check_in(person, old)
    check_in(person, fresh.room_code)


@pytest.mark.parametrize("moment", [at(8, 29), at(11, 1)])
def test_far_from_the_session_there_is_no_code(
    session: Session, person: Participant, officer: User, moment: Any
) -> None:
    with pytest.raises(DoorClosedError, match=r"09\.00–10\.30 WITA"):
        check_in(person, session.room_code, moment)
    with pytest.raises(DoorClosedError):
        room_codes.renew(session=session, by=officer, now=moment)


def test_the_code_of_another_event_is_no_code_here(
    session: Session, person: Participant, officer: User
) -> None:
    other = make_event(by=officer, title="Bimtek Lain")
    foreign = room_codes.renew(session=make_session(other, by=officer), by=officer, now=NOW)
    with pytest.raises(WrongRoomCodeError):
        check_in(person, foreign.room_code)


def test_guessing_ends_soon_and_only_for_the_one_who_guesses(
    session: Session, person: Participant, event: Event, officer: User
) -> None:
    for _ in range(room_codes.MOST_TRIES):
        with pytest.raises(WrongRoomCodeError):
            check_in(person, "AAAAA")
    with pytest.raises(TooManyTriesError):
        check_in(person, session.room_code)
    assert check_in(join(event, by=officer), session.room_code)


def test_who_declined_does_not_check_in_alone(
    session: Session, person: Participant, officer: User
) -> None:
    participants.decline(participant=person, by=officer)
    with pytest.raises(NotAdmittedError):
        check_in(person, session.room_code)
    assert not Attendance.objects.exists()


def test_somebody_invited_gets_a_seat(session: Session, event: Event, officer: User) -> None:
    person = join(event, by=officer, status=ParticipantStatus.INVITED)
    check_in(person, session.room_code)
    person.refresh_from_db()
    assert person.status == ParticipantStatus.REGISTERED


def test_only_a_check_in_by_oneself_has_no_officer(session: Session, person: Participant) -> None:
    with pytest.raises(ValueError, match="by oneself"):
        attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=None)


def test_officers_of_the_region_show_the_code(
    event: Event, officer: User, stranger: User, head: User, owner: User
) -> None:
    session = make_session(event, by=officer)
    address = reverse("workshops:room-code", args=[event.pk, session.pk])
    with time_machine.travel(NOW, tick=False):
        assert client_for(stranger).post(address).status_code == 404
        assert client_for(head).post(address).status_code == 403
        assert client_for(owner).get(address).status_code == 403
        page = client_for(officer).post(address, follow=True)
    session.refresh_from_db()
    assert len(session.room_code) == room_codes.CODE_LENGTH
    assert session.room_code in page.text
    assert "Berlaku sampai 09.20 WITA" in page.text
    with pytest.raises(PermissionDenied):
        room_codes.renew(session=session, by=stranger, now=NOW)


def test_a_code_asked_for_too_early_is_explained(event: Event, officer: User) -> None:
    session = make_session(event, by=officer)
    address = reverse("workshops:room-code", args=[event.pk, session.pk])
    with time_machine.travel(at(7), tick=False):
        page = client_for(officer).post(address, follow=True)
    assert "Kode ruangan hanya berlaku sekitar waktu sesi" in page.text


def test_a_participant_types_it_on_the_own_page(
    client: Client, session: Session, person: Participant
) -> None:
    token = token_for(person)
    address = reverse("workshops:participant-check-in", args=[token])
    with time_machine.travel(NOW, tick=False):
        own = client.get(reverse("workshops:participant-page", args=[token]))
        assert address in own.text
        wrong = client.post(address, {"code": "AAAAA"})
        assert "Kode ini tidak cocok" in wrong.text
        right = client.post(address, {"code": session.room_code}, follow=True)
    assert "tercatat" in right.text
    assert "pukul 09.05 WITA" in right.text
    assert address not in right.text
