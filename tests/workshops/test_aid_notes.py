"""What help people need: sealed, for the organiser alone, gone after a month."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.schedule import BEAT_SCHEDULE
from tests.factories import client_for
from tests.workshops.making import join, make_event
from workshops.models import AidNote, Event, Participant
from workshops.services import aid_notes, participants
from workshops.tasks import sweep_aid_notes

MONTH = datetime.timedelta(days=30)


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def person(event: Event, officer: User, owner: User) -> Participant:
    person = join(event, by=officer, owner=owner, owner_name="Ani Contoh")
    aid_notes.keep(person, "Kursi roda")
    return person


def page(event: Event) -> str:
    return reverse("workshops:aid-note-list", args=[event.pk])


def test_the_organiser_reads_it_and_that_is_on_record(
    event: Event, person: Participant, officer: User
) -> None:
    assert b"Kursi" not in bytes(AidNote.objects.get().sealed)
    client = client_for(officer)
    detail = client.get(reverse("workshops:event-detail", args=[event.pk])).text
    assert "1 peserta menulis kebutuhan bantuan" in detail
    assert "Kursi roda" not in detail
    text = client.get(page(event)).text
    assert "Ani Contoh" in text
    assert "Kursi roda" in text
    assert AuditEntry.objects.filter(action="aid_notes.read", actor_id=officer.pk).exists()


@pytest.mark.usefixtures("person")
def test_nobody_else_reads_it(
    event: Event, stranger: User, owner: User, head: User, admin_user: User
) -> None:
    assert client_for(stranger).get(page(event)).status_code == 404
    for user in (owner, head, admin_user):
        assert client_for(user).get(page(event)).status_code == 403
    assert Client().get(page(event)).status_code == 302
    for user in (stranger, owner, head):
        with pytest.raises(PermissionDenied):
            aid_notes.read_all(event=event, by=user)


def test_who_declined_needs_nothing(event: Event, person: Participant, officer: User) -> None:
    participants.decline(participant=person, by=officer)
    assert "Kursi roda" not in client_for(officer).get(page(event)).text


def test_an_empty_note_takes_the_old_one_away(person: Participant) -> None:
    aid_notes.keep(person, "Juru bahasa isyarat")
    assert AidNote.objects.count() == 1
    aid_notes.keep(person, "")
    assert not AidNote.objects.exists()


def test_notes_are_gone_a_month_after_the_event(event: Event, person: Participant) -> None:
    with time_machine.travel(event.ends_at + MONTH, tick=False):
        assert sweep_aid_notes() == 0
    with time_machine.travel(event.ends_at + MONTH + datetime.timedelta(seconds=1), tick=False):
        assert sweep_aid_notes() == 1
        assert sweep_aid_notes() == 0
    assert Participant.objects.filter(pk=person.pk).exists()
    assert sweep_aid_notes.name in {entry["task"] for entry in BEAT_SCHEDULE.values()}
