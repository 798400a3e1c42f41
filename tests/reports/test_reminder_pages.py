"""The WhatsApp queue: texts, links, who may act, and quiet nights."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from halalportal.audit.models import AuditEntry
from reports.enums import ReminderStatus
from reports.models import Reminder
from reports.channels.wa_me import LONGEST_TEXT, whatsapp_text, whatsapp_url
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

NOON = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
ACTIONS = ("terkirim", "batalkan", "kirim-lagi")


def make_reminder(**fields: object) -> Reminder:
    return Reminder.objects.create(
        **{
            "key": f"returned-unanswered:{Reminder.objects.count()}",
            "rule_id": "returned-unanswered",
            "region": factories.make_region(factories.EAST_KUTAI),
            "recipient_name": "Maria Rekaan",
            "channel": "whatsapp",
            "address": "+6281255551234",
            "subject": "Perbaikan",
            "body": "Pengajuan PGJ-2026-0001 perlu diperbaiki: foto & label. https://a.id/p/ Ya?",
            "due_on": date(2026, 9, 7),
            "expires_on": date(2026, 9, 20),
        }
        | fields
    )


def get(user: User, url: str = "/pengingat/", at: datetime = NOON):  # type: ignore[no-untyped-def]
    with time_machine.travel(at, tick=False):
        return factories.client_for(user).get(url)


def post(user: User, reminder: Reminder, action: str):  # type: ignore[no-untyped-def]
    with time_machine.travel(NOON, tick=False):
        return factories.client_for(user).post(f"/pengingat/{reminder.pk}/{action}/")


def test_the_link_opens_whatsapp_with_the_whole_text(officer: User) -> None:
    reminder = make_reminder()
    item = get(officer).context["items"][0]
    parts = urlsplit(item.url)

    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/6281255551234")
    assert parse_qs(parts.query, strict_parsing=True) == {"text": [item.text]}
    assert item.text == (
        f"Selamat siang Maria Rekaan. Ini {officer.name} dari Disperindagkop Kalimantan Timur. "
        + reminder.body
    )
    assert len(item.text) <= LONGEST_TEXT


def test_the_page_opens_it_in_a_tab_of_its_own(officer: User) -> None:
    make_reminder()
    text = get(officer).content.decode()

    assert 'target="_blank"' in text
    assert 'rel="noopener"' in text
    assert "Buka WhatsApp (1/1)" in text


def test_no_link_at_night(officer: User) -> None:
    make_reminder()
    text = get(officer, at=datetime(2026, 9, 7, 14, 0, tzinfo=UTC)).content.decode()

    assert "wa.me/6281255551234" not in text
    assert "kirim mulai pukul 07.00" in text


def test_every_rule_text_stays_short_enough(officer: User) -> None:
    from importlib import import_module

    from reports.texts import fill

    values = {
        "nomor": "PGJ-2026-0412",
        "usaha": "Keripik Pisang Sinar Kutai Timur",
        "alasan": "Foto kemasan belum jelas atau belum ada.",
        "tautan": "https://halal.contoh.id/pengajuan/PGJ-2026-0412/",
        "batas": "28 November 2026",
        "kegiatan": "Bimbingan teknis label dan kemasan",
        "hari": "Rabu, 28 November 2026",
        "jam": "09.00 WITA",
        "tempat": "Aula Kantor Camat Sangatta Utara",
        "target": "Seratus hari kerja gubernur",
        "program": "Fasilitasi Self-Declare Kaltim 2026",
        "jumlah": "1.000",
    }
    for rule in import_module("reports.migrations.0003_reminder_rules").RULES:
        reminder = Reminder(
            body=fill(rule["body"], values),
            recipient_name="Maria Magdalena Rekaan",
            region=factories.make_region(factories.EAST_KUTAI),
        )
        text = whatsapp_text(reminder, officer.name, NOON)
        assert "{" not in text, rule["code"]
        assert len(text) <= LONGEST_TEXT, (rule["code"], len(text))


def test_a_landline_gets_no_link() -> None:
    assert whatsapp_url("+62541123456", "Halo") == ""


def test_marking_sent_is_logged_and_done_once(officer: User) -> None:
    reminder = make_reminder()

    post(officer, reminder, "terkirim")
    post(officer, reminder, "terkirim")

    reminder.refresh_from_db()
    assert (reminder.status, reminder.sent_by, reminder.sent_at) == (
        ReminderStatus.SENT,
        officer,
        NOON,
    )
    assert AuditEntry.objects.about(reminder).filter(action="reminder.sent").count() == 1
    assert get(officer).context["count"] == 0


def test_cancelling_takes_it_out(officer: User) -> None:
    reminder = make_reminder()

    response = post(officer, reminder, "batalkan")

    reminder.refresh_from_db()
    assert response.headers["Location"] == "/pengingat/"
    assert reminder.status == ReminderStatus.CANCELLED
    assert "Semua sudah diingatkan." in get(officer).content.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_a_stranger_finds_nothing(stranger: User, action: str) -> None:
    reminder = make_reminder(status=ReminderStatus.UNCERTAIN)

    assert post(stranger, reminder, action).status_code == 404
    assert reminder.recipient_name not in get(stranger).content.decode()
    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.UNCERTAIN


@pytest.mark.parametrize("action", ["", *(f"1/{action}/" for action in ACTIONS)])
def test_other_roles_are_refused(
    *, action: str, owner: User, companion: User, coordinator: User, head: User, auditor: User
) -> None:
    for user in (owner, companion, coordinator, head, auditor):
        client = factories.client_for(user)
        url = f"/pengingat/{action}"
        assert (client.post(url) if action else client.get(url)).status_code == 403
    assert Client().get("/pengingat/").status_code == 302


@pytest.mark.parametrize("action", ACTIONS)
def test_a_link_changes_nothing(officer: User, action: str) -> None:
    reminder = make_reminder()

    assert get(officer, f"/pengingat/{reminder.pk}/{action}/").status_code == 405


def test_somebody_else_was_faster(officer: User, province_officer: User) -> None:
    reminder = make_reminder()
    post(province_officer, reminder, "batalkan")

    client = factories.client_for(officer)
    response = client.post(f"/pengingat/{reminder.pk}/terkirim/", follow=True)

    assert "sudah terkirim atau dibatalkan" in response.content.decode()
    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.CANCELLED


def test_uncertain_emails_are_shown_with_a_masked_address(officer: User) -> None:
    reminder = make_reminder(
        channel="email", address="maria@contoh.id", status=ReminderStatus.UNCERTAIN
    )
    text = get(officer).content.decode()
    assert "m•••@contoh.id" in text
    assert "maria@contoh.id" not in text

    post(officer, reminder, "kirim-lagi")

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.QUEUED


def test_query_count_does_not_grow(officer: User, django_assert_max_num_queries: object) -> None:
    client = factories.client_for(officer)
    for _ in range(30):
        make_reminder()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/pengingat/")
