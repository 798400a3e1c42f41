"""Making, changing and copying events with their sessions."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from halalportal.audit.models import AuditEntry
from tests import factories
from tests.workshops.making import DAY, at, details, join, make_event, make_session
from workshops.enums import Mode
from workshops.errors import HasAttendanceError, SeatsTakenError, SessionOutsideEventError
from workshops.models import Event
from workshops.services import attendance, copying, events, participants, sessions


def test_an_event_takes_the_zone_of_its_region(officer: User) -> None:
    event = make_event(by=officer)
    assert event.time_zone == "Asia/Makassar"
    assert event.when == "Selasa, 1 Desember 2026, 09.00–15.00 WITA"
    assert AuditEntry.objects.filter(action="event.created", actor_id=officer.pk).exists()


def test_hours_are_shown_on_the_clock_of_the_place() -> None:
    event = Event(time_zone="Asia/Jayapura", starts_at=at(23), ends_at=at(23, 45))
    assert event.when == "Rabu, 2 Desember 2026, 00.00–00.45 WIT"


def test_several_days_are_written_in_full() -> None:
    end = at(16, day=datetime.date(2026, 12, 3))
    event = Event(time_zone="Asia/Makassar", starts_at=at(9), ends_at=end)
    assert event.when == "Selasa, 1 Desember 2026, 09.00 sampai Kamis, 3 Desember 2026, 16.00 WITA"


def test_a_lesson_hour_has_45_minutes(officer: User) -> None:
    session = make_session(make_event(by=officer), by=officer)
    assert session.lesson_hours == 2
    session.ends_at -= datetime.timedelta(minutes=1)
    assert session.lesson_hours == 1


@pytest.mark.parametrize("region", [factories.SAMARINDA, factories.EAST_KALIMANTAN])
def test_officers_make_events_only_in_their_region(officer: User, region: str) -> None:
    with pytest.raises(PermissionDenied):
        make_event(by=officer, region=region)
    assert not Event.objects.exists()


def test_strangers_and_readers_change_nothing(officer: User, stranger: User, head: User) -> None:
    event = make_event(by=officer)
    for person in (stranger, head):
        with pytest.raises(PermissionDenied):
            events.change(event=event, details=details(title="Lain"), by=person)
        with pytest.raises(PermissionDenied):
            copying.copy(event=event, by=person, today=DAY)
        with pytest.raises(PermissionDenied):
            make_session(event, by=person)
    event.refresh_from_db()
    assert event.title == "Workshop Uji"
    assert Event.objects.count() == 1


def test_the_province_manages_events_of_its_regencies(
    officer: User, province_officer: User
) -> None:
    event = make_event(by=officer)
    events.change(event=event, details=details(title="Judul baru"), by=province_officer)
    event.refresh_from_db()
    assert event.title == "Judul baru"


def test_sessions_move_with_the_event(officer: User) -> None:
    event = make_event(by=officer)
    session = make_session(event, by=officer)
    later = datetime.timedelta(days=2, hours=1)
    new = details(starts_at=event.starts_at + later, ends_at=event.ends_at + later)
    events.change(event=event, details=new, by=officer)
    session.refresh_from_db()
    assert session.starts_at == at(10, day=datetime.date(2026, 12, 3))
    assert session.ends_at == at(11, 30, day=datetime.date(2026, 12, 3))


def test_an_event_is_not_cut_shorter_than_its_sessions(officer: User) -> None:
    event = make_event(by=officer)
    make_session(event, by=officer, hour=13)
    with pytest.raises(SessionOutsideEventError, match="Sesi Uji"):
        events.change(event=event, details=details(ends_at=at(14)), by=officer)
    event.refresh_from_db()
    assert event.ends_at == at(15)


def test_a_session_lies_within_its_event(officer: User) -> None:
    event = make_event(by=officer)
    with pytest.raises(SessionOutsideEventError):
        make_session(event, by=officer, hour=14)
    assert not event.sessions.exists()


def test_a_session_is_changed(officer: User) -> None:
    event = make_event(by=officer)
    session = make_session(event, by=officer)
    sessions.change(session=session, title="Baru", starts_at=at(10), ends_at=at(11), by=officer)
    session.refresh_from_db()
    assert (session.title, session.starts_at) == ("Baru", at(10))
    with pytest.raises(SessionOutsideEventError):
        sessions.change(session=session, title="B", starts_at=at(8), ends_at=at(9), by=officer)


def test_a_session_that_somebody_attended_stays(officer: User) -> None:
    event = make_event(by=officer)
    attended, empty = make_session(event, by=officer), make_session(event, by=officer, hour=11)
    participant = join(event, by=officer)
    attendance.mark(session=attended, participant=participant, mode=Mode.ONSITE, by=officer)
    sessions.remove(session=empty, by=officer)
    with pytest.raises(HasAttendanceError):
        sessions.remove(session=attended, by=officer)
    assert list(event.sessions.all()) == [attended]


def test_seats_cannot_fall_below_the_people(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=5)
    for _ in range(2):
        join(event, by=officer)
    with pytest.raises(SeatsTakenError, match="paling sedikit 2"):
        events.change(event=event, details=details(onsite_seats=1), by=officer)
    event.refresh_from_db()
    assert event.onsite_seats == 5
    events.change(event=event, details=details(onsite_seats=2), by=officer)


def test_a_copy_has_the_sessions_and_seats_but_no_people(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=50)
    make_session(event, by=officer, title="Alur")
    make_session(event, by=officer, title="Dokumen", hour=11)
    join(event, by=officer)
    today = datetime.date(2027, 1, 13)  # a Wednesday; the event was on a Tuesday
    twin = copying.copy(event=event, by=officer, today=today)
    assert twin.pk != event.pk
    assert twin.when == "Selasa, 26 Januari 2027, 09.00–15.00 WITA"
    assert (twin.title, twin.onsite_seats, twin.organiser) == (
        event.title,
        50,
        event.organiser,
    )
    assert [session.title for session in twin.sessions.all()] == ["Alur", "Dokumen"]
    assert twin.sessions.get(title="Alur").starts_at == twin.starts_at
    assert not twin.participants.exists()
    assert event.sessions.count() == 2


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (datetime.date(2026, 12, 1), datetime.date(2026, 12, 8)),
        (datetime.date(2026, 12, 2), datetime.date(2026, 12, 15)),
        (datetime.date(2026, 1, 5), datetime.date(2026, 12, 8)),  # never before the original
    ],
)
def test_a_copy_lies_on_the_same_weekday_at_least_a_week_ahead(
    officer: User, today: datetime.date, expected: datetime.date
) -> None:
    twin = copying.copy(event=make_event(by=officer), by=officer, today=today)
    assert twin.starts_at.astimezone(twin.zone).date() == expected


def test_past_and_upcoming_by_the_end(officer: User) -> None:
    event = make_event(by=officer)
    assert event in Event.objects.upcoming(at(15))
    assert event not in Event.objects.past(at(15))
    assert event in Event.objects.past(at(15, 1))


def test_who_sees_an_event(
    officer: User, stranger: User, province_officer: User, owner: User, companion: User
) -> None:
    event = make_event(by=officer)
    people = (officer, stranger, province_officer, owner, companion)

    def readers() -> list[User]:
        return [user for user in people if event in Event.objects.visible_to(user)]

    assert readers() == [officer, province_officer]
    join(event, by=officer, owner=owner)
    assert readers() == [officer, province_officer, owner]
    participants.add_person(
        event=event,
        person=participants.Person(
            name=companion.name,
            agency="LP3H Uji",
            region=factories.make_region(factories.SAMARINDA),
            email=companion.email or "",
        ),
        mode=Mode.ONLINE,
        by=officer,
    )
    # The office of Samarinda sees where its people go.
    assert readers() == [officer, stranger, province_officer, owner, companion]


def test_everybody_of_a_province_sees_its_own_events(
    province_officer: User, officer: User, stranger: User, coordinator: User, owner: User
) -> None:
    event = make_event(by=province_officer, region=factories.EAST_KALIMANTAN)
    for user in (officer, stranger, coordinator):
        assert event in Event.objects.visible_to(user)
        assert event not in Event.objects.managed_by(user)
    assert event not in Event.objects.visible_to(owner)
