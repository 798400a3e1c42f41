"""What waits in WhatsApp for one number is one message, and shares its fate."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.models import UnreachablePhone
from reports.channels.wa_me import HELP, HOW_TO_STOP, LONGEST_JOINED
from reports.enums import Channel, DropReason, ReminderStatus, TapAnswer
from reports.invariants import carried_to_somebody_else
from reports.models import Reminder, Tap, WhatsAppMessage
from reports.selectors.sent import sent_by_address
from reports.services import reminder_queue, reminders
from reports.services.whatsapp import taps
from tests import factories
from tests.reports.tapping import OTHER, PAGE, claim, post, say, shown, statuses, turn
from tests.reports.whatsapp import NOON, PHONE, make_reminder

pytestmark = pytest.mark.django_db


def test_one_person_gets_one_text_with_the_points_one_under_the_other(officer: User) -> None:
    say("kedua")
    say("pertama", expires_on=date(2026, 9, 8))
    say("lain", address=OTHER, due_on=date(2026, 9, 8))
    claim(officer)
    message = turn(officer)

    assert message.text == (
        f"Selamat siang Maria Rekaan. Ini {officer.name} dari Disperindagkop Kalimantan Timur. "
        "Ada 2 hal untuk Anda.\n\n"
        "1. Soal pertama. Lihat http://localhost:8000/pertama/\n\n"
        "2. Soal kedua. Lihat http://localhost:8000/kedua/\n\n"
        f"{HELP} {HOW_TO_STOP}"
    )
    assert parse_qs(urlsplit(message.url).query)["text"] == [message.text]
    assert (message.position, message.total) == (1, 2)


def test_one_tap_settles_all_of_them_and_the_log_keeps_each(officer: User) -> None:
    rows = [say("satu"), say("dua"), say("tiga")]
    lead = claim(officer)
    post(officer, f"{lead.pk}/dibuka")
    post(officer, f"{lead.pk}/terkirim")

    first, *carried = Reminder.objects.order_by("pk")
    assert [first, *carried] == rows
    assert {row.status for row in (first, *carried)} == {ReminderStatus.SENT}
    assert {row.sent_by for row in (first, *carried)} == {officer}
    assert (first.lead, {row.lead for row in carried}) == (None, {first})
    assert Tap.objects.filter(answer=TapAnswer.SENT, opened_at=NOON).count() == 3
    for row in rows:
        assert AuditEntry.objects.about(row).get().action == "reminder.sent"
    # One message reached the person, not three.
    assert len(sent_by_address([PHONE], NOON)[PHONE]) == 1
    assert list(carried_to_somebody_else()) == []
    page = shown(officer, page=f"/pengingat/{carried[0].pk}/")
    assert "satu pesan dengan" in page


def test_what_finds_no_room_is_counted(officer: User) -> None:
    for number in range(9):
        make_reminder(body=f"{number} " + "kata " * 45 + "http://localhost:8000/x/")
    lead = claim(officer)
    text = turn(officer).text

    assert len(text) <= LONGEST_JOINED
    assert "Ada 9 hal untuk Anda." in text
    shown = text.count("http://localhost:8000/x/")
    assert shown >= 2
    assert f"dan {9 - shown} hal lain di portal: http://localhost:8000/" in text
    assert text.endswith(HOW_TO_STOP)
    post(officer, f"{lead.pk}/terkirim")
    assert statuses() == {ReminderStatus.SENT}


def test_a_number_of_two_people_says_for_whom(officer: User) -> None:
    say("satu")
    say("dua", recipient_name="Yosef Rekaan")
    lead = claim(officer)
    assert "2. Untuk Yosef Rekaan: Soal dua." in turn(officer).text

    post(officer, f"{lead.pk}/terkirim")
    assert list(carried_to_somebody_else()) == []
    Reminder.objects.filter(subject="dua").update(channel=Channel.EMAIL)
    assert len(list(carried_to_somebody_else())) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"address": OTHER},
        {"leaves_on": date(2026, 9, 9)},
        {"channel": Channel.CLOUD},
        {"status": ReminderStatus.CANCELLED},
    ],
)
def test_what_does_not_belong_stays_out(officer: User, other: dict[str, object]) -> None:
    say("satu")
    say("dua", **other)
    claim(officer)

    assert "Soal dua" not in turn(officer).text
    assert Tap.objects.count() == 1


def test_an_officer_joins_what_is_the_own_region_only(officer: User) -> None:
    say("satu")
    say("dua", region=factories.make_region(factories.SAMARINDA))
    post(officer, f"{claim(officer).pk}/terkirim")

    assert Reminder.objects.get(subject="dua").status == ReminderStatus.QUEUED


def test_a_wrong_number_reaches_with_none_of_them(officer: User) -> None:
    say("satu")
    say("dua")
    post(officer, f"{claim(officer).pk}/nomor-salah")

    assert set(Reminder.objects.values_list("drop_reason", flat=True)) == {DropReason.NUMBER}
    assert UnreachablePhone.objects.count() == 1


def test_skipped_and_put_off_until_tomorrow_together(officer: User) -> None:
    say("satu")
    say("dua")
    post(officer, f"{claim(officer).pk}/lewati")
    assert len(turn(officer).reminders) == 2
    post(officer, f"{claim(officer).pk}/besok")

    assert set(Reminder.objects.values_list("leaves_on", flat=True)) == {date(2026, 9, 8)}
    claim(officer, NOON + timedelta(days=1))
    assert len(turn(officer, NOON + timedelta(days=1)).reminders) == 2


def test_when_a_part_is_of_no_use_tomorrow_nothing_is_put_off(officer: User) -> None:
    say("satu")
    say("dua", expires_on=date(2026, 9, 7))
    lead = claim(officer)
    post(officer, f"{lead.pk}/besok")

    assert set(Reminder.objects.values_list("leaves_on", flat=True)) == {None}
    assert len(turn(officer).reminders) == 2


@pytest.mark.parametrize("subject", ["satu", "dua"])
def test_each_can_be_cancelled_on_its_own(officer: User, subject: str) -> None:
    say("satu")
    say("dua")
    lead = claim(officer)
    post(officer, f"{lead.pk}/dibuka")
    gone = Reminder.objects.get(subject=subject)
    reminders.cancel(reminder=gone, by=officer)
    assert f"Soal {subject}" not in turn(officer).text
    # Another officer's page looks for stale claims; what is in WhatsApp stays in this one's hand.
    taps.release_stale(now=NOON)
    post(officer, f"{lead.pk}/terkirim")

    gone.refresh_from_db()
    [sent] = Reminder.objects.filter(status=ReminderStatus.SENT)
    assert (gone.status, gone.drop_reason) == (ReminderStatus.CANCELLED, DropReason.PERSON)
    assert (sent.lead, sent.subject != subject) == (None, True)
    assert not Tap.objects.filter(answer="").exists()


@pytest.mark.parametrize("subject", ["satu", "dua"])
def test_each_can_be_put_off_on_its_own(officer: User, subject: str) -> None:
    say("satu")
    say("dua")
    claim(officer)
    later = Reminder.objects.get(subject=subject)
    with time_machine.travel(NOON, tick=False):
        reminder_queue.put_off(reminder=later, day=date(2026, 9, 9), by=officer)
    lead = claim(officer)
    assert [row.subject == subject for row in turn(officer).reminders] == [False]
    post(officer, f"{lead.pk}/terkirim")

    later.refresh_from_db()
    assert later.status == ReminderStatus.QUEUED
    assert Reminder.objects.filter(status=ReminderStatus.SENT).count() == 1


def test_a_part_of_a_message_is_answered_with_the_whole(officer: User) -> None:
    say("satu")
    say("dua")
    claim(officer)
    carried = Tap.objects.get(lead__isnull=False)
    post(officer, f"{carried.pk}/terkirim")

    assert statuses() == {ReminderStatus.QUEUED}


def test_the_page_shows_what_is_in_the_message(officer: User) -> None:
    say("satu")
    refused = say("dua")
    WhatsAppMessage.objects.create(reminder=refused, state="failed", error_code=131026)
    claim(officer)
    page = shown(officer)

    assert "2 hal dalam satu pesan" in page
    assert "<br><br>2. Soal dua." in page
    assert f'href="/pengingat/{refused.pk}/"' in page
    assert "mungkin tidak ada WhatsApp" in page
    assert "Simpan teks" not in page


def test_the_counts_are_of_messages(officer: User) -> None:
    for number in range(3):
        say(f"soal-{number}")
    say("lain", address=OTHER)
    assert "2 pesan menunggu Anda." in shown(officer)
    assert "Kirim lewat WhatsApp (2)" in shown(officer, page="/pengingat/")

    post(officer, f"{claim(officer).pk}/terkirim")
    message = turn(officer)
    assert (message.position, message.total) == (2, 2)


def test_the_page_asks_a_constant_number_of_times(
    officer: User, django_assert_max_num_queries: object
) -> None:
    client = factories.client_for(officer)
    for number in range(30):
        say(f"soal-{number}")
    claim(officer)
    with time_machine.travel(NOON), django_assert_max_num_queries(18):  # type: ignore[operator]
        client.get(PAGE)


def test_the_longest_message_fits_the_address_of_every_browser(officer: User) -> None:
    for _ in range(9):
        make_reminder(body="é – ” " * 40)
    claim(officer)

    assert len(turn(officer).url) < 8_000
