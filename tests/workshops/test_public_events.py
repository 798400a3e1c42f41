"""The public calendar, and signing up from it."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests import factories
from tests.factories import client_for
from tests.workshops.making import at, join, make_event, make_session
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Delegation, Event, Participant
from workshops.services import visitors
from workshops.services.links import participant_of

pytestmark = pytest.mark.django_db
PHONE = "0812-3456-7890"


@pytest.fixture(autouse=True)
def _two_weeks_before() -> Iterator[None]:
    with time_machine.travel(at(9) - datetime.timedelta(days=14), tick=False):
        yield


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer, is_public=True, onsite_seats=2)


def address(name: str, *args: int) -> str:
    return reverse(f"workshops:{name}", args=args)


def answers(**changes: str) -> dict[str, str]:
    return {
        "name": "ani contoh",
        "agency": "Keripik Contoh",
        "region": factories.EAST_KUTAI,
        "phone": PHONE,
        "mode": "onsite",
    } | changes


def sign_up(event: Event, client: Any = None, **changes: str) -> str:
    """The answers of a visitor; returns where the page leads, or the page itself."""
    url = address("event-sign-up", event.pk)
    response = (client or Client()).post(url, answers(**changes))
    return response.headers.get("Location") or response.text


# --- Looking ------------------------------------------------------------------------------------


def test_everybody_sees_public_events_to_come(event: Event, officer: User, owner: User) -> None:
    make_event(by=officer, title="Rapat tertutup")
    past = at(9) - datetime.timedelta(days=30)
    make_event(
        by=officer,
        title="Sudah lewat",
        is_public=True,
        starts_at=past,
        ends_at=past.replace(hour=12),
    )
    for client in (Client(), client_for(owner)):
        text = client.get(address("event-list")).text
        assert "Workshop Uji" in text
        assert "Selasa, 1 Desember 2026, 09.00–15.00 WITA" in text
        assert "2 tersisa" in text
        assert "Rapat tertutup" not in text
        assert "Sudah lewat" not in text
    assert address("event-list") in Client().get("/").text


def test_seats_kept_for_delegations_are_not_free(event: Event, officer: User) -> None:
    join(event, by=officer)
    assert "1 tersisa" in Client().get(address("event-list")).text
    Delegation.objects.create(event=event, region=event.region, mode=Mode.ONSITE, seats=1)
    for name in ("event-list",):
        assert "penuh, ada daftar tunggu" in Client().get(address(name)).text
    assert "penuh" in Client().get(address("event-detail", event.pk)).text


def test_a_visitor_sees_the_public_page_without_people_and_room(
    event: Event, officer: User
) -> None:
    make_session(event, by=officer, title="Alur")
    join(event, by=officer, owner_name="Budi Rahasia")
    text = Client().get(address("event-detail", event.pk)).text
    assert "Alur" in text
    assert address("event-sign-up", event.pk) in text
    assert "Budi Rahasia" not in text
    assert event.online_link not in text


def test_an_event_that_is_not_public_does_not_exist_for_others(
    officer: User, owner: User, stranger: User, admin_user: User
) -> None:
    event = make_event(by=officer)
    for client in (Client(), client_for(owner), client_for(stranger), client_for(admin_user)):
        for name in ("event-detail", "event-sign-up", "event-file"):
            assert client.get(address(name, event.pk)).status_code == 404


def test_an_officer_elsewhere_reads_the_public_page(event: Event, stranger: User) -> None:
    text = client_for(stranger).get(address("event-detail", event.pk)).text
    assert "Daftar kegiatan" in text
    assert "Ubah kegiatan" not in text


def test_the_calendar_needs_as_many_queries_for_many_events(
    officer: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        make_event(by=officer, is_public=True, title=f"Acara {number}", onsite_seats=3)
    with django_assert_max_num_queries(5):
        assert "Acara 4" in Client().get(address("event-list")).text


def test_an_event_in_the_east_is_shown_on_its_own_clock() -> None:
    east = factories.make_officer("91.71")
    start = at(9, zone="Asia/Jayapura")
    make_event(
        by=east, region="91.71", is_public=True, starts_at=start, ends_at=start.replace(hour=12)
    )
    assert "09.00–12.00 WIT<" in Client().get(address("event-list")).text


# --- Signing up ---------------------------------------------------------------------------------


def test_a_visitor_gets_a_seat_and_the_own_page(event: Event) -> None:
    client = Client()
    place = sign_up(event, client, aid="Kursi roda")
    person = event.participants.get()
    assert (person.name, person.status, person.mode) == ("Ani Contoh", "registered", "onsite")
    assert person.phone == "+6281234567890"
    assert participant_of(place.split("/")[-2]) == person
    page = client.get(place)
    assert page.status_code == 200
    assert "Anda terdaftar" in page.text
    assert not re.search(r"0812|\+62812|3456", page.text)


def test_the_same_person_is_registered_once(event: Event) -> None:
    client = Client()
    first = sign_up(event, client)
    # From the same phone: back to the own page. From another: nothing is shown or changed.
    assert sign_up(event, client, agency="Keripik lain", mode="online") == first
    other = sign_up(event, name="ANI CONTOH", mode="online")
    assert "sudah terdaftar" in other
    assert first not in other
    assert event.participants.get().mode == "onsite"
    # Another person of the same household shares the phone.
    assert sign_up(event, name="Budi Contoh").startswith("/kegiatan/p/")
    assert event.participants.count() == 2


def test_whoever_is_late_waits(event: Event) -> None:
    for number in range(2):
        sign_up(event, name=f"Orang {number}")
    client = Client()
    place = sign_up(event, client, name="Orang Akhir")
    assert event.participants.get(name="Orang Akhir").status == ParticipantStatus.WAITING
    assert "daftar tunggu" in client.get(place).text
    assert sign_up(event, name="Orang Daring", mode="online").startswith("/kegiatan/p/")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"name": ""}, "Tulis nama Anda."),
        ({"agency": ""}, "Tulis nama usaha atau instansi Anda."),
        ({"phone": "123"}, "Nomor HP kurang lengkap"),
        ({"phone": ""}, "Tulis nomor HP Anda."),
        ({"region": "31.71"}, "Pilih kabupaten/kota dari daftar."),
        ({"mode": "terbang"}, "Pilih cara hadir dari daftar."),
        ({"mode": ""}, "Pilih cara hadir."),
    ],
)
def test_incomplete_answers_are_asked_again(
    event: Event, changes: dict[str, str], text: str
) -> None:
    assert text in sign_up(event, **changes)
    assert not event.participants.exists()


def test_only_the_ways_that_the_event_offers_can_be_chosen(officer: User) -> None:
    event = make_event(by=officer, is_public=True, online_link="", online_seats=None)
    assert "Pilih cara hadir dari daftar." in sign_up(event, mode="online")
    assert sign_up(event).startswith("/kegiatan/p/")


def test_nobody_signs_up_once_it_began(event: Event) -> None:
    with time_machine.travel(at(9), tick=False):
        assert "Pendaftaran sudah ditutup" in Client().get(address("event-sign-up", event.pk)).text
        assert "sudah ditutup" in sign_up(event)
    assert not event.participants.exists()


def test_attempts_are_counted_per_number_and_generously_per_address(
    event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "MOST_PER_PHONE", 2)
    monkeypatch.setattr(visitors, "MOST_PER_ADDRESS", 4)
    texts = [sign_up(event, name=f"Orang {number}") for number in range(3)]
    assert ["Terlalu banyak pendaftaran" in text for text in texts] == [False, False, True]
    assert sign_up(event, phone="0813-0000-0001", name="Satu").startswith("/kegiatan/p/")
    assert "Terlalu banyak pendaftaran" in sign_up(event, phone="0813-0000-0002", name="Dua")
    assert event.participants.count() == 3


def test_an_owner_comes_with_the_own_business_by_one_tap(event: Event, owner: User) -> None:
    business = factories.make_business(owner=owner, name="Sinar Contoh")
    other = factories.make_business(name="Milik Orang")
    client = client_for(owner)
    url = address("event-sign-up", event.pk)
    text = client.get(url).text
    assert "Sinar Contoh" in text
    assert "Milik Orang" not in text
    data = {"business": str(business.pk), "mode": "onsite"}
    first = client.post(url, data).headers["Location"]
    assert client.post(url, data).headers["Location"] == first
    person = event.participants.get()
    assert (person.business, person.status) == (business, "registered")
    refused = client.post(url, {"business": str(other.pk), "mode": "onsite"})
    assert "Pilih usaha Anda dari daftar." in refused.text
    with pytest.raises(PermissionDenied):
        visitors.sign_up_business(event=event, business=other, mode=Mode.ONSITE, aid="", by=owner)
    assert Participant.objects.count() == 1


def test_somebody_signed_in_without_a_business_is_known_by_name(
    event: Event, companion: User
) -> None:
    client = client_for(companion)
    assert companion.name in client.get(address("event-sign-up", event.pk)).text
    assert sign_up(event, client, name=companion.name).startswith("/kegiatan/p/")
    assert event.participants.get().user == companion
    assert event.title in client.get(address("event-list")).text
