"""Reminders that a person writes for applications ticked in the list."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from certification.models import Application, Programme
from halalportal.audit.models import AuditEntry
from halalportal.outbox.models import Entry
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder
from reports.services import reminders
from tests import factories
from tests.reports.conftest import MakeCase

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

NOON = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
TEXT = "Mohon lengkapi foto kemasan sebelum hari Jumat."


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return factories.make_programme(by=province_officer)


@pytest.fixture
def cases(
    programme: Programme, owner: User, province_officer: User, make_case: MakeCase
) -> list[Application]:
    """An owner with e-mail, one with a phone, one with neither."""
    businesses = [
        factories.make_business(owner=owner),
        factories.make_business(phone="+6281255550001"),
        factories.make_business(name="Usaha Tanpa Kontak"),
    ]
    return [
        make_case(each, programme, by=province_officer, status="submitted") for each in businesses
    ]


def url(cases: list[Application]) -> str:
    return "/pengingat/tulis/?" + "&".join(f"nomor={case.number}" for case in cases)


def write(user: User, address: str, batch: uuid.UUID | None = None, **data: str) -> Any:
    values = {"text": TEXT, "batch": str(batch or uuid.uuid4())} | data
    with time_machine.travel(NOON, tick=False):
        return factories.client_for(user).post(address, values)


def test_each_owner_who_can_be_reached_waits_in_the_queue(
    cases: list[Application], officer: User
) -> None:
    page = factories.client_for(officer).get(url(cases)).content.decode()
    assert "Usaha Tanpa Kontak" in page
    assert "1 pemilik tidak punya email atau nomor HP" in page

    assert write(officer, url(cases)).headers["Location"] == "/pengingat/"

    mail, phone = Reminder.objects.filter(rule="manual").order_by("channel")
    assert (mail.channel, phone.channel) == (Channel.EMAIL, Channel.WHATSAPP)
    assert mail.application == cases[0]
    assert mail.body.startswith(TEXT)
    assert mail.body.endswith(f"/pengajuan/{cases[0].number}/")
    assert Entry.objects.waiting().filter(payload={"reminder_id": mail.pk}).exists()
    entry = AuditEntry.objects.about(mail).get(action="reminder.written")
    assert (entry.actor, entry.data["together"]) == (officer, 2)


def test_they_stay_though_no_rule_makes_them_due(cases: list[Application], officer: User) -> None:
    write(officer, url(cases))
    reminders.queue_due(now=NOON)

    found = Reminder.objects.filter(rule="manual")
    assert {row.status for row in found} == {ReminderStatus.QUEUED}


def test_pressing_twice_queues_once(cases: list[Application], officer: User) -> None:
    batch = uuid.uuid4()
    for _ in range(2):
        write(officer, url(cases), batch)

    assert Reminder.objects.filter(rule="manual").count() == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Tulis teksnya."),
        ("Halo {nama}", "Ganti {nama} dengan kata biasa."),
        ("Buka https://jahat.example", "Hapus tautan ke luar portal."),
        ("a" * 300, "Persingkat sampai paling banyak"),
    ],
)
def test_bad_texts_are_refused(
    cases: list[Application], officer: User, text: str, says: str
) -> None:
    response = write(officer, url(cases), text=text)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert Reminder.objects.count() == 0


def test_thirty_need_a_second_look(
    programme: Programme, officer: User, province_officer: User, make_case: MakeCase
) -> None:
    for number in range(30):
        business = factories.make_business(email=f"usaha{number}@contoh.id")
        make_case(business, programme, by=province_officer, status="submitted")
    address = f"/pengingat/tulis/?semua=1&program={programme.slug}&status=submitted"

    refused = write(officer, address)
    assert "Centang bila teks dan jumlahnya sudah benar." in refused.content.decode()
    assert Reminder.objects.count() == 0
    assert write(officer, address, sure="on").status_code == 302
    assert Reminder.objects.count() == 30


def test_whoever_does_not_see_the_case_writes_to_nobody(
    cases: list[Application], stranger: User, owner: User, companion: User, head: User
) -> None:
    response = write(stranger, url(cases))
    assert response.headers["Location"] == "/pengajuan/"
    for user in (owner, companion, head):
        assert write(user, url(cases)).status_code == 403
    assert Client().get(url(cases)).status_code == 302
    assert Reminder.objects.count() == 0


def test_an_lp3h_writes_about_its_own_cases_alone(
    cases: list[Application], coordinator: User
) -> None:
    organisation = coordinator.memberships.get().organisation
    Application.objects.filter(pk=cases[0].pk).update(organisation=organisation)

    write(coordinator, url(cases))

    assert [row.application for row in Reminder.objects.all()] == [cases[0]]


def test_the_list_of_applications_leads_here(
    cases: list[Application], officer: User, owner: User
) -> None:
    page = factories.client_for(officer).get("/pengajuan/?status=submitted").content.decode()
    assert 'action="/pengingat/tulis/"' in page
    assert f'value="{cases[0].number}"' in page
    assert "/pengingat/tulis/?semua=1&amp;status=submitted" in page
    assert (
        "/pengingat/tulis/" not in factories.client_for(owner).get("/pengajuan/").content.decode()
    )
