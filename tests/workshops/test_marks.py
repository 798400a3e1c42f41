"""What a later mark of presence changes about an earlier one, one by one and many at once."""

from typing import Any

import pytest

from accounts.models import User
from tests import factories
from tests.workshops.making import at, join, make_event, make_session
from workshops.enums import Evidence, Mode, ParticipantStatus
from workshops.errors import WaitingError
from workshops.models import Attendance, Event, Participant, Session
from workshops.services import attendance
from workshops.services.marks import Before, Mark


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


@pytest.fixture
def person(event: Event, officer: User) -> Participant:
    return join(event, by=officer)


def mark(session: Session, person: Participant, by: User, **changes: Any) -> Attendance:
    values: dict[str, Any] = {"mode": Mode.ONSITE, "evidence": Evidence.OFFICER, "at": at(9, 1)}
    return attendance.mark(session=session, participant=person, by=by, **(values | changes))


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (Evidence.OFFICER, Evidence.SCAN, Evidence.SCAN),
        (Evidence.SCAN, Evidence.OFFICER, Evidence.SCAN),
        (Evidence.SCAN, Evidence.MEETING_LOG, Evidence.SCAN),
        (Evidence.MEETING_LOG, Evidence.SELF, Evidence.SELF),
        (Evidence.SCAN, Evidence.SIGNATURE, Evidence.SIGNATURE),
    ],
)
def test_the_stronger_evidence_stays(
    session: Session, person: Participant, first: Evidence, second: Evidence, kept: Evidence
) -> None:
    by = factories.make_officer()
    mark(session, person, by, evidence=first)
    again = mark(session, person, by, evidence=second, at=at(9, 40))
    assert (again.evidence, again.at) == (kept, at(9, 1))
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(
    ("evidence", "mode"),
    [(Evidence.MEETING_LOG, Mode.ONSITE), (Evidence.OFFICER, Mode.ONLINE)],
)
def test_a_scan_on_site_yields_only_to_an_officers_correction(
    session: Session, person: Participant, officer: User, evidence: Evidence, mode: Mode
) -> None:
    mark(session, person, officer, evidence=Evidence.SCAN)
    again = mark(session, person, officer, evidence=evidence, mode=Mode.ONLINE)
    assert again.mode == mode


def test_minutes_are_filled_in_and_never_shrink(
    session: Session, person: Participant, officer: User
) -> None:
    mark(session, person, officer)
    for minutes, known in ((40, 40), (None, 40), (70, 70), (30, 70)):
        filled = mark(session, person, officer, evidence=Evidence.MEETING_LOG, minutes=minutes)
        assert filled.minutes == known


def test_many_marks_tell_what_they_made_and_what_they_changed(
    event: Event, session: Session, person: Participant, officer: User
) -> None:
    stays, new = join(event, by=officer), join(event, by=officer)
    noted = mark(session, person, officer)
    scanned = mark(session, stays, officer, evidence=Evidence.SCAN)
    marks = [
        Mark(participant_id=one.pk, mode=Mode.ONLINE, evidence=Evidence.MEETING_LOG, minutes=60)
        for one in (person, stays, new, new)
    ]
    result = attendance.mark_many(session=session, marks=marks, by=officer)
    assert result.made == [session.attendances.get(participant=new).pk]
    assert result.before == {
        noted.pk: Before(Evidence.OFFICER, None, Mode.ONSITE),
        scanned.pk: Before(Evidence.SCAN, None, Mode.ONSITE),
    }
    assert session.attendances.filter(minutes=60).count() == 3
    again = attendance.mark_many(session=session, marks=marks, by=officer)
    assert (again.made, again.before) == ([], {})


def test_nobody_is_marked_when_one_of_many_waits(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    session = make_session(event, by=officer)
    people = [join(event, by=officer), join(event, by=officer, status=ParticipantStatus.WAITING)]
    marks = [Mark(participant_id=one.pk, mode=Mode.ONSITE) for one in people]
    with pytest.raises(WaitingError, match=people[1].name):
        attendance.mark_many(session=session, marks=marks, by=officer)
    assert not Attendance.objects.exists()


def test_many_marks_need_a_constant_number_of_queries(
    event: Event, session: Session, officer: User, django_assert_max_num_queries: Any
) -> None:
    people = [join(event, by=officer) for _ in range(20)]
    marks = [Mark(participant_id=one.pk, mode=Mode.ONSITE) for one in people]
    with django_assert_max_num_queries(8):
        attendance.mark_many(session=session, marks=marks, by=officer)
