"""Presence per session: once is once, undo, everybody, and sheets of two officers."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.models import User
from halalportal.audit.models import AuditEntry
from tests import factories
from tests.workshops.making import at, join, join_person, make_event, make_session
from workshops import invariants
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import DeclinedError, OtherEventError
from workshops.models import Attendance, Event, Participant, Session
from workshops.selectors import people as selectors
from workshops.services import attendance, participants


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


@pytest.fixture
def people(event: Event, officer: User) -> list[Participant]:
    return [join(event, by=officer) for _ in range(3)]


def present(session: Session) -> dict[int, str]:
    return dict(session.attendances.values_list("participant_id", "mode"))


def test_marking_twice_is_marking_once(
    session: Session, people: list[Participant], officer: User
) -> None:
    person = people[0]
    first, second = (
        attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer)
        for _ in range(2)
    )
    assert first == second
    assert Attendance.objects.count() == 1
    assert AuditEntry.objects.filter(action="attendance.marked").count() == 1


def test_a_second_mark_corrects_the_mode(
    session: Session, people: list[Participant], officer: User
) -> None:
    for mode in (Mode.ONSITE, Mode.ONLINE):
        attendance.mark(session=session, participant=people[0], mode=mode, by=officer)
    assert present(session) == {people[0].pk: Mode.ONLINE}


def test_undo_takes_back_one_mark(
    session: Session, people: list[Participant], officer: User
) -> None:
    for person in people[:2]:
        attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer)
    assert attendance.undo(session=session, participant=people[0], by=officer)
    assert not attendance.undo(session=session, participant=people[0], by=officer)
    assert present(session) == {people[1].pk: Mode.ONSITE}
    assert AuditEntry.objects.filter(action="attendance.undone").count() == 1


def test_everybody_registered_is_marked_once_in_the_own_mode(
    event: Event, session: Session, people: list[Participant], officer: User
) -> None:
    online = join_person(event, by=officer, mode=Mode.ONLINE)
    join(event, by=officer, status=ParticipantStatus.INVITED)
    participants.decline(participant=people[2], by=officer)
    attendance.mark(session=session, participant=people[0], mode=Mode.ONLINE, by=officer)
    assert attendance.mark_all(session=session, by=officer) == 2
    assert attendance.mark_all(session=session, by=officer) == 0
    assert present(session) == {
        people[0].pk: Mode.ONLINE,
        people[1].pk: Mode.ONSITE,
        online.pk: Mode.ONLINE,
    }


def test_what_was_marked_in_one_go_is_taken_back_in_one_go(
    session: Session, people: list[Participant], officer: User
) -> None:
    attendance.mark(session=session, participant=people[0], mode=Mode.ONSITE, by=officer)
    attendance.mark_all(session=session, by=officer, at=at(9, 10))
    batch = selectors.last_batch(session, officer, since=at(9))
    assert batch == selectors.Batch(at(9, 10), 2)
    assert selectors.last_batch(session, officer, since=at(9, 11)) is None
    assert attendance.undo_batch(session=session, at=batch.at, by=officer) == 2
    assert present(session) == {people[0].pk: Mode.ONSITE}
    assert attendance.undo_batch(session=session, at=batch.at, by=officer) == 0


def test_a_sheet_changes_only_what_its_officer_changed(
    session: Session, people: list[Participant], officer: User, province_officer: User
) -> None:
    first, second, third = people
    attendance.mark(session=session, participant=first, mode=Mode.ONSITE, by=officer)
    # Both officers opened the sheet now; the other one marks the second person meanwhile.
    attendance.mark(session=session, participant=second, mode=Mode.ONSITE, by=province_officer)
    result = attendance.save_sheet(
        session=session, present={third.pk: Mode.ONLINE}, shown_present=[first.pk], by=officer
    )
    assert result == attendance.SheetResult(marked=1, unmarked=1)
    assert present(session) == {second.pk: Mode.ONSITE, third.pk: Mode.ONLINE}


def test_a_sheet_sent_twice_changes_nothing_the_second_time(
    session: Session, people: list[Participant], officer: User
) -> None:
    ticks = {person.pk: Mode.ONSITE for person in people}
    results = [
        attendance.save_sheet(session=session, present=ticks, shown_present=[], by=officer)
        for _ in range(2)
    ]
    assert [result.marked for result in results] == [3, 0]
    assert len(present(session)) == 3


def test_a_sheet_corrects_the_mode(
    session: Session, people: list[Participant], officer: User
) -> None:
    person = people[0]
    attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer)
    attendance.save_sheet(
        session=session, present={person.pk: Mode.ONLINE}, shown_present=[person.pk], by=officer
    )
    assert present(session) == {person.pk: Mode.ONLINE}


def test_somebody_of_another_event_is_not_marked(session: Session, officer: User) -> None:
    guest = join(make_event(by=officer), by=officer)
    with pytest.raises(OtherEventError):
        attendance.mark(session=session, participant=guest, mode=Mode.ONSITE, by=officer)
    with pytest.raises(OtherEventError):
        attendance.save_sheet(
            session=session, present={guest.pk: Mode.ONSITE}, shown_present=[], by=officer
        )
    assert not Attendance.objects.exists()


def test_who_declined_is_not_marked(
    session: Session, people: list[Participant], officer: User
) -> None:
    participants.decline(participant=people[0], by=officer)
    with pytest.raises(DeclinedError, match=people[0].name):
        attendance.mark(session=session, participant=people[0], mode=Mode.ONSITE, by=officer)
    ticks = {person.pk: Mode.ONSITE for person in people}
    with pytest.raises(DeclinedError):
        attendance.save_sheet(session=session, present=ticks, shown_present=[], by=officer)
    assert not Attendance.objects.exists()


def test_only_officers_of_the_region_take_attendance(
    session: Session,
    people: list[Participant],
    officer: User,
    stranger: User,
    head: User,
) -> None:
    attendance.mark(session=session, participant=people[0], mode=Mode.ONSITE, by=officer)
    for user in (stranger, head, factories.make_user(Role.OWNER)):
        with pytest.raises(PermissionDenied):
            attendance.mark(session=session, participant=people[1], mode=Mode.ONSITE, by=user)
        with pytest.raises(PermissionDenied):
            attendance.undo(session=session, participant=people[0], by=user)
        with pytest.raises(PermissionDenied):
            attendance.mark_all(session=session, by=user)
        with pytest.raises(PermissionDenied):
            attendance.save_sheet(session=session, present={}, shown_present=[], by=user)
        with pytest.raises(PermissionDenied):
            attendance.undo_batch(session=session, at=at(9), by=user)
    assert present(session) == {people[0].pk: Mode.ONSITE}


def test_counts_tell_invited_registered_and_present_apart(
    event: Event, session: Session, people: list[Participant], officer: User
) -> None:
    unannounced = join(event, by=officer, status=ParticipantStatus.INVITED)
    join(event, by=officer, status=ParticipantStatus.INVITED)
    join_person(event, by=officer, mode=Mode.ONLINE)
    participants.decline(participant=people[2], by=officer)
    second = make_session(event, by=officer, hour=11)
    for meeting in (session, second):
        attendance.mark(session=meeting, participant=people[0], mode=Mode.ONSITE, by=officer)
    attendance.mark(session=session, participant=unannounced, mode=Mode.ONLINE, by=officer)
    onsite, online = selectors.mode_counts(event, officer)
    assert (onsite.taken, onsite.invited, onsite.registered, onsite.present) == (2, 1, 3, 2)
    assert (online.taken, online.invited, online.registered, online.present) == (1, 0, 1, 0)
    rows = [(row.session, row.onsite, row.online) for row in selectors.session_rows(event)]
    assert rows == [(session, 1, 1), (second, 1, 0)]


def test_every_count_has_its_list(
    event: Event, session: Session, people: list[Participant], officer: User
) -> None:
    join(event, by=officer, status=ParticipantStatus.INVITED)
    come = join(event, by=officer, status=ParticipantStatus.INVITED)
    participants.decline(participant=people[2], by=officer)
    for person in (people[0], come):
        attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer)
    [count, _] = selectors.mode_counts(event, officer)

    def listed(**wanted: object) -> int:
        return len(selectors.participant_rows(event, officer, mode=Mode.ONSITE, **wanted))

    assert count.invited == listed(status="invited") == 1
    assert count.registered == listed(status="registered") == 3
    assert count.present == listed(only_present=True) == 2


def test_an_office_elsewhere_counts_only_its_own_people(
    event: Event, people: list[Participant], officer: User, stranger: User
) -> None:
    guest = join_person(event, by=officer, region=factories.SAMARINDA, mode=Mode.ONSITE)
    [count, _] = selectors.mode_counts(event, stranger)
    assert (count.registered, count.taken) == (1, 4)
    [row] = selectors.participant_rows(event, stranger)
    assert row.participant == guest


def test_the_owner_sees_only_the_own_presence(
    event: Event, session: Session, officer: User, owner: User
) -> None:
    mine, other = join(event, by=officer, owner=owner), join(event, by=officer)
    later = make_session(event, by=officer, hour=11)
    attendance.mark(session=session, participant=mine, mode=Mode.ONLINE, by=officer)
    attendance.mark(session=later, participant=other, mode=Mode.ONSITE, by=officer)
    rows = [(row.session, row.mode_label) for row in selectors.own_presence(event, owner)]
    assert rows == [(session, "Daring"), (later, "")]


def test_the_invariants_find_what_should_not_be(
    event: Event, session: Session, people: list[Participant], officer: User
) -> None:
    attendance.mark_all(session=session, by=officer)
    assert list(invariants.check()) == []
    elsewhere = make_session(make_event(by=officer), by=officer)
    Attendance.objects.filter(participant=people[0]).update(session=elsewhere)
    Participant.objects.filter(pk=people[1].pk).update(status=ParticipantStatus.DECLINED)
    Event.objects.filter(pk=event.pk).update(onsite_seats=1)
    Session.objects.filter(pk=session.pk).update(starts_at=at(8))
    found = "\n".join(invariants.check())
    assert f"session {elsewhere.pk} and participant {people[0].pk}" in found
    assert "the participant has declined" in found
    assert f"session {session.pk}: outside" in found
    assert f"event {event.pk}: 2 onsite seats taken or kept, 1 seats" in found
    assert len(found.splitlines()) == 4
