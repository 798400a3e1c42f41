"""Speakers, and the itinerary of a study visit."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import client_for
from tests.workshops.making import DAY, at, join, make_event, make_session
from workshops import invariants
from workshops.enums import EventKind, StopKind
from workshops.errors import OtherEventError, StopOutsideEventError
from workshops.models import Event, Session, Speaker, Stop
from workshops.selectors.programme import trip_days
from workshops.services import events, sessions, speakers, stops
from workshops.services.events import EventDetails
from workshops.services.speakers import SpeakerDetails
from workshops.services.stops import StopDetails

NEXT_DAY = DAY + datetime.timedelta(days=1)


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def trip(officer: User) -> Event:
    """A study visit of two days."""
    return make_event(by=officer, kind=EventKind.STUDY_VISIT, ends_at=at(15, day=NEXT_DAY))


def address(name: str, *args: int) -> str:
    return reverse(f"workshops:{name}", args=args)


def visit(trip: Event, by: User, *, hour: int = 10, day: datetime.date = DAY) -> Stop:
    details = StopDetails(
        kind=StopKind.VISIT,
        place="Rumah Kemasan",
        starts_at=at(hour, day=day),
        ends_at=at(hour + 1, day=day),
    )
    return stops.add(event=trip, details=details, by=by)


def test_several_speakers_of_a_session_are_shown_with_the_event(
    event: Event, officer: User, owner: User
) -> None:
    session = make_session(event, by=officer, title="Alur self declare")
    client = client_for(officer)
    url = address("speaker-list", event.pk)
    for name in ("Rina Contoh", "Tono Contoh"):
        data = {"name": name, "topic": "Bahan", "session": str(session.pk)}
        assert client.post(url, data).headers["Location"] == url
    join(event, by=officer, owner=owner)
    for user in (officer, owner):
        text = client_for(user).get(address("event-detail", event.pk)).text
        assert "Rina Contoh" in text
        assert "Sesi Alur self declare" in text
    assert session.speakers.count() == 2


def test_a_speaker_is_changed_and_removed_on_the_same_page(event: Event, officer: User) -> None:
    speaker = speakers.add(event=event, details=SpeakerDetails(name="Rina"), by=officer)
    client = client_for(officer)
    url = address("speaker-edit", event.pk, speaker.pk)
    assert 'value="Rina"' in client.get(url).text
    client.post(url, {"name": "Rina Baru", "position": "Ketua LP3H"})
    speaker.refresh_from_db()
    assert (speaker.name, speaker.position) == ("Rina Baru", "Ketua LP3H")
    assert "Tulis nama narasumber." in client.post(url, {"name": ""}).text
    client.post(address("speaker-remove", event.pk, speaker.pk))
    assert not Speaker.objects.exists()


def test_a_speaker_teaches_in_a_session_of_the_event(event: Event, officer: User) -> None:
    other = make_session(make_event(by=officer), by=officer)
    with pytest.raises(OtherEventError):
        speakers.add(event=event, details=SpeakerDetails(name="A", session=other), by=officer)
    data = {"name": "A", "session": str(other.pk)}
    page = client_for(officer).post(address("speaker-list", event.pk), data)
    assert "Pilih sesi dari daftar." in page.text
    assert not Speaker.objects.exists()


def test_the_itinerary_is_grouped_by_days_of_the_place(trip: Event, officer: User) -> None:
    visit(trip, officer, hour=10)
    visit(trip, officer, hour=13)
    visit(trip, officer, hour=9, day=NEXT_DAY)
    days = trip_days(trip)
    assert [(found.day, len(found.stops)) for found in days] == [(DAY, 2), (NEXT_DAY, 1)]
    assert days[0].stops[0].hours == "10.00–11.00 WITA"
    text = client_for(officer).get(address("stop-list", trip.pk)).text
    assert text.index("Selasa, 1 Desember 2026") < text.index("Rabu, 2 Desember 2026")


def test_stops_are_added_changed_and_removed_on_one_page(trip: Event, officer: User) -> None:
    client = client_for(officer)
    url = address("stop-list", trip.pk)
    data = {
        "kind": "travel",
        "place": "Pelabuhan",
        "start_on": "1/12/2026",
        "start_time": "09.00",
        "end_time": "10.30",
    }
    assert client.post(url, data).headers["Location"] == url
    stop = trip.stops.get()
    assert 'value="10.30"' in client.get(url).text  # the next one begins where this one ends
    edit = address("stop-edit", trip.pk, stop.pk)
    client.post(edit, data | {"place": "Bandara"})
    stop.refresh_from_db()
    assert stop.place == "Bandara"
    late = client.post(edit, data | {"start_on": "5/12/2026"})
    assert "harus berada dalam waktu kegiatan" in late.text
    client.post(address("stop-remove", trip.pk, stop.pk))
    assert not trip.stops.exists()


def test_only_a_study_visit_has_an_itinerary(event: Event, officer: User) -> None:
    with pytest.raises(PermissionDenied):
        visit(event, officer)
    assert client_for(officer).get(address("stop-list", event.pk)).status_code == 404
    text = client_for(officer).get(address("event-detail", event.pk)).text
    assert "Rencana perjalanan" not in text


def test_stops_lie_within_the_visit_and_move_with_it(trip: Event, officer: User) -> None:
    with pytest.raises(StopOutsideEventError, match="Rumah Kemasan"):
        visit(trip, officer, hour=16, day=NEXT_DAY)
    stop = visit(trip, officer)
    old = EventDetails.of(trip).values()
    later = datetime.timedelta(days=3)
    old["starts_at"] += later
    old["ends_at"] += later
    events.change(event=trip, details=EventDetails(**old), by=officer)
    stop.refresh_from_db()
    assert stop.starts_at == at(10) + later
    old["ends_at"] = old["starts_at"] + datetime.timedelta(hours=1, minutes=30)
    with pytest.raises(StopOutsideEventError):
        events.change(event=trip, details=EventDetails(**old), by=officer)


def test_others_change_neither_speakers_nor_stops(
    trip: Event, officer: User, stranger: User, owner: User
) -> None:
    speaker = speakers.add(event=trip, details=SpeakerDetails(name="Rina"), by=officer)
    stop = visit(trip, officer)
    urls = [
        address("speaker-list", trip.pk),
        address("speaker-edit", trip.pk, speaker.pk),
        address("speaker-remove", trip.pk, speaker.pk),
        address("stop-list", trip.pk),
        address("stop-edit", trip.pk, stop.pk),
        address("stop-remove", trip.pk, stop.pk),
    ]
    for url in urls:
        assert client_for(stranger).post(url).status_code == 404
        assert client_for(owner).post(url).status_code == 403
        assert Client().post(url).status_code == 302
    with pytest.raises(PermissionDenied):
        speakers.remove(speaker=speaker, by=stranger)
    with pytest.raises(PermissionDenied):
        stops.remove(stop=stop, by=stranger)
    assert (trip.speakers.count(), trip.stops.count()) == (1, 1)


def test_the_next_session_begins_where_the_last_one_ended(trip: Event, officer: User) -> None:
    client = client_for(officer)
    url = address("session-new", trip.pk)

    def proposed() -> tuple[object, object]:
        initial = client.get(url).context["form"].initial
        return initial["start_on"], initial["start_time"]

    assert proposed() == (DAY, datetime.time(9))
    sessions.add(event=trip, title="Pagi", starts_at=at(9), ends_at=at(12), by=officer)
    assert proposed() == (DAY, datetime.time(12))
    sessions.add(event=trip, title="Siang", starts_at=at(13), ends_at=at(15), by=officer)
    assert proposed() == (NEXT_DAY, datetime.time(9))


def test_the_check_finds_parts_that_lie_elsewhere(trip: Event, officer: User) -> None:
    stop = visit(trip, officer)
    session = make_session(trip, by=officer)
    speaker = speakers.add(event=trip, details=SpeakerDetails(name="Rina"), by=officer)
    other = make_session(make_event(by=officer), by=officer)
    assert list(invariants.check()) == []
    Stop.objects.filter(pk=stop.pk).update(ends_at=at(18, day=NEXT_DAY))
    Session.objects.filter(pk=session.pk).update(starts_at=at(8))
    Speaker.objects.filter(pk=speaker.pk).update(session=other)
    Event.objects.filter(pk=trip.pk).update(moved_revision=99)
    assert set(invariants.check()) == {
        f"stop {stop.pk}: outside the time of its event",
        f"session {session.pk}: outside the time of its event",
        f"speaker {speaker.pk}: the session belongs to another event",
        f"event {trip.pk}: it moved at a revision that it has not reached",
    }
