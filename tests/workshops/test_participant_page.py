"""The page that the own link opens: for the participant alone, without signing in."""

from typing import Any

import pytest
import time_machine
import zxingcpp
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import User
from tests import factories
from tests.factories import client_for
from tests.workshops.making import at, join, join_person, make_event, make_session
from workshops import badges
from workshops.enums import Evidence, Mode, ParticipantStatus
from workshops.models import Event, Participant
from workshops.models.attendance import new_badge
from workshops.services import attendance, participants
from workshops.services.links import token_for

EVE = at(8, 0)


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def person(event: Event, officer: User) -> Participant:
    return join(event, by=officer, owner_name="Siti Contoh", name="Dapur Melati")


def url(person: Participant) -> str:
    return reverse("workshops:participant-page", args=[token_for(person)])


def read(picture: bytes, tmp_path: Any) -> list[str]:
    """What a reader of QR codes finds in a picture."""
    file = tmp_path / "kode.png"
    file.write_bytes(picture)
    return [code.text for code in zxingcpp.read_barcodes(Image.open(file))]


def test_it_shows_what_when_where_and_the_badge(
    client: Client, event: Event, person: Participant, officer: User
) -> None:
    session = make_session(event, by=officer)
    with time_machine.travel(EVE, tick=False):
        page = client.get(url(person))
    assert event.when in page.text
    assert "WITA" in page.text
    assert (
        "https://www.openstreetmap.org/search?query=Aula+Uji%2C+Kabupaten+Kutai+Timur" in page.text
    )
    assert badges.grouped(person.badge) in page.text
    assert badges.picture(person.badge).replace("&", "&amp;") in page.text
    assert session.title in page.text
    assert "Belum tercatat" in page.text


def test_own_presence_stands_with_its_session(
    client: Client, event: Event, person: Participant, officer: User
) -> None:
    session = make_session(event, by=officer)
    attendance.mark(session=session, participant=person, mode=Mode.ONSITE, by=officer, at=at(9, 2))
    assert "Di tempat, pukul 09.02 WITA" in client.get(url(person)).text


def test_the_picture_to_keep_is_read_as_the_badge(
    client: Client, person: Participant, tmp_path: Any
) -> None:
    answer = client.get(reverse("workshops:participant-badge-picture", args=[token_for(person)]))
    assert answer["Content-Type"] == "image/png"
    assert read(answer.content, tmp_path) == [person.badge]


@pytest.mark.parametrize(
    ("moment", "shown"), [(at(8, 30), True), (at(9).replace(month=11, day=29), False)]
)
def test_the_room_online_is_shown_from_the_day_before(
    client: Client, event: Event, officer: User, moment: Any, shown: bool
) -> None:
    guest = join_person(event, by=officer, mode=Mode.ONLINE)
    with time_machine.travel(moment, tick=False):
        page = client.get(url(guest))
    assert (event.online_link in page.text) is shown
    assert ("satu hari sebelum" in page.text) is not shown


def test_nobody_without_a_seat_sees_room_or_badge(
    client: Client, event: Event, officer: User
) -> None:
    guest = join_person(event, by=officer, mode=Mode.ONLINE)
    participants.decline(participant=guest, by=officer)
    with time_machine.travel(EVE, tick=False):
        page = client.get(url(guest))
    assert event.online_link not in page.text
    assert badges.grouped(guest.badge) not in page.text


@pytest.mark.parametrize("spoil", ["changed", "badge", "removed"])
def test_an_old_link_says_so_plainly(
    client: Client, person: Participant, officer: User, spoil: str
) -> None:
    address = url(person)
    if spoil == "changed":
        address = address[:-3] + "xx/"
    elif spoil == "badge":
        Participant.objects.filter(pk=person.pk).update(badge=new_badge())
    else:
        participants.remove(participant=person, by=officer)
    page = client.get(address)
    assert page.status_code == 404
    assert "Tautan ini tidak berlaku lagi" in page.text
    assert "Siti Contoh" not in page.text


def test_another_page_not_found_says_nothing_of_links(client: Client) -> None:
    page = client.get("/kegiatan/p/")
    assert page.status_code == 404
    assert "Tautan ini" not in page.text


def test_the_owner_finds_the_same_link_on_the_event(
    event: Event, officer: User, owner: User, stranger: User
) -> None:
    mine = join(event, by=officer, business=factories.make_business(owner=owner))
    join(event, by=officer)
    address = reverse("workshops:event-detail", args=[event.pk])
    page = client_for(owner).get(address)
    assert page.text.count("Buka kode hadir") == 1
    link = page.text.split("/kegiatan/p/")[1].split("/")[0]
    assert badges.grouped(mine.badge) in client_for(stranger).get(f"/kegiatan/p/{link}/").text
    assert "Buka kode hadir" not in client_for(officer).get(address).text


def test_it_needs_few_queries(
    client: Client,
    event: Event,
    person: Participant,
    officer: User,
    django_assert_max_num_queries: Any,
) -> None:
    for hour in (9, 11, 13):
        make_session(event, by=officer, hour=hour, title=f"Sesi {hour}")
    address = url(person)
    with django_assert_max_num_queries(15):
        client.get(address)


def test_somebody_invited_and_marked_sees_how(client: Client, event: Event, officer: User) -> None:
    person = join(event, by=officer, status=ParticipantStatus.INVITED)
    assert "Diundang" in client.get(url(person)).text
    session = make_session(event, by=officer)
    mark = attendance.mark(
        session=session,
        participant=person,
        mode=Mode.ONLINE,
        by=None,
        evidence=Evidence.SELF,
        at=at(9, 5),
    )
    assert mark.by is None
    assert "Daring, pukul 09.05 WITA" in client.get(url(person)).text
