"""What came of a message sent by hand, and what follows."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from ikm.models import UnreachablePhone
from reports.enums import DropReason, ReminderStatus
from reports.models import OptOut, Tap
from reports.services import reminders
from tests import factories
from tests.reports.tapping import PAGE, claim, get, post
from tests.reports.whatsapp import NOON, PHONE, make_reminder

pytestmark = pytest.mark.django_db


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


def test_what_was_taken_back_meanwhile_is_not_sent(officer: User, province_officer: User) -> None:
    reminder = make_reminder()
    tap = claim(officer)
    reminders.cancel(reminder=reminder, by=province_officer)
    post(officer, f"{tap.pk}/terkirim")

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.CANCELLED
