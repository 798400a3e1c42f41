"""What a person changes before a reminder leaves: its words, its day, or all of a kind."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from halalportal.audit.models import AuditEntry
from reports.enums import Channel, DropReason, ReminderStatus
from reports.models import Reminder
from reports.services import delivery, reminders
from tests import factories
from tests.reports.conftest import Mailbox, MakeCase

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

NOON = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def waiting(province_officer: User, owner: User, make_case: MakeCase) -> Reminder:
    """A real one: a case came back three working days ago."""
    programme = factories.make_programme(by=province_officer)
    make_case(
        factories.make_business(owner=owner), programme, by=province_officer, since=NOON - 5 * DAY
    )
    reminders.queue_due(now=NOON)
    return Reminder.objects.get()


def post(user: User, url: str, data: dict[str, str] | None = None) -> Any:
    with time_machine.travel(NOON, tick=False):
        return factories.client_for(user).post(url, data or {})


def edit(user: User, reminder: Reminder, body: str) -> Any:
    return post(user, f"/pengingat/{reminder.pk}/ubah/", {"subject": "Perihal baru", "body": body})


def test_own_words_stay_and_are_noted(waiting: Reminder, officer: User) -> None:
    assert edit(officer, waiting, "Foto kemasan Ibu sudah kami lihat.").status_code == 302
    reminders.queue_due(now=NOON + timedelta(hours=1))

    waiting.refresh_from_db()
    assert (waiting.subject, waiting.body) == ("Perihal baru", "Foto kemasan Ibu sudah kami lihat.")
    assert (waiting.edited_by, waiting.edited_at) == (officer, NOON)
    entry = AuditEntry.objects.about(waiting).get(action="reminder.edited")
    assert "Foto" not in str(entry.data)
    page = factories.client_for(officer).get(f"/pengingat/{waiting.pk}/").content.decode()
    assert f"Teks diubah oleh {officer.name}" in page


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("Halo {nomor}", "Ganti {nomor} dengan kata biasa."),
        ("Lihat https://jahat.example/a", "Hapus tautan ke luar portal."),
        ("Lihat www.jahat.example", "Hapus tautan ke luar portal."),
        ("a" * 2001, "Persingkat sampai paling banyak 2000 huruf."),
        ("", "Tulis teksnya."),
    ],
)
def test_words_that_cannot_be_sent_are_refused(
    waiting: Reminder, officer: User, body: str, says: str
) -> None:
    before = waiting.body
    response = edit(officer, waiting, body)

    assert response.status_code == 422
    assert says in response.content.decode()
    waiting.refresh_from_db()
    assert (waiting.body, waiting.edited_at) == (before, None)


def test_a_whatsapp_message_stays_short(waiting: Reminder, officer: User) -> None:
    Reminder.objects.update(channel=Channel.WHATSAPP, address="+6281255551234")

    assert edit(officer, waiting, "a" * 251).status_code == 422
    assert edit(officer, waiting, "a" * 250).status_code == 302


def test_its_own_link_may_stay(waiting: Reminder, officer: User) -> None:
    link = waiting.body.split("tautan ini: ")[1].split()[0]

    assert edit(officer, waiting, f"Perbaiki di sini: {link}").status_code == 302


def test_put_off_it_leaves_on_that_morning(
    waiting: Reminder, officer: User, mail_server: Mailbox
) -> None:
    url = f"/pengingat/{waiting.pk}/tunda/"
    assert post(officer, url, {"day": "10/09/2026"}).status_code == 302

    for days, letters in ((1, 0), (2, 0), (3, 1)):
        with time_machine.travel(NOON + days * DAY, tick=False):
            delivery.send(reminder_id=waiting.pk)
        assert len(mail_server.letters) == letters
    assert AuditEntry.objects.about(waiting).filter(action="reminder.put_off").exists()


@pytest.mark.parametrize("day", ["07/09/2026", "01/09/2026", "30/12/2026", "besok"])
def test_a_day_that_helps_nobody_is_refused(waiting: Reminder, officer: User, day: str) -> None:
    response = post(officer, f"/pengingat/{waiting.pk}/tunda/", {"day": day})

    assert response.status_code == 422
    waiting.refresh_from_db()
    assert waiting.leaves_on is None


def test_the_rule_takes_an_edited_one_back_too(waiting: Reminder, officer: User) -> None:
    edit(officer, waiting, "Teks sendiri.")
    waiting.refresh_from_db()
    assert waiting.application
    waiting.application.status = "submitted"
    waiting.application.save(update_fields=["status"])
    reminders.queue_due(now=NOON + DAY)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.drop_reason) == (ReminderStatus.CANCELLED, DropReason.MOOT)


def test_an_occasion_that_comes_back_is_told_and_a_cancelled_one_is_not(
    waiting: Reminder, officer: User
) -> None:
    case = waiting.application
    assert case
    for status in ("submitted", "returned"):
        case.status = status
        case.save(update_fields=["status"])
        reminders.queue_due(now=NOON + DAY)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.drop_reason) == (ReminderStatus.QUEUED, "")

    post(officer, f"/pengingat/{waiting.pk}/batalkan/")
    reminders.queue_due(now=NOON + 2 * DAY)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.drop_reason) == (ReminderStatus.CANCELLED, DropReason.PERSON)


def test_words_that_changed_are_rewritten(waiting: Reminder) -> None:
    assert waiting.application
    business = waiting.application.business
    business.name = "Keripik Nama Baru"
    business.save(update_fields=["name"])
    reminders.queue_due(now=NOON + timedelta(minutes=1))

    waiting.refresh_from_db()
    assert "Keripik Nama Baru" in waiting.body
    assert waiting.edited_at is None


def make_many(region: str, rule: str, count: int) -> list[Reminder]:
    return [
        Reminder.objects.create(
            key=f"offer-unanswered:{rule}:{region}:{number}",
            rule_id=rule,
            region=factories.make_region(region),
            recipient_name="Ibu Rekaan",
            channel=Channel.WHATSAPP,
            address="+6281255551234",
            subject="Perihal",
            body="Isi",
            due_on=date(2026, 9, 7),
            expires_on=date(2026, 9, 20),
        )
        for number in range(count)
    ]


def test_all_of_a_kind_are_cancelled_after_a_question(
    officer: User, province_officer: User
) -> None:
    mine = make_many(factories.EAST_KUTAI, "target-due", 3)
    elsewhere = make_many(factories.SAMARINDA, "target-due", 2)
    other = make_many(factories.EAST_KUTAI, "event-tomorrow", 1)
    url = "/pengingat/batalkan/?aturan=target-due"

    page = factories.client_for(officer).get(url).content.decode()
    assert "Batalkan 3 pengingat?" in page
    assert Reminder.objects.waiting().count() == 6
    assert post(officer, url).status_code == 302

    waiting = set(Reminder.objects.waiting().values_list("pk", flat=True))
    assert waiting == {row.pk for row in [*elsewhere, *other]}
    entry = AuditEntry.objects.about(mine[0]).get(action="reminder.cancelled")
    assert (entry.actor, entry.data["together"]) == (officer, 3)


def test_without_a_kind_nothing_is_cancelled(officer: User) -> None:
    make_many(factories.EAST_KUTAI, "target-due", 2)

    assert post(officer, "/pengingat/batalkan/").status_code == 302
    assert Reminder.objects.waiting().count() == 2


@pytest.mark.parametrize("action", ["ubah", "tunda"])
def test_who_may_change_it(
    waiting: Reminder, stranger: User, owner: User, officer: User, action: str
) -> None:
    url = f"/pengingat/{waiting.pk}/{action}/"
    data = {"subject": "Baru", "body": "Baru.", "day": "10/09/2026"}

    assert post(stranger, url, data).status_code == 404
    assert post(owner, url, data).status_code == 403
    assert Client().post(url, data).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.edited_at, waiting.leaves_on) == (None, None)
    assert post(officer, url, data).status_code == 302


def test_what_has_left_is_not_changed(waiting: Reminder, officer: User) -> None:
    Reminder.objects.update(status=ReminderStatus.SENT, sent_at=NOON)

    response = edit(officer, waiting, "Terlambat.")

    assert response.headers["Location"] == "/pengingat/"
    waiting.refresh_from_db()
    assert waiting.body != "Terlambat."
