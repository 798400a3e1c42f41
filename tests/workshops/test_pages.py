"""The pages of events, as each role opens them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import OrganisationKind
from accounts.models import User
from tests import factories
from tests.factories import client_for
from tests.workshops.making import join, join_person, make_event, make_session
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Event, Participant, Session
from workshops.services import attendance


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


def address(name: str, *args: int) -> str:
    return reverse(f"workshops:{name}", args=args)


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def form_data(**changes: str) -> dict[str, str]:
    organiser = factories.make_organisation(kind=OrganisationKind.DINAS, region="64.08")
    return {
        "kind": "workshop",
        "title": "Bimtek Uji",
        "region": factories.EAST_KUTAI,
        "organiser": str(organiser.pk),
        "start_on": "1/12/2026",
        "start_time": "09.00",
        "end_time": "15:00",
        "venue": "Aula Uji",
        "onsite_seats": "50",
    } | changes


# --- Who may open what --------------------------------------------------------------------------


def test_a_stranger_finds_nothing(
    event: Event, session: Session, officer: User, stranger: User, owner: User
) -> None:
    person = join(event, by=officer)
    reading = [
        address("event-detail", event.pk),
        address("participant-list", event.pk),
        address("attendance-overview", event.pk),
        address("attendance-sheet", event.pk, session.pk),
        reverse("reports:workshop-funnel", args=[event.pk]),
    ]
    changing = [
        address("event-edit", event.pk),
        address("event-copy", event.pk),
        address("session-new", event.pk),
        address("session-edit", event.pk, session.pk),
        address("session-remove", event.pk, session.pk),
        address("participant-add-businesses", event.pk),
        address("participant-add-person", event.pk),
        address("participant-register", event.pk, person.pk),
        address("participant-decline", event.pk, person.pk),
        address("participant-remove", event.pk, person.pk),
        address("attendance-save", event.pk, session.pk),
        address("attendance-mark-all", event.pk, session.pk),
        address("attendance-undo-batch", event.pk, session.pk),
        address("attendance-mark", event.pk, session.pk, person.pk),
        address("attendance-undo", event.pk, session.pk, person.pk),
    ]
    for url in reading:
        assert client_for(stranger).get(url).status_code == 404, url
        assert client_for(officer).get(url).status_code == 200, url
    for url in changing:
        assert client_for(stranger).post(url).status_code == 404, url
        assert client_for(owner).post(url).status_code == 403, url
        assert Client().post(url).status_code == 302, url
    assert client_for(owner).get(reading[0]).status_code == 404
    assert list(event.participants.all()) == [person]


def test_head_and_auditor_read_but_find_no_buttons(
    event: Event, session: Session, officer: User, head: User, auditor: User
) -> None:
    join(event, by=officer)
    for user in (head, auditor):
        client = client_for(user)
        for name, *args in (
            ("event-detail", event.pk),
            ("participant-list", event.pk),
            ("attendance-sheet", event.pk, session.pk),
        ):
            page = client.get(address(name, *args))
            assert page.status_code == 200
            assert 'action="/kegiatan/' not in page.text
        assert client.post(address("event-copy", event.pk)).status_code == 403


def test_an_officer_elsewhere_sees_only_the_own_people(
    event: Event, session: Session, officer: User, stranger: User
) -> None:
    join(event, by=officer, owner_name="Budi Rahasia")
    join_person(event, by=officer, name="Ani Tamu", region=factories.SAMARINDA)
    client = client_for(stranger)
    for name, *args in (
        ("participant-list", event.pk),
        ("attendance-sheet", event.pk, session.pk),
    ):
        text = client.get(address(name, *args)).text
        assert "Ani Tamu" in text
        assert "Budi Rahasia" not in text
    assert client.post(address("attendance-mark-all", event.pk, session.pk)).status_code == 404


def test_an_owner_sees_time_place_and_own_presence_only(
    event: Event, session: Session, officer: User, owner: User
) -> None:
    mine = join(event, by=officer, owner=owner)
    join(event, by=officer, owner_name="Budi Rahasia")
    client = client_for(owner)
    assert event.title in client.get(address("event-list")).text
    text = client.get(address("event-detail", event.pk)).text
    assert "09.00–15.00 WITA" in text
    assert event.online_link in text
    assert "Belum tercatat" in text
    assert "Budi Rahasia" not in text
    attendance.mark(session=session, participant=mine, mode=Mode.ONSITE, by=officer)
    text = client.get(address("event-detail", event.pk)).text
    assert "Hadir" in text
    assert "Belum tercatat" not in text
    assert client.get(address("participant-list", event.pk)).status_code == 403


def test_the_link_of_a_meeting_is_for_those_who_take_part(
    province_officer: User, coordinator: User, companion: User
) -> None:
    event = make_event(by=province_officer, region=factories.EAST_KALIMANTAN)
    assert event.online_link not in client_for(coordinator).get(f"/kegiatan/{event.pk}/").text
    join_person(event, by=province_officer, email=companion.email or "")
    assert event.online_link in client_for(companion).get(f"/kegiatan/{event.pk}/").text


# --- Making and changing ------------------------------------------------------------------------


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


# --- Participants -------------------------------------------------------------------------------


def test_businesses_are_found_and_added(event: Event, officer: User) -> None:
    melati = factories.make_business(name="Dapur Melati")
    factories.make_business(name="Dapur Jauh", regency=factories.SAMARINDA)
    client = client_for(officer)
    page = client.get(address("participant-list", event.pk), {"q": "dapur"})
    assert "Dapur Melati" in page.text
    assert "Dapur Jauh" not in page.text
    client.post(
        address("participant-add-businesses", event.pk),
        {"businesses": [melati.pk], "mode": "online", "status": "invited"},
    )
    person = Participant.objects.get()
    assert (person.business, person.mode, person.status) == (melati, "online", "invited")


def test_businesses_of_another_region_are_refused(event: Event, officer: User) -> None:
    far = factories.make_business(regency=factories.SAMARINDA)
    response = client_for(officer).post(
        address("participant-add-businesses", event.pk),
        {"businesses": [far.pk], "mode": "onsite", "status": "registered"},
    )
    assert "di luar wilayah Anda" in said(response)
    assert not Participant.objects.exists()


def test_a_full_hall_says_what_to_do(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=0)
    response = client_for(officer).post(
        address("participant-add-businesses", event.pk),
        {"businesses": [factories.make_business().pk], "mode": "onsite", "status": "registered"},
    )
    assert "Tambah jumlah kursi" in said(response)
    assert not Participant.objects.exists()


def test_a_person_of_an_office_is_added_by_name(event: Event, officer: User) -> None:
    client = client_for(officer)
    factories.make_region(factories.SAMARINDA)
    data = {
        "name": "Ani Contoh",
        "agency": "Disperindag Contoh",
        "region": factories.SAMARINDA,
        "phone": "0812",
        "mode": "online",
        "status": "registered",
    }
    page = client.post(address("participant-add-person", event.pk), data)
    assert "Nomor HP kurang lengkap" in page.text
    client.post(address("participant-add-person", event.pk), data | {"phone": "081200000077"})
    assert Participant.objects.get().phone == "+6281200000077"
    page = client.post(address("participant-add-person", event.pk), data | {"phone": ""})
    assert "Ani Contoh sudah ada di daftar peserta." in page.text


def test_answers_are_noted(event: Event, officer: User) -> None:
    person = join(event, by=officer, status=ParticipantStatus.INVITED)
    client = client_for(officer)
    client.post(address("participant-register", event.pk, person.pk), {"cara": "online"})
    person.refresh_from_db()
    assert (person.status, person.mode) == ("registered", "online")
    client.post(address("participant-decline", event.pk, person.pk))
    person.refresh_from_db()
    assert person.status == "declined"
    client.post(address("participant-remove", event.pk, person.pk))
    assert not Participant.objects.exists()


# --- Attendance ---------------------------------------------------------------------------------


def test_ticks_are_saved_without_javascript(event: Event, session: Session, officer: User) -> None:
    first, second = join(event, by=officer), join(event, by=officer)
    attendance.mark(session=session, participant=first, mode=Mode.ONSITE, by=officer)
    client = client_for(officer)
    page = client.get(address("attendance-sheet", event.pk, session.pk))
    assert f'name="semula" value="{first.pk}"' in page.text
    assert f'name="semula" value="{second.pk}"' not in page.text
    data = {"semula": [first.pk], "hadir": [second.pk], f"cara_{second.pk}": "online"}
    for _ in range(2):
        client.post(address("attendance-save", event.pk, session.pk), data)
    assert dict(session.attendances.values_list("participant", "mode")) == {second.pk: "online"}


def test_one_tap_marks_one_person_and_answers_with_the_row(
    event: Event, session: Session, officer: User
) -> None:
    person = join(event, by=officer, owner_name="Siti Contoh")
    client = client_for(officer)
    mark = address("attendance-mark", event.pk, session.pk, person.pk)
    undo = address("attendance-undo", event.pk, session.pk, person.pk)
    row = client.post(mark, {f"cara_{person.pk}": "online"}, headers={"HX-Request": "true"})
    assert "Siti Contoh" in row.text
    assert undo in row.text
    assert "<html" not in row.text
    assert session.attendances.get().mode == "online"
    assert client.post(undo).headers["Location"] == address(
        "attendance-sheet", event.pk, session.pk
    )
    assert not session.attendances.exists()


def test_everybody_at_once_and_back(event: Event, session: Session, officer: User) -> None:
    for _ in range(3):
        join(event, by=officer)
    client = client_for(officer)
    client.post(address("attendance-mark-all", event.pk, session.pk))
    assert session.attendances.count() == 3
    page = client.get(address("attendance-sheet", event.pk, session.pk))
    assert "Batalkan 3 tanda hadir" in page.text
    moment = page.context["batch"].at.isoformat()
    client.post(address("attendance-undo-batch", event.pk, session.pk), {"waktu": moment})
    assert not session.attendances.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"hadir": ["x", "", "99999999999999999999"]},
        {"hadir": ["999999"], "cara_999999": "terbang"},
        {"semula": ["-1", "²"]},
    ],
)
def test_a_spoilt_sheet_changes_nothing(
    event: Event, session: Session, officer: User, data: dict[str, list[str]]
) -> None:
    client = client_for(officer)
    response = client.post(address("attendance-save", event.pk, session.pk), data)
    assert response.status_code == 302
    response = client.post(
        address("attendance-undo-batch", event.pk, session.pk), {"waktu": "kemarin"}
    )
    assert response.status_code == 302
    assert not session.attendances.exists()


def test_a_session_belongs_to_the_event_of_the_address(
    event: Event, session: Session, officer: User
) -> None:
    other = make_event(by=officer)
    url = address("attendance-sheet", other.pk, session.pk)
    assert client_for(officer).get(url).status_code == 404


def test_the_sheet_finds_a_person_by_name_or_business(
    event: Event, session: Session, officer: User
) -> None:
    join(event, by=officer, name="Dapur Melati", owner_name="Siti Contoh")
    join(event, by=officer, name="Kedai Kenanga", owner_name="Maria Contoh")
    client = client_for(officer)
    for text in ("siti", "melati", "dapur siti"):
        page = client.get(address("attendance-sheet", event.pk, session.pk), {"cari": text})
        assert "Siti Contoh" in page.text
        assert "Maria Contoh" not in page.text


# --- Queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["event-detail", "participant-list", "attendance-overview"])
def test_pages_need_as_many_queries_for_many_people(
    event: Event, session: Session, officer: User, name: str
) -> None:
    few = queries_for(officer, address(name, event.pk), lambda: fill(event, session, officer, 1))
    many = queries_for(officer, address(name, event.pk), lambda: fill(event, session, officer, 4))
    assert few == many


def test_the_sheet_needs_as_many_queries_for_many_people(
    event: Event, session: Session, officer: User
) -> None:
    url = address("attendance-sheet", event.pk, session.pk)
    few = queries_for(officer, url, lambda: fill(event, session, officer, 1))
    many = queries_for(officer, url, lambda: fill(event, session, officer, 4))
    assert few == many


def test_the_list_needs_as_many_queries_for_many_events(officer: User) -> None:
    few = queries_for(officer, address("event-list"), lambda: make_event(by=officer))
    many = queries_for(
        officer, address("event-list"), lambda: [make_event(by=officer) for _ in range(3)]
    )
    assert few == many


def fill(event: Event, session: Session, officer: User, count: int) -> None:
    for _ in range(count):
        person = join(event, by=officer)
        attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer)


def queries_for(user: User, url: str, prepare: Callable[[], object]) -> int:
    prepare()
    client = client_for(user)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
