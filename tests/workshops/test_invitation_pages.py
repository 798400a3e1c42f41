"""The office's pages of invitations, delegations and the waiting list."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from accounts.models import User
from tests import factories
from tests.factories import client_for
from tests.workshops.inviting import answer_page, delegate
from tests.workshops.making import join, make_event
from tests.workshops.pages import address
from workshops import tasks  # noqa: F401 - registers the job
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Delegation, Event, Invitation, Participant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_event")]


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer, onsite_seats=3)


@pytest.fixture
def delegation(event: Event, officer: User) -> Delegation:
    return delegate(event, by=officer, count=2, name="Sri Contoh", phone="+6281255550001")


@pytest.fixture
def guest(event: Event, officer: User) -> Participant:
    return join(event, by=officer, status=ParticipantStatus.INVITED)


def test_who_may_open_what(
    event: Event, delegation: Delegation, guest: Participant, stranger: User, owner: User
) -> None:
    invitation = Invitation.objects.get(delegation=delegation)
    reading = [
        address("invitation-list", event.pk),
        address("delegation-new", event.pk),
        address("delegation-edit", event.pk, delegation.pk),
    ]
    acting = [
        address("invitation-prepare", event.pk),
        address("invitation-renew", event.pk, invitation.pk),
        address("delegation-add-all", event.pk),
        address("delegation-remove", event.pk, delegation.pk),
        address("participant-prefer", event.pk, guest.pk),
    ]
    for client, expected in (
        (client_for(stranger), 404),
        (client_for(owner), 403),
        (Client(), 302),
    ):
        for url in reading:
            assert client.get(url).status_code == expected, url
        for url in acting:
            assert client.post(url).status_code == expected, url
    assert Delegation.objects.filter(pk=delegation.pk, seats=2).exists()


def test_a_head_reads_without_links_and_numbers(
    event: Event, delegation: Delegation, head: User
) -> None:
    text = client_for(head).get(address("invitation-list", event.pk)).text
    assert "Belum menjawab" in text
    assert "62812555" not in text
    assert "Buat surat" not in text


def test_an_office_adds_and_changes_a_delegation(event: Event, officer: User) -> None:
    client, samarinda = client_for(officer), factories.make_region(factories.SAMARINDA)
    data = {
        "region": samarinda.pk,
        "mode": "online",
        "seats": "3",
        "contact_phone": "0812 5555 0001",
    }
    client.post(address("delegation-new", event.pk), data)
    delegation = event.delegations.get()
    assert (delegation.mode, delegation.seats) == (Mode.ONLINE, 3)
    assert delegation.contact_phone == "+6281255550001"
    again = client.post(address("delegation-new", event.pk), data)
    assert "Ubah jumlah kursinya" in again.text
    url = address("delegation-edit", event.pk, delegation.pk)
    assert "0812-5555-0001" in client.get(url).text
    client.post(url, {"seats": "5"})
    delegation.refresh_from_db()
    assert (delegation.seats, delegation.contact_phone) == (5, "")
    client.post(address("delegation-remove", event.pk, delegation.pk))
    assert not event.delegations.exists()


def test_seats_for_all_say_why_not(event: Event, officer: User) -> None:
    factories.make_region(factories.SAMARINDA)
    url = address("delegation-add-all", event.pk)
    client = client_for(officer)
    assert "Kursi di tempat tinggal 3" in client.post(url, {"mode": "onsite", "seats": "9"}).text
    assert "Tulis jumlah kursi" in client.post(url, {"mode": "onsite", "seats": "x"}).text
    client.post(url, {"mode": "onsite", "seats": "1"})
    assert event.delegations.exists()


def test_the_list_counts_answers_and_offers_the_message(
    event: Event, delegation: Delegation, guest: Participant, officer: User
) -> None:
    page = client_for(officer).get(address("invitation-list", event.pk))
    counts = page.context["invited"].counts
    assert (counts.invited, counts.unanswered, counts.waiting) == (2, 2, 0)
    message = next(
        part for part in page.text.split('"') if part.startswith("https://wa.me/62812555")
    )
    text = unquote(message)
    assert "Sri Contoh" in text
    assert "2 orang di tempat" in text
    assert answer_page(delegation).split(":")[0] in text
    assert len(text) < 600


def test_people_without_an_invitation_get_one(
    event: Event, officer: User, guest: Participant
) -> None:
    Invitation.objects.all().delete()
    client = client_for(officer)
    assert "Buat 1 undangan" in client.get(address("invitation-list", event.pk)).text
    client.post(address("invitation-prepare", event.pk))
    client.post(address("invitation-prepare", event.pk))
    assert Invitation.objects.get().participant == guest


def test_the_list_costs_the_same_for_many(
    event: Event, officer: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    url, client = address("invitation-list", event.pk), client_for(officer)
    for code in ("64.01", "64.02", factories.SAMARINDA):
        delegate(event, by=officer, count=1, region=code)
    for _ in range(4):
        join(event, by=officer, status=ParticipantStatus.INVITED)
    with django_assert_max_num_queries(25):
        client.get(url)
    with django_assert_max_num_queries(25):
        client.get(address("participant-list", event.pk))


def test_the_way_to_the_official_letters(
    event: Event, delegation: Delegation, officer: User
) -> None:
    page = client_for(officer).get(address("invitation-list", event.pk)).text
    way = f"/surat/massal/baru/?jenis=invitation&kegiatan={event.pk}"
    assert f'href="{way}"' in page
    assert f'href="{way}&undangan={Invitation.objects.get(delegation=delegation).pk}"' in page


def test_the_waiting_list_shows_its_order(event: Event, officer: User) -> None:
    people = [join(event, by=officer, status=ParticipantStatus.WAITING) for _ in range(5)]
    client, url = client_for(officer), address("participant-list", event.pk)
    [queue] = client.get(url).context["queues"]
    assert queue.people == people[3:]
    client.post(address("participant-prefer", event.pk, people[4].pk))
    page = client.get(url)
    assert page.context["queues"][0].people == [people[4], people[3]]
    assert "didahulukan petugas" in page.text
    full = client.post(
        address("participant-register", event.pk, people[3].pk), {"cara": "onsite"}, follow=True
    )
    assert "sudah penuh" in full.text
