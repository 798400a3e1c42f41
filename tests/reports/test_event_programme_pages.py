"""An officer says which programme an event belongs to; the province sets its rules."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from certification.models import Programme
from halalportal.audit.models import AuditEntry
from reports.models import EventProgramme, ProgrammeReminderRule
from reports.services import event_programmes
from tests import factories
from tests.reports.event_rules import restore
from tests.workshops.making import make_event
from workshops.models import Event
from workshops.services import copying

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def programme(province_officer: User) -> Programme:
    restore()
    return factories.make_programme(by=province_officer)


@pytest.fixture
def event(officer: User, programme: Programme) -> Event:
    found = make_event(by=officer)
    event_programmes.put_into(event=found, programme=programme, by=officer)
    return found


def choose(user: User, event: Event, programme: Programme | None) -> Any:
    data = {"programme": programme.pk if programme else ""}
    return factories.client_for(user).post(f"/laporan/kegiatan/{event.pk}/program/", data)


def test_a_copy_belongs_to_the_programme_of_its_source(
    event: Event, programme: Programme, officer: User
) -> None:
    twin = copying.copy(event=event, by=officer, today=date(2026, 9, 8))

    assert EventProgramme.objects.get(event=twin).programme == programme
    EventProgramme.objects.filter(event=event).delete()
    again = copying.copy(event=event, by=officer, today=date(2026, 9, 8))
    assert not EventProgramme.objects.filter(event=again).exists()


def test_an_officer_of_the_event_chooses(event: Event, programme: Programme, officer: User) -> None:
    assert choose(officer, event, None).status_code == 302
    assert not EventProgramme.objects.exists()
    assert choose(officer, event, programme).status_code == 302
    assert EventProgramme.objects.get(event=event).programme == programme
    entries = AuditEntry.objects.about(event).filter(action="event.programme_set")
    assert [entry.data["programme"] for entry in entries.order_by("pk")] == [
        programme.pk,
        None,
        programme.pk,
    ]
    client = factories.client_for(officer)
    assert f"/laporan/kegiatan/{event.pk}/program/" in (
        client.get(f"/kegiatan/{event.pk}/aturan/").content.decode()
    )
    page = client.get(f"/laporan/kegiatan/{event.pk}/program/").content.decode()
    assert f'<option value="{programme.pk}" selected' in page


def test_nobody_else_chooses(
    event: Event, programme: Programme, stranger: User, owner: User, head: User
) -> None:
    for user, status in ((stranger, 404), (owner, 403), (head, 403)):
        assert choose(user, event, None).status_code == status
        page = factories.client_for(user).get(f"/laporan/kegiatan/{event.pk}/program/")
        assert page.status_code == status
    assert Client().get(f"/laporan/kegiatan/{event.pk}/program/").status_code == 302
    assert EventProgramme.objects.get(event=event).programme == programme


def test_a_programme_elsewhere_is_not_offered(
    event: Event, programme: Programme, officer: User
) -> None:
    Programme.objects.filter(pk=programme.pk).update(region=factories.make_region("53"))
    EventProgramme.objects.all().delete()

    assert choose(officer, event, programme).status_code == 422
    assert not EventProgramme.objects.exists()


def test_the_page_of_rules_names_them_with_their_events(
    event: Event, programme: Programme, province_officer: User
) -> None:
    client = factories.client_for(province_officer)
    page = client.get(f"/laporan/{programme.slug}/pengingat/").content.decode()
    assert "Kegiatan besok" in page
    assert "Undangan kegiatan belum dijawab" in page
    assert f'href="/kegiatan/{event.pk}/"' in page

    url = f"/laporan/{programme.slug}/pengingat/event-tomorrow/"
    assert "Bimtek Label pada Sabtu, 28 November 2026" in client.get(url).content.decode()
    data = {
        "is_active": "on",
        "days": "2",
        "day_basis": "working",
        "subject": "Sebentar lagi: {kegiatan}",
        "body": "Datang ke {tempat} {hari} pukul {jam}. {tautan}",
    }
    assert client.post(url, data).status_code == 302
    own = ProgrammeReminderRule.objects.get()
    assert (own.rule_id, own.offset_days, own.programme) == ("event-tomorrow", -2, programme)
