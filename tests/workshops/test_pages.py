"""The pages of events, as each role opens them, and what they cost."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests import factories
from tests.factories import client_for
from tests.workshops.making import join, join_person, make_event, make_session
from tests.workshops.pages import address
from workshops.enums import Mode
from workshops.models import Event, Session
from workshops.services import attendance


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


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
