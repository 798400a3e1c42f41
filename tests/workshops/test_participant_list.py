"""Participants are found, added and noted on the list."""

import pytest

from accounts.models import User
from tests import factories
from tests.factories import client_for
from tests.workshops.making import join, make_event
from tests.workshops.pages import address, said
from workshops.enums import ParticipantStatus
from workshops.models import Event, Participant


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


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
