"""Scans at the door: once is once, and whoever may not simply come in is told apart."""

import datetime
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from halalportal.audit.models import AuditEntry
from tests.workshops.making import DAY, at, join, join_person, make_event, make_session
from workshops import invariants
from workshops.enums import Evidence, Mode, ParticipantStatus, ScanOutcome
from workshops.errors import TooManyScansError
from workshops.models import Attendance, Event, Participant, Scan, Session
from workshops.services import attendance, participants, scanning
from workshops.services.scanning import SentScan

NOW = at(9, 30)


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


def scan(badge: str, **changes: Any) -> SentScan:
    return SentScan(**({"nonce": uuid.uuid4(), "badge": badge, "at": at(9, 2)} | changes))


def outcomes(session: Session, officer: User, *scans: SentScan) -> list[str]:
    results = scanning.receive(session=session, scans=scans, by=officer, now=NOW)
    return [result.outcome for result in results]


def test_a_badge_notes_presence_with_its_time(
    event: Event, session: Session, officer: User
) -> None:
    person = join_person(event, by=officer, mode=Mode.ONLINE)
    [result] = scanning.receive(session=session, scans=[scan(person.badge)], by=officer, now=NOW)
    assert (result.outcome, result.participant, result.since) == (
        ScanOutcome.PRESENT,
        person,
        at(9, 2),
    )
    mark = Attendance.objects.get()
    # At the door is on site, whatever was planned.
    assert (mark.evidence, mark.mode, mark.at, mark.by) == (
        Evidence.SCAN,
        Mode.ONSITE,
        at(9, 2),
        officer,
    )
    assert AuditEntry.objects.get(action="attendance.scanned").data == {"count": 1}


def test_a_scan_sent_again_has_the_same_outcome_and_counts_once(
    event: Event, session: Session, officer: User
) -> None:
    first = scan(join(event, by=officer).badge)
    assert [outcomes(session, officer, first) for _ in range(3)] == [["present"]] * 3
    assert (Attendance.objects.count(), Scan.objects.count()) == (1, 1)


def test_a_second_scan_of_a_badge_says_since_when(
    event: Event, session: Session, officer: User
) -> None:
    person = join(event, by=officer)
    later = scan(person.badge, at=at(9, 20))
    assert outcomes(session, officer, later, scan(person.badge)) == ["already", "present"]
    [again] = scanning.receive(session=session, scans=[later], by=officer, now=NOW)
    assert (again.outcome, again.since) == (ScanOutcome.ALREADY, at(9, 2))


def test_a_scan_strengthens_what_an_officer_noted(
    event: Event, session: Session, officer: User
) -> None:
    person = join(event, by=officer)
    attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer, at=at(9, 1))
    assert outcomes(session, officer, scan(person.badge)) == ["already"]
    mark = Attendance.objects.get()
    assert (mark.evidence, mark.at) == (Evidence.SCAN, at(9, 1))


def test_a_badge_of_another_event_marks_nobody(session: Session, officer: User) -> None:
    guest = join(make_event(by=officer, title="Bimtek Lain"), by=officer)
    [result] = scanning.receive(session=session, scans=[scan(guest.badge)], by=officer, now=NOW)
    assert result.outcome == ScanOutcome.OTHER_EVENT
    assert result.participant
    assert result.participant.event.title == "Bimtek Lain"
    assert not Attendance.objects.exists()


def test_a_code_nobody_has_is_unknown(session: Session, officer: User) -> None:
    assert outcomes(session, officer, scan("TIDAKADA2345")) == ["unknown"]
    assert Scan.objects.get().participant is None


def test_the_badge_of_somebody_removed_is_unknown(
    event: Event, session: Session, officer: User
) -> None:
    person = join(event, by=officer)
    participants.remove(participant=person, by=officer)
    assert outcomes(session, officer, scan(person.badge)) == ["unknown"]


def test_who_declined_comes_in_only_by_hand(event: Event, session: Session, officer: User) -> None:
    person = join(event, by=officer)
    participants.decline(participant=person, by=officer)
    assert outcomes(session, officer, scan(person.badge)) == ["declined"]
    assert not Attendance.objects.exists()
    assert outcomes(session, officer, scan(person.badge, anyway=True)) == ["present"]
    person.refresh_from_db()
    assert person.status == ParticipantStatus.REGISTERED
    assert list(invariants.check()) == []


def test_an_invited_person_gets_the_free_seat(
    event: Event, session: Session, officer: User
) -> None:
    person = join(event, by=officer, status=ParticipantStatus.INVITED)
    assert outcomes(session, officer, scan(person.badge)) == ["present"]
    person.refresh_from_db()
    assert person.status == ParticipantStatus.REGISTERED


def test_an_invited_person_comes_in_without_a_seat_when_the_hall_is_full(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    session = make_session(event, by=officer)
    join(event, by=officer)
    person = join(event, by=officer, status=ParticipantStatus.INVITED)
    assert outcomes(session, officer, scan(person.badge)) == ["present"]
    person.refresh_from_db()
    assert person.status == ParticipantStatus.INVITED
    assert list(invariants.check()) == []


def test_somebody_who_waits_needs_a_seat_or_the_officer(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    session = make_session(event, by=officer)
    join(event, by=officer)
    person = join(event, by=officer, status=ParticipantStatus.WAITING)
    assert outcomes(session, officer, scan(person.badge)) == ["no_seat"]
    assert not Attendance.objects.exists()
    assert outcomes(session, officer, scan(person.badge, anyway=True)) == ["present"]
    assert Attendance.objects.get().participant == person
    assert list(invariants.check()) == []


def test_a_seat_that_is_free_is_given_to_who_waits(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=2)
    session = make_session(event, by=officer)
    people = [join(event, by=officer), join(event, by=officer)]
    waiting = join(event, by=officer, status=ParticipantStatus.WAITING)
    # After the event began nobody is promoted by itself.
    Participant.objects.filter(pk=people[0].pk).update(status=ParticipantStatus.DECLINED)
    assert outcomes(session, officer, scan(waiting.badge)) == ["present"]
    waiting.refresh_from_db()
    assert waiting.status == ParticipantStatus.REGISTERED


@pytest.mark.parametrize(
    ("by_device", "arrived", "noted"),
    [
        (at(9, 2), at(9, 30), at(9, 2)),
        (at(9, 2), at(15), at(9, 2)),  # sent hours later, the clock is right
        (at(9, 2, day=datetime.date(2020, 1, 1)), at(9, 30), at(9, 30)),
        (at(9, 2, day=datetime.date(2031, 1, 1)), at(9, 30), at(9, 30)),
        (at(14), at(9, 30), at(9, 30)),  # still to come
        (at(9, 2, day=datetime.date(2020, 1, 1)), at(20), at(10, 30)),
        # 00.30 WITA of the same day is the day before in UTC.
        (at(0, 30), at(9, 30), at(0, 30)),
    ],
)
def test_an_absurd_clock_does_not_count(
    session: Session, by_device: Any, arrived: Any, noted: Any
) -> None:
    assert scanning.moment(session, by_device, arrived) == noted


def test_too_many_at_once_are_refused(event: Event, session: Session, officer: User) -> None:
    person = join(event, by=officer)
    scans = [scan(person.badge) for _ in range(scanning.MOST_SCANS + 1)]
    with pytest.raises(TooManyScansError, match="500"):
        outcomes(session, officer, *scans)
    assert not Attendance.objects.exists()


def test_only_officers_of_the_region_scan(
    event: Event, session: Session, officer: User, stranger: User, head: User
) -> None:
    person = join(event, by=officer)
    for user in (stranger, head):
        with pytest.raises(PermissionDenied):
            scanning.receive(session=session, scans=[scan(person.badge)], by=user, now=NOW)
    assert not Scan.objects.exists()


def test_a_full_batch_asks_a_constant_number_of_queries(
    event: Event,
    session: Session,
    officer: User,
    django_assert_max_num_queries: Any,
) -> None:
    people = [join(event, by=officer) for _ in range(30)]
    with django_assert_max_num_queries(16):
        outcomes(session, officer, *(scan(person.badge) for person in people))
    assert Attendance.objects.filter(at__date=DAY).count() == 30
