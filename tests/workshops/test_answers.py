"""What somebody invited answers by link: comes, can't, sends somebody else."""

import pytest
import time_machine

from accounts.models import User
from tests.workshops.inviting import delegate, send
from tests.workshops.making import at, join, join_person, make_event, make_session
from workshops import invariants
from workshops.enums import Mode, ParticipantStatus, Reply
from workshops.errors import (
    AlreadyParticipatingError,
    AnswerClosedError,
    AnsweredBySubstituteError,
    HasAttendanceError,
    SubstitutedError,
)
from workshops.models import Invitation, Participant
from workshops.services import answers, attendance, invitations, links, participants

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_event")]

INVITED, WAITING = ParticipantStatus.INVITED, ParticipantStatus.WAITING


def reply_of(participant: Participant) -> str:
    return Invitation.objects.get(participant=participant).reply


def status_of(participant: Participant) -> str:
    participant.refresh_from_db()
    return participant.status


def test_who_comes_gets_a_seat_while_there_is_one(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    first, second = (join(event, by=officer, status=INVITED) for _ in range(2))
    for _ in range(2):
        answers.accept(participant=first)
        answers.accept(participant=second)
    assert (status_of(first), status_of(second)) == ("registered", "waiting")
    assert reply_of(second) == Reply.YES
    answers.refuse(participant=first)
    answers.refuse(participant=first)
    assert (status_of(first), status_of(second)) == ("declined", "registered")
    assert reply_of(first) == Reply.NO
    answers.accept(participant=first)
    assert status_of(first) == "waiting"


def test_a_substitute_takes_the_seat_and_the_business(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    person = join(event, by=officer)
    waiting = join(event, by=officer, status=WAITING)
    for _ in range(2):
        stand_in = answers.substitute(participant=person, name="Budi Contoh", phone="")
    assert (stand_in.status, stand_in.business) == ("registered", person.business)
    assert (status_of(person), status_of(waiting)) == ("declined", "waiting")
    assert stand_in.substitute_for == person
    assert event.participants.count() == 3
    assert list(invariants.check()) == []


def test_a_substitute_takes_the_place_in_the_queue(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=0)
    person = join(event, by=officer, status=WAITING)
    stand_in = answers.substitute(participant=person, name="Budi Contoh", phone="")
    assert stand_in.waiting_since == person.waiting_since
    assert (stand_in.status, status_of(person)) == ("waiting", "declined")


def test_a_substitute_from_the_same_delegation(officer: User) -> None:
    event = make_event(by=officer)
    delegation = delegate(event, by=officer, count=1)
    send(delegation, "Ani")
    person = delegation.participants.get()
    stand_in = answers.substitute(participant=person, name="Budi", phone="+6281255550001")
    assert (stand_in.delegation, stand_in.status) == (delegation, "registered")
    assert list(invariants.check()) == []


def test_who_is_represented_does_not_come_back_alone(officer: User) -> None:
    event = make_event(by=officer)
    person = join(event, by=officer, status=INVITED)
    stand_in = answers.substitute(participant=person, name="Budi Contoh", phone="")
    assert reply_of(person) == Reply.SUBSTITUTE
    with pytest.raises(AnsweredBySubstituteError, match="Budi Contoh"):
        answers.accept(participant=person)
    with pytest.raises(AnsweredBySubstituteError):
        answers.substitute(participant=person, name="Citra Contoh", phone="")
    with pytest.raises(SubstitutedError):
        participants.register(participant=person, mode=Mode.ONSITE, by=officer)
    with pytest.raises(SubstitutedError):
        participants.remove(participant=person, by=officer)
    participants.remove(participant=stand_in, by=officer)
    participants.register(participant=person, mode=Mode.ONSITE, by=officer)
    assert status_of(person) == "registered"


def test_a_substitute_is_no_one_who_comes_anyway(officer: User) -> None:
    event = make_event(by=officer)
    person, other = (join_person(event, by=officer, name=name) for name in ("Ani", "Budi"))
    with pytest.raises(AlreadyParticipatingError):
        answers.substitute(participant=person, name=other.name.upper(), phone="")
    assert status_of(person) == "registered"


def test_who_was_there_cannot_decline(officer: User) -> None:
    event = make_event(by=officer)
    person, session = join(event, by=officer), make_session(event, by=officer)
    attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer)
    with pytest.raises(HasAttendanceError):
        answers.refuse(participant=person)
    with pytest.raises(HasAttendanceError):
        answers.substitute(participant=person, name="Budi", phone="")
    assert status_of(person) == "registered"


def test_no_answer_once_the_event_has_begun(officer: User) -> None:
    event = make_event(by=officer)
    person = join(event, by=officer, status=INVITED)
    with time_machine.travel(at(9, 1), tick=False):
        for act in (answers.accept, answers.refuse):
            with pytest.raises(AnswerClosedError):
                act(participant=person)
    assert (status_of(person), reply_of(person)) == ("invited", "")


def test_an_officers_note_counts_as_an_answer(officer: User) -> None:
    event = make_event(by=officer)
    coming, declining = (join(event, by=officer, status=INVITED) for _ in range(2))
    participants.register(participant=coming, mode=Mode.ONLINE, by=officer)
    participants.decline(participant=declining, by=officer)
    assert (reply_of(coming), reply_of(declining)) == (Reply.YES, Reply.NO)


def test_a_renewed_invitation_makes_the_old_link_useless(officer: User) -> None:
    event = make_event(by=officer)
    delegation = delegate(event, by=officer, count=1)
    invitation = Invitation.objects.get(delegation=delegation)
    old = links.invitation_token(invitation)
    assert links.invitation_of(old) == invitation
    renewed = invitations.renew(invitation=invitation, by=officer)
    assert links.invitation_of(old) is None
    assert links.invitation_of(links.invitation_token(renewed)) == invitation
    assert links.invitation_of(old[:-1]) is None

    person = join(event, by=officer, status=INVITED)
    own = links.token_for(person)
    invitations.renew(invitation=person.invitation, by=officer)
    assert links.participant_of(own) is None
