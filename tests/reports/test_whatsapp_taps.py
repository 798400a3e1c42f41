"""Sending by hand: one officer one message, what came of it, and what follows."""

import threading
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client

from accounts.models import User
from ikm.models import UnreachablePhone
from reports.enums import Channel, DropReason, ReminderStatus, TapAnswer
from reports.models import OptOut, Reminder, Tap, WhatsAppMessage
from reports.services import reminders
from reports.services.whatsapp import taps
from tests import factories
from tests.reports.whatsapp import NOON, PHONE, make_reminder

pytestmark = pytest.mark.django_db

PAGE = "/pengingat/whatsapp/"
NIGHT = datetime(2026, 9, 7, 14, 30, tzinfo=UTC)
ANSWERS = ("terkirim", "nomor-salah", "tanpa-whatsapp", "besok", "lewati", "tidak-mau")
OTHERS = ("dibuka", "teks", "nomor-benar")


def get(user: User, at: datetime = NOON):  # type: ignore[no-untyped-def]
    with time_machine.travel(at, tick=False):
        return factories.client_for(user).get(PAGE)


def post(user: User, action: str, at: datetime = NOON, **data: str):  # type: ignore[no-untyped-def]
    with time_machine.travel(at, tick=False):
        return factories.client_for(user).post(f"{PAGE}{action}/", data)


def claim(user: User, at: datetime = NOON) -> Tap:
    post(user, "mulai", at)
    return Tap.objects.get(by=user, answer="", lead=None)


def test_the_link_opens_whatsapp_with_the_whole_text(officer: User) -> None:
    reminder = make_reminder()
    claim(officer)
    turn = get(officer).context["turn"]
    parts = urlsplit(turn.url)

    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", f"/{PHONE[1:]}")
    assert parse_qs(parts.query, strict_parsing=True) == {"text": [turn.text]}
    assert turn.text == (
        f"Selamat siang Maria Rekaan. Ini {officer.name} dari Disperindagkop Kalimantan Timur. "
        f"{reminder.body} Balas STOP bila tidak mau diingatkan."
    )


def test_only_the_first_message_to_a_number_says_how_to_stop(officer: User) -> None:
    make_reminder()
    make_reminder(status=ReminderStatus.SENT, sent_at=NOON - timedelta(days=9))
    claim(officer)

    assert "STOP" not in get(officer).context["turn"].text


def test_the_page_shows_a_name_and_a_masked_number(officer: User) -> None:
    make_reminder()
    claim(officer)
    text = get(officer).content.decode()

    assert "Maria Rekaan" in text
    assert PHONE[-8:-4] not in text.split("wa.me")[0]
    assert "Buka WhatsApp (1/1)" in text
    assert 'target="_blank"' in text
    assert 'rel="noopener"' in text


def test_thirty_messages_are_two_taps_each_and_counted(officer: User) -> None:
    for number in range(3):
        make_reminder(address=f"+62834000097{number:02}")
    post(officer, "mulai")
    seen = []
    for place in (1, 2, 3):
        turn = get(officer).context["turn"]
        assert (turn.position, turn.total) == (place, 3)
        seen.append(turn.tap.reminder_id)
        post(officer, f"{turn.tap.pk}/dibuka")
        post(officer, f"{turn.tap.pk}/terkirim")

    assert len(set(seen)) == 3
    assert "Semua sudah diingatkan." in get(officer).content.decode()
    sent = Reminder.objects.filter(status=ReminderStatus.SENT, sent_by=officer, sent_at=NOON)
    assert sent.count() == 3
    opened = Tap.objects.filter(answer=TapAnswer.SENT, opened_at=NOON, answered_at=NOON)
    assert opened.count() == 3


def test_opening_the_page_takes_nothing(officer: User) -> None:
    make_reminder()

    assert "1 pesan menunggu Anda." in get(officer).content.decode()
    assert not Tap.objects.exists()


def test_two_officers_never_get_the_same_one(officer: User, province_officer: User) -> None:
    first, second = make_reminder(), make_reminder(address="+6283400009802")
    mine, theirs = claim(officer), claim(province_officer)

    assert {mine.reminder, theirs.reminder} == {first, second}
    assert post(officer, f"{theirs.pk}/terkirim").status_code == 404
    post(officer, f"{mine.pk}/terkirim")
    assert "Sisanya sedang dikirim petugas lain." in get(officer).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_officers_in_the_same_moment(officer: User, province_officer: User) -> None:
    make_reminder()
    barrier = threading.Barrier(2)
    found: list[Tap | None] = []

    def take(user: User) -> None:
        barrier.wait()
        found.append(taps.claim(by=user, now=NOON))
        connection.close()

    threads = [threading.Thread(target=take, args=[u]) for u in (officer, province_officer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(tap is None for tap in found) == [False, True]


def test_a_claim_ends_by_itself(officer: User, province_officer: User) -> None:
    make_reminder()
    old = claim(officer)
    later = NOON + taps.HOLD + timedelta(seconds=1)
    new = claim(province_officer, later)
    old.refresh_from_db()
    response = post(officer, f"{old.pk}/terkirim", later)

    assert old.answer == TapAnswer.EXPIRED
    assert response.headers["Location"] == PAGE
    assert Tap.objects.get(answer="") == new
    assert new.reminder.status == ReminderStatus.QUEUED


def test_an_opened_one_is_held_longer(officer: User, province_officer: User) -> None:
    make_reminder()
    tap = claim(officer)
    post(officer, f"{tap.pk}/dibuka")
    post(province_officer, "mulai", NOON + taps.HOLD + timedelta(seconds=1))

    assert Tap.objects.get(answer="") == tap


@pytest.mark.parametrize(
    ("action", "problem"), [("nomor-salah", "wrong"), ("tanpa-whatsapp", "no_whatsapp")]
)
def test_a_number_that_reaches_nobody_becomes_a_gap(
    officer: User, action: str, problem: str
) -> None:
    reminder = make_reminder()
    business = factories.make_business(phone=PHONE)
    tap = claim(officer)
    post(officer, f"{tap.pk}/{action}")

    reminder.refresh_from_db()
    assert (reminder.status, reminder.drop_reason) == (ReminderStatus.CANCELLED, DropReason.NUMBER)
    assert UnreachablePhone.objects.get().problem == problem
    page = factories.client_for(officer).get(f"/usaha/{business.pk}/").content.decode()
    assert "Nomor HP salah" in page or "tidak ada WhatsApp" in page

    assert "Nomornya benar" in get(officer).content.decode()
    post(officer, f"{tap.pk}/nomor-benar")
    assert not UnreachablePhone.objects.exists()


def test_tomorrow_it_is_there_again(officer: User) -> None:
    reminder = make_reminder()
    post(officer, f"{claim(officer).pk}/besok")

    assert "Semua sudah diingatkan." in get(officer).content.decode()
    assert claim(officer, NOON + timedelta(days=1)).reminder == reminder


def test_what_is_of_no_use_tomorrow_is_not_put_off(officer: User) -> None:
    make_reminder(expires_on=date(2026, 9, 7))
    tap = claim(officer)
    response = post(officer, f"{tap.pk}/besok")

    assert response.headers["Location"] == PAGE
    tap.refresh_from_db()
    assert tap.answer == ""
    assert tap.reminder.leaves_on is None


def test_skipping_puts_it_last(officer: User) -> None:
    first, second = make_reminder(), make_reminder(address="+6283400009802")
    post(officer, f"{claim(officer).pk}/lewati")
    assert Tap.objects.get(answer="").reminder == second

    post(officer, f"{Tap.objects.get(answer='').pk}/terkirim")
    assert Tap.objects.get(answer="").reminder == first


def test_who_wants_none_gets_none(officer: User) -> None:
    first, second = make_reminder(), make_reminder()
    post(officer, f"{claim(officer).pk}/tidak-mau")

    opt_out = OptOut.objects.in_force().get()
    assert (opt_out.address, opt_out.noted_by) == (PHONE, officer)
    for reminder in (first, second):
        reminder.refresh_from_db()
        assert reminder.drop_reason == DropReason.OPTED_OUT
    assert get(officer).context["turn"] is None


def test_own_words_replace_the_body_only(officer: User) -> None:
    reminder = make_reminder()
    tap = claim(officer)
    post(officer, f"{tap.pk}/teks", text="Bu Maria, fotonya buram.\nTerima kasih.")

    reminder.refresh_from_db()
    turn = get(officer).context["turn"]
    assert reminder.edited_by == officer
    assert "Selamat siang Maria Rekaan." in turn.text
    assert "Bu Maria, fotonya buram." in turn.text


@pytest.mark.parametrize("text", ["", "Lihat https://jahat.example/x", "Halo {nama}", "x" * 900])
def test_words_that_cannot_be_sent_are_refused(officer: User, text: str) -> None:
    reminder = make_reminder()
    tap = claim(officer)
    response = post(officer, f"{tap.pk}/teks", text=text)

    assert response.status_code == 422
    reminder.refresh_from_db()
    assert reminder.edited_at is None


def test_night_and_a_third_message_are_warned_of(officer: User) -> None:
    make_reminder()
    claim(officer, NIGHT)
    at_night = get(officer, NIGHT).content.decode()
    assert "sekarang malam" in at_night
    assert "Tetap buka WhatsApp" in at_night

    for _ in range(2):
        make_reminder(status=ReminderStatus.SENT, sent_at=NOON - timedelta(hours=1))
    assert "dua pesan hari ini" in get(officer).content.decode()


def test_the_page_says_why_the_service_did_not_send_it(officer: User) -> None:
    reminder = make_reminder()
    WhatsAppMessage.objects.create(reminder=reminder, state="failed", error_code=131026)
    claim(officer)

    assert "mungkin tidak ada WhatsApp" in get(officer).content.decode()


def test_what_was_taken_back_meanwhile_is_not_sent(officer: User, province_officer: User) -> None:
    reminder = make_reminder()
    tap = claim(officer)
    reminders.cancel(reminder=reminder, by=province_officer)
    post(officer, f"{tap.pk}/terkirim")

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.CANCELLED


def test_the_queue_holds_what_is_sent_by_hand_alone(officer: User) -> None:
    make_reminder(channel=Channel.CLOUD)
    make_reminder(channel=Channel.EMAIL, address="maria@contoh.id")
    make_reminder(leaves_on=date(2026, 9, 9))

    assert get(officer).context["waiting"].free == 0


def test_a_stranger_finds_nothing(officer: User, stranger: User) -> None:
    reminder = make_reminder()
    tap = claim(officer)
    post(stranger, "mulai")

    assert Tap.objects.count() == 1
    for action in (*ANSWERS, *OTHERS):
        assert post(stranger, f"{tap.pk}/{action}", text="x").status_code == 404
    reminder.refresh_from_db()
    assert (reminder.status, reminder.edited_at) == (ReminderStatus.QUEUED, None)


def test_other_roles_are_refused(owner: User, companion: User, head: User, auditor: User) -> None:
    for user in (owner, companion, head, auditor):
        assert get(user).status_code == 403
        assert post(user, "mulai").status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_the_page_asks_the_database_a_constant_number_of_times(
    officer: User, django_assert_max_num_queries: object
) -> None:
    client = factories.client_for(officer)
    for number in range(30):
        make_reminder(address=f"+62834000096{number:02}")
    for _ in range(10):
        post(officer, f"{claim(officer).pk}/terkirim")
    with time_machine.travel(NOON), django_assert_max_num_queries(18):  # type: ignore[operator]
        client.get(PAGE)
