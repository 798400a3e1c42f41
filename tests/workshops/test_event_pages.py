"""Events are made, changed and copied on their pages."""

import pytest

from accounts.enums import OrganisationKind
from accounts.models import User
from tests import factories
from tests.factories import client_for
from tests.workshops.making import make_event, make_session
from tests.workshops.pages import address, form_data
from workshops.models import Event, Session


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


def test_an_officer_makes_an_event_and_its_sessions(officer: User) -> None:
    client = client_for(officer)
    response = client.post(address("event-new"), form_data())
    event = Event.objects.get()
    assert response.headers["Location"] == address("session-new", event.pk)
    assert event.when == "Selasa, 1 Desember 2026, 09.00–15.00 WITA"
    data = {
        "title": "Alur",
        "start_on": "1 Des 2026",
        "start_time": "09.30",
        "end_time": "11.00",
        "lagi": "ya",
    }
    response = client.post(address("session-new", event.pk), data)
    assert response.headers["Location"] == address("session-new", event.pk)
    assert event.sessions.get().when == "Selasa, 1 Desember 2026, 09.30–11.00 WITA"


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"end_time": "08.00"}, "Waktu selesai harus sesudah waktu mulai."),
        ({"start_time": "pagi"}, "Tulis jam seperti 09.00."),
        ({"title": ""}, "Tulis nama kegiatan."),
        ({"venue": ""}, "Tulis tempat, atau isi tautan rapat"),
        ({"onsite_seats": "banyak"}, "Tulis jumlah kursi dengan angka"),
        ({"region": factories.SAMARINDA}, "Pilih wilayah Anda."),
    ],
)
def test_what_is_wrong_is_said_plainly(officer: User, changes: dict[str, str], answer: str) -> None:
    factories.make_region(factories.SAMARINDA)
    page = client_for(officer).post(address("event-new"), form_data(**changes))
    assert answer in page.text
    assert not Event.objects.exists()


def test_hours_are_typed_on_the_clock_of_the_place(officer: User) -> None:
    papua = factories.make_officer("91.71")
    office = factories.make_organisation(kind=OrganisationKind.DINAS, region="91.71")
    data = form_data(region="91.71", organiser=str(office.pk))
    client_for(papua).post(address("event-new"), data)
    event = Event.objects.get()
    assert event.starts_at.isoformat() == "2026-12-01T00:00:00+00:00"
    client = client_for(papua)
    assert "09.00–15.00 WIT" in client.get(address("event-list")).text
    assert 'value="09.00"' in client.get(address("event-edit", event.pk)).text


def test_an_event_is_changed_and_a_conflict_is_explained(
    event: Event, session: Session, officer: User
) -> None:
    client = client_for(officer)
    organiser = str(event.organiser_id)
    page = client.post(
        address("event-edit", event.pk), form_data(organiser=organiser, end_time="10.00")
    )
    assert "harus berada dalam waktu kegiatan" in page.text
    client.post(address("event-edit", event.pk), form_data(organiser=organiser, title="Lain"))
    event.refresh_from_db()
    assert event.title == "Lain"


def test_one_click_copies_an_event(event: Event, session: Session, officer: User) -> None:
    response = client_for(officer).post(address("event-copy", event.pk))
    twin = Event.objects.exclude(pk=event.pk).get()
    assert response.headers["Location"] == address("event-edit", twin.pk)
    assert twin.sessions.count() == 1
