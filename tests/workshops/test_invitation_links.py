"""The pages of invitations that open by a signed link, without signing in."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from tests.workshops.inviting import answer_page, delegate
from tests.workshops.making import at, join, make_event
from tests.workshops.pages import address
from workshops import tasks  # noqa: F401 - registers the job
from workshops.enums import ParticipantStatus
from workshops.models import Delegation, Event, Invitation, Participant
from workshops.services import invitations, links
from workshops.views.answers import MOST_ANSWERS

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


def people(*names: str, phone: str = "", **more: str) -> dict[str, str]:
    """The form of a delegation's answer, filled in with new names."""
    data = {"orang-TOTAL_FORMS": str(len(names)), "orang-INITIAL_FORMS": "0"} | more
    for number, name in enumerate(names):
        data |= {f"orang-{number}-name": name, f"orang-{number}-phone": phone}
    return data


def test_a_delegation_answers_without_signing_in(delegation: Delegation) -> None:
    client, url = Client(), answer_page(delegation)
    assert "2 kursi di tempat" in client.get(url).text
    page = client.post(url, people("Ani", "Budi", "Citra", note="Halal"), follow=True)
    assert "Jawaban tersimpan" in page.text
    assert list(delegation.participants.values_list("name", "status").order_by("pk")) == [
        ("Ani", "registered"),
        ("Budi", "registered"),
        ("Citra", "waiting"),
    ]
    assert "Cadangan (daftar tunggu)" in client.get(url).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (people(""), "Tulis paling sedikit satu nama"),
        (people("Ani", "ANI"), "tertulis dua kali"),
        (people("Ani", phone="123"), "Nomor HP kurang lengkap"),
        (people("", phone="0812 5555 0001"), "Tulis nama orang dengan nomor ini."),
        ({}, "Tulis paling sedikit satu nama"),
    ],
)
def test_an_answer_that_says_too_little(
    delegation: Delegation, data: dict[str, str], said: str
) -> None:
    page = Client().post(answer_page(delegation), data or people())
    assert said in page.text
    assert not delegation.participants.exists()


def test_a_delegation_sends_nobody(delegation: Delegation) -> None:
    client, invitation = Client(), Invitation.objects.get(delegation=delegation)
    token = links.invitation_token(invitation)
    page = client.post(address("invitation-refuse", token), follow=True)
    assert "tidak mengirim orang" in page.text
    invitation.refresh_from_db()
    assert invitation.reply == "no"


def test_a_link_too_late_wrong_or_replaced(delegation: Delegation, officer: User) -> None:
    url = answer_page(delegation)
    Event.objects.update(answer_by=datetime.date(2026, 11, 25))
    with time_machine.travel(at(8, day=datetime.date(2026, 11, 26))):
        assert "sudah lewat" in Client().get(url).text
        assert "sudah lewat" in Client().post(url, people("Ani")).text
    assert not delegation.participants.exists()
    assert Client().get(url[:-3] + "/").status_code == 404
    invitations.renew(invitation=Invitation.objects.get(delegation=delegation), by=officer)
    assert "tidak berlaku lagi" in Client().get(url).text


def test_a_link_is_not_hammered(delegation: Delegation) -> None:
    client, url = Client(), answer_page(delegation)
    for _ in range(MOST_ANSWERS):
        client.post(url, people("Ani"))
    assert "Coba lagi 10 menit lagi" in client.post(url, people("Ani")).text


def test_a_guest_comes_with_one_tap(guest: Participant) -> None:
    client, token = Client(), links.token_for(guest)
    assert "Saya hadir" in client.get(address("participant-page", token)).text
    page = client.post(address("participant-accept", token), follow=True)
    assert "Terdaftar" in page.text
    guest.refresh_from_db()
    assert guest.status == ParticipantStatus.REGISTERED


def test_a_guest_declines_and_thinks_again(guest: Participant) -> None:
    client, token = Client(), links.token_for(guest)
    page = client.post(address("participant-refuse", token), follow=True)
    assert "Jawaban Anda: tidak bisa hadir." in page.text
    client.post(address("participant-accept", token))
    guest.refresh_from_db()
    assert guest.status == ParticipantStatus.REGISTERED


def test_a_guest_is_represented(guest: Participant) -> None:
    client, token = Client(), links.token_for(guest)
    url = address("participant-substitute", token)
    assert "Tulis nama pengganti." in client.post(url, {"name": ""}).text
    page = client.post(url, {"name": "Budi Contoh", "phone": "081255550001"}, follow=True)
    assert "halaman kegiatan untuk Budi Contoh" in page.text
    stand_in = Participant.objects.get(name="Budi Contoh")
    assert stand_in.substitute_for == guest
    assert links.token_for(stand_in).split(":")[0] in page.text


def test_public_pages_ask_little_of_the_database(
    delegation: Delegation,
    guest: Participant,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    client = Client()
    with django_assert_max_num_queries(15):
        client.get(answer_page(delegation))
    with django_assert_max_num_queries(15):
        client.get(address("participant-answer", links.token_for(guest)))
