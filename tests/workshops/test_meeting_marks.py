"""A meeting's report becomes presence: who counts, what is kept, and what undoing takes back."""

import datetime
from typing import Any

import pytest

from accounts.models import User
from tests.workshops import meeting_files as files
from tests.workshops.making import DAY, at, join_person, make_event, make_session
from workshops import meeting_invariants
from workshops.enums import Evidence, MeetingState, Mode
from workshops.errors import DeclinedError
from workshops.meeting_errors import (
    CertificatesStandError,
    DecisionCountedError,
    LaterReportError,
    ReportKnownError,
    ReportUndoneError,
)
from workshops.meetings.reading import Setting, read
from workshops.models import (
    Attendance,
    AttendanceCertificate,
    CertificateSeries,
    Event,
    MeetingGuest,
    MeetingReport,
    Participant,
    Session,
)
from workshops.services import (
    attendance,
    meeting_guests,
    meeting_marks,
    meeting_reports,
    participants,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    """From 09.00 to 10.30: 68 of 90 minutes are 75 %."""
    return make_session(event, by=officer)


def send(event: Event, content: bytes, *, by: User, name: str = "rapat.csv") -> MeetingReport:
    reading = read(content, Setting(days=[DAY], zone=event.zone))
    file = meeting_reports.SentFile(name, str(hash(content)))
    return meeting_reports.take_in(event=event, file=file, reading=reading, by=by)


def counted(event: Event, content: bytes, *, by: User, name: str = "rapat.csv") -> MeetingReport:
    """Sent, everything sure taken, and applied."""
    report = send(event, content, by=by, name=name)
    meeting_guests.confirm_sure(report=report, by=by)
    meeting_marks.apply(report=report, by=by)
    report.refresh_from_db()
    return report


def stay(name: str, start: Any, end: Any, email: str = "") -> files.Stay:
    return (name, email, start, end)


def presence(participant: Participant) -> list[tuple[str, str, int | None]]:
    rows = participant.attendances.order_by("session__starts_at")
    return [(row.mode, row.evidence, row.minutes) for row in rows]


LOGGED = (Mode.ONLINE, Evidence.MEETING_LOG)


def test_three_quarters_of_the_session_are_presence(
    event: Event, session: Session, officer: User
) -> None:
    long = join_person(event, name="Ani Contoh", by=officer)
    short = join_person(event, name="Budi Rekaan", by=officer)
    stays = [stay("Ani Contoh", at(9), at(10, 8)), stay("Budi Rekaan", at(9), at(10, 7))]
    counted(event, files.zoom(stays), by=officer)
    assert presence(long) == [(*LOGGED, 68)]
    assert presence(short) == []


def test_two_devices_and_two_names_of_one_person_are_united(
    event: Event, session: Session, officer: User
) -> None:
    person = join_person(event, name="Ani Contoh", by=officer)
    stays = [
        stay("Ani Contoh", at(9), at(9, 50)),
        stay("Ani Contoh (HP)", at(9, 30), at(10, 10)),
        stay("Dinas Contoh", at(9, 40), at(10, 20)),
    ]
    report = send(event, files.teams(stays), by=officer)
    office = report.guests.get(name="Dinas Contoh")
    meeting_guests.confirm_sure(report=report, by=officer)
    meeting_guests.decide(report=report, choices={office.pk: person.pk}, by=officer)
    assert meeting_marks.apply(report=report, by=officer) == 1
    assert presence(person) == [(*LOGGED, 80)]


def test_a_meeting_that_broke_in_two_is_counted_together(
    event: Event, session: Session, officer: User
) -> None:
    person = join_person(event, name="Ani Contoh", by=officer)
    first = counted(event, files.zoom([stay("Ani Contoh", at(9), at(9, 40))]), by=officer)
    assert presence(person) == []
    counted(
        event, files.zoom([stay("Ani Contoh", at(9, 50), at(10, 30))]), by=officer, name="2.csv"
    )
    assert presence(person) == [(*LOGGED, 80)]
    assert first.made == []


def test_nothing_counts_before_a_person_confirms_it(
    event: Event, session: Session, officer: User
) -> None:
    join_person(event, name="Ani Contoh", by=officer)
    report = send(event, files.zoom([stay("Ani Contoh", at(9), at(10, 30))]), by=officer)
    assert meeting_marks.apply(report=report, by=officer) == 0
    meeting_guests.confirm_sure(report=report, by=officer)
    assert meeting_marks.apply(report=report, by=officer) == 1
    assert meeting_marks.apply(report=report, by=officer) == 0
    report.refresh_from_db()
    assert (report.state, len(report.made)) == (MeetingState.APPLIED, 1)


def test_totals_count_only_when_the_officer_agrees(
    event: Event, session: Session, officer: User
) -> None:
    """In order of time: the first session is full before the second gets a minute."""
    second = make_session(event, by=officer, hour=11)
    person = join_person(event, name="Ani Contoh", by=officer)
    report = send(event, files.zoom_totals([("Ani Contoh", "", 160)]), by=officer)
    meeting_guests.confirm_sure(report=report, by=officer)
    assert meeting_marks.apply(report=report, by=officer) == 0
    meeting_reports.take_totals(report=report, agreed=True, by=officer)
    assert meeting_marks.apply(report=report, by=officer) == 2
    rows = {row.session_id: row.minutes for row in person.attendances.all()}
    assert rows == {session.pk: 90, second.pk: 70}


def test_the_same_file_is_taken_once(event: Event, session: Session, officer: User) -> None:
    content = files.zoom([stay("Ani Contoh", at(9), at(10, 30))])
    report = send(event, content, by=officer)
    with pytest.raises(ReportKnownError) as refusal:
        send(event, content, by=officer)
    assert refusal.value.report_id == report.pk
    meeting_marks.undo(report=report, by=officer)
    assert send(event, content, by=officer).pk != report.pk


def test_decisions_hold_for_the_next_day(event: Event, session: Session, officer: User) -> None:
    person = join_person(event, name="Ani Contoh", by=officer)
    first = send(event, files.zoom([stay("Galaxy A12", at(9), at(9, 1))]), by=officer)
    second = send(event, files.zoom([stay("Tukang Uji", at(9), at(9, 1))]), by=officer)
    meeting_guests.decide(report=first, choices={first.guests.get().pk: person.pk}, by=officer)
    meeting_guests.decide(report=second, choices={second.guests.get().pk: None}, by=officer)
    again = [stay("Galaxy A12", at(9), at(9, 5)), stay("Tukang Uji", at(9), at(9, 5))]
    third = send(event, files.zoom(again), by=officer)
    rows = third.guests.values_list("name", "participant_id", "is_confirmed")
    assert list(rows) == [("Galaxy A12", person.pk, True), ("Tukang Uji", None, True)]


def test_undoing_takes_back_exactly_what_the_report_made(
    event: Event, session: Session, officer: User, province_officer: User
) -> None:
    names = ("Ani Contoh", "Budi Rekaan", "Citra Umpama", "Dewi Misal")
    new, ticked, signed, scanned = (join_person(event, name=name, by=officer) for name in names)
    mark = attendance.mark
    mark(session=session, participant=ticked, mode=Mode.ONSITE, by=province_officer)
    signature = Evidence.SIGNATURE
    mark(session=session, participant=signed, mode=Mode.ONSITE, by=officer, evidence=signature)
    report = counted(
        event, files.zoom([stay(name, at(9), at(10, 30)) for name in names]), by=officer
    )
    mark(session=session, participant=scanned, mode=Mode.ONSITE, by=officer, evidence=Evidence.SCAN)
    assert presence(new) == presence(ticked) == [(*LOGGED, 90)]
    assert presence(signed) == [(Mode.ONSITE, signature, 90)]

    assert meeting_marks.undo(report=report, by=officer) == 1
    assert presence(new) == []
    assert presence(ticked) == [(Mode.ONSITE, Evidence.OFFICER, None)]
    assert ticked.attendances.get().by == province_officer
    assert presence(signed) == [(Mode.ONSITE, signature, None)]
    assert presence(scanned) == [(Mode.ONSITE, Evidence.SCAN, None)]
    assert meeting_marks.undo(report=report, by=officer) == 0
    with pytest.raises(ReportUndoneError):
        meeting_marks.apply(report=report, by=officer)


def test_minutes_are_kept_for_those_marked_by_hand(
    event: Event, session: Session, officer: User
) -> None:
    person = join_person(event, name="Ani Contoh", by=officer)
    attendance.mark(session=session, participant=person, mode=Mode.ONLINE, by=officer)
    counted(event, files.zoom([stay("Ani Contoh", at(9), at(9, 20))]), by=officer)
    assert presence(person) == [(Mode.ONLINE, Evidence.OFFICER, 20)]


def test_reports_of_one_session_are_undone_from_the_last(
    event: Event, session: Session, officer: User
) -> None:
    for name in ("Ani Contoh", "Budi Rekaan"):
        join_person(event, name=name, by=officer)
    first = counted(event, files.zoom([stay("Ani Contoh", at(9), at(10, 30))]), by=officer)
    later = files.zoom([stay("Budi Rekaan", at(9), at(10, 30))])
    second = counted(event, later, by=officer, name="kedua.csv")
    with pytest.raises(LaterReportError, match=r"kedua\.csv"):
        meeting_marks.undo(report=first, by=officer)
    meeting_marks.undo(report=second, by=officer)
    assert meeting_marks.undo(report=first, by=officer) == 1
    assert not Attendance.objects.exists()


def test_a_certificate_holds_the_presence_it_stands_on(
    event: Event, session: Session, officer: User
) -> None:
    person = join_person(event, name="Ani Contoh", by=officer)
    report = counted(event, files.zoom([stay("Ani Contoh", at(9), at(10, 30))]), by=officer)
    series = CertificateSeries.objects.create(organiser=event.organiser, year=2026)
    AttendanceCertificate.objects.create(
        event=event,
        participant=person,
        series=series,
        sequence=1,
        number="001",
        name=person.name,
        facts={},
        issued_by=officer,
    )
    with pytest.raises(CertificatesStandError):
        meeting_marks.undo(report=report, by=officer)
    assert presence(person) == [(*LOGGED, 90)]


def test_who_declined_is_registered_first(event: Event, session: Session, officer: User) -> None:
    person = join_person(event, name="Ani Contoh", by=officer)
    other = join_person(event, name="Budi Rekaan", by=officer)
    participants.decline(participant=person, by=officer)
    stays = [stay("Ani Contoh", at(9), at(10, 30)), stay("Budi Rekaan", at(9), at(10, 30))]
    report = send(event, files.zoom(stays), by=officer)
    choices = {guest.pk: guest.participant_id for guest in report.guests.all()}
    meeting_guests.decide(report=report, choices=choices, by=officer)
    with pytest.raises(DeclinedError):
        meeting_marks.apply(report=report, by=officer)
    assert presence(other) == []
    participants.register(participant=person, mode=Mode.ONLINE, by=officer)
    assert meeting_marks.apply(report=report, by=officer) == 2


def test_a_counted_decision_is_not_changed_in_secret(
    event: Event, session: Session, officer: User
) -> None:
    join_person(event, name="Ani Contoh", by=officer)
    other = join_person(event, name="Budi Rekaan", by=officer)
    stays = [stay("Ani Contoh", at(9), at(10, 30)), stay("iPhone", at(9), at(10, 30))]
    report = counted(event, files.zoom(stays), by=officer)
    known, unknown = report.guests.get(name="Ani Contoh"), report.guests.get(name="iPhone")
    with pytest.raises(DecisionCountedError):
        meeting_guests.decide(report=report, choices={known.pk: other.pk}, by=officer)
    meeting_guests.decide(report=report, choices={unknown.pk: other.pk}, by=officer)
    assert meeting_marks.apply(report=report, by=officer) == 1
    assert presence(other) == [(*LOGGED, 90)]


def test_names_of_strangers_are_forgotten_after_ninety_days(
    event: Event, session: Session, officer: User
) -> None:
    join_person(event, name="Ani Contoh", by=officer)
    stays = [stay("Ani Contoh", at(9), at(10, 30)), stay("Tukang Uji", at(9), at(10, 30))]
    report = counted(event, files.zoom(stays), by=officer)
    assert report.applied_at
    day = datetime.timedelta(days=1)
    assert meeting_guests.forget(now=report.applied_at + 90 * day) == 0
    assert meeting_guests.forget(now=report.applied_at + 90 * day + day) == 1
    assert meeting_guests.forget(now=report.applied_at + 90 * day + day) == 0
    assert [guest.name for guest in MeetingGuest.objects.all()] == ["Ani Contoh"]


def test_the_invariants_know_a_guest_of_elsewhere(
    event: Event, session: Session, officer: User
) -> None:
    person = join_person(event, name="Ani Contoh", by=officer)
    report = counted(event, files.zoom([stay("Ani Contoh", at(9), at(10, 30))]), by=officer)
    assert list(meeting_invariants.check()) == []
    foreign = join_person(make_event(by=officer), name="Budi Rekaan", by=officer)
    report.guests.filter(participant=person).update(participant=foreign)
    MeetingReport.objects.update(state=MeetingState.UNDONE)
    assert len(list(meeting_invariants.check())) == 2
