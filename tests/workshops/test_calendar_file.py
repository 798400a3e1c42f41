"""Events in a calendar program: read back with a parser, as a phone would read them."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from tests import factories
from tests.factories import client_for
from tests.workshops.making import at, join, make_event, make_session
from workshops.enums import ParticipantStatus
from workshops.models import CalendarFeed, Event
from workshops.services import events, feeds
from workshops.services.events import EventDetails
from workshops.services.links import token_for

pytestmark = pytest.mark.django_db
LONG = "Pelatihan panjang, dengan koma; titik koma dan \\ garis miring supaya barisnya dilipat"


@pytest.fixture(autouse=True)
def _two_weeks_before() -> Iterator[None]:
    with time_machine.travel(at(9) - datetime.timedelta(days=14), tick=False):
        yield


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer, title=LONG)


def feed_of(user: User) -> Any:
    """What the calendar program of a person gets."""
    url = reverse("workshops:calendar-file", args=[feeds.renew(by=user)])
    return Client().get(url)


def entries(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_the_file_says_when_on_the_clock_of_the_place(event: Event, officer: User) -> None:
    make_session(event, by=officer, title="Alur, bahan")
    response = feed_of(officer)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"].startswith("private")
    [entry] = entries(response.content)
    assert str(entry["SUMMARY"]) == LONG
    assert entry["DTSTART"].params["TZID"] == "Asia/Makassar"
    assert entry.decoded("DTSTART") == at(9)
    assert entry.decoded("DTEND") == at(15)
    assert "1 Des 2026, 09.00–10.30 WITA: Alur, bahan" in entry["DESCRIPTION"]
    assert entry.decoded("LAST-MODIFIED") == event.changed_at


def test_the_file_is_written_as_the_standard_says(event: Event, officer: User) -> None:
    content = feed_of(officer).content
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert any(line.startswith(b" ") for line in lines)  # folded
    assert b"panjang\\, dengan koma\\; titik koma dan \\\\ garis" in content.replace(b"\r\n ", b"")
    zones = [str(zone["TZID"]) for zone in Calendar.from_ical(content).walk("VTIMEZONE")]
    assert zones == ["Asia/Makassar"]


@pytest.mark.parametrize(
    ("region", "zone", "offset"),
    [("91.71", "Asia/Jayapura", 9), ("64.08", "Asia/Makassar", 8), ("31.71", "Asia/Jakarta", 7)],
)
def test_each_clock_of_the_country(region: str, zone: str, offset: int) -> None:
    by = factories.make_officer(region)
    start = at(9, zone=zone)
    make_event(by=by, region=region, starts_at=start, ends_at=start.replace(hour=12))
    content = feed_of(by).content
    [entry] = entries(content)
    assert f"DTSTART;TZID={zone}:20261201T090000".encode() in content
    assert entry.decoded("DTSTART").astimezone(datetime.UTC).hour == 9 - offset
    [named] = Calendar.from_ical(content).walk("VTIMEZONE")
    [standard] = named.walk("STANDARD")
    assert standard.decoded("TZOFFSETTO") == datetime.timedelta(hours=offset)


def test_a_moved_event_keeps_its_name_and_counts_up(event: Event, officer: User) -> None:
    [before] = entries(feed_of(officer).content)
    hour = datetime.timedelta(hours=1)
    old = EventDetails.of(event)
    new = replace(old, starts_at=old.starts_at + hour, ends_at=old.ends_at + hour)
    events.change(event=event, details=new, by=officer)
    [after] = entries(feed_of(officer).content)
    assert before["UID"] == after["UID"]
    assert (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (0, 1)
    assert after.decoded("DTSTART") == at(10)


def test_the_room_is_for_who_takes_part_or_manages(
    province_officer: User, officer: User, owner: User, coordinator: User
) -> None:
    event = make_event(by=province_officer, region=factories.EAST_KALIMANTAN)
    join(event, by=province_officer, owner=owner, owner_name="Ani Rahasia")
    link = event.online_link.encode()
    assert link in feed_of(province_officer).content
    assert link in feed_of(owner).content
    for user in (officer, coordinator):
        content = feed_of(user).content
        assert b"Workshop Uji" in content
        assert link not in content
        assert b"Rahasia" not in content


def test_a_feed_holds_what_the_person_sees(
    event: Event, officer: User, stranger: User, owner: User
) -> None:
    assert len(entries(feed_of(officer).content)) == 1
    assert entries(feed_of(stranger).content) == []
    assert entries(feed_of(owner).content) == []


def test_the_address_is_shown_once_and_stored_nowhere(officer: User) -> None:
    client = client_for(officer)
    page = reverse("workshops:calendar-feed")
    assert "Buat alamat kalender" in client.get(page).text
    made = client.post(reverse("workshops:calendar-feed-renew"))
    assert made.headers["Cache-Control"] == "no-store"
    key = made.context["url"].split("/")[-1].removesuffix(".ics")
    assert feeds.user_of(key) == officer
    assert key not in client.get(page).text
    assert key not in CalendarFeed.objects.get().key_index


def test_a_new_address_makes_the_old_one_useless(officer: User) -> None:
    old, new = feeds.renew(by=officer), feeds.renew(by=officer)
    for key, status in ((old, 404), (new, 200), ("x", 404)):
        url = reverse("workshops:calendar-file", args=[key])
        assert Client().get(url).status_code == status
    client_for(officer).post(reverse("workshops:calendar-feed-remove"))
    assert feeds.user_of(new) is None


def test_the_calendar_of_a_closed_account_is_closed(officer: User) -> None:
    key = feeds.renew(by=officer)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    url = reverse("workshops:calendar-file", args=[key])
    assert Client().get(url).status_code == 404


def test_a_public_event_is_a_file_without_its_room(officer: User) -> None:
    event = make_event(by=officer, is_public=True)
    response = Client().get(reverse("workshops:event-file", args=[event.pk]))
    assert f"kegiatan-{event.pk}.ics" in response.headers["Content-Disposition"]
    [entry] = entries(response.content)
    assert str(entry["LOCATION"]) == "Aula Uji"
    assert event.online_link.encode() not in response.content


def test_a_participant_takes_the_event_along_by_the_own_link(event: Event, officer: User) -> None:
    registered = join(event, by=officer)
    invited = join(event, by=officer, status=ParticipantStatus.INVITED)
    link = event.online_link.encode()
    for person, has_link in ((registered, True), (invited, False)):
        url = reverse("workshops:participant-event-file", args=[token_for(person)])
        content = Client().get(url).content
        assert (link in content.replace(b"\r\n ", b"")) == has_link
    broken = reverse("workshops:participant-event-file", args=["x:y:z"])
    assert Client().get(broken).status_code == 404


def test_a_feed_needs_as_many_queries_for_many_events(
    officer: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        make_session(make_event(by=officer), by=officer)
    url = reverse("workshops:calendar-file", args=[feeds.renew(by=officer)])
    with django_assert_max_num_queries(8):
        assert len(entries(Client().get(url).content)) == 4
