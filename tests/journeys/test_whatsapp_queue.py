"""An officer sends reminders on a phone: tap, come back, next."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect

from accounts.models import User
from regions.models import Region
from reports.enums import ReminderStatus, TapAnswer
from reports.models import Reminder, Tap
from tests.journeys.conftest import SignIn
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import follow, press, see
from tests.reports.whatsapp import make_reminder
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three(officer: User) -> list[Reminder]:
    """Three people to remind, where it is noon now."""
    day = timezone.localdate()
    fields = {"due_on": day, "expires_on": day + timedelta(days=9)}
    names = ("Maria Rekaan", "Yosef Rekaan", "Ani Rekaan")
    made = [
        make_reminder(recipient_name=name, address=f"+628340000980{place}", **fields)
        for place, name in enumerate(names)
    ]
    hours = 12 - timezone.now().hour
    Region.objects.update(time_zone=f"Etc/GMT{-hours:+}" if hours else "Etc/GMT")
    return made


def catch_whatsapp(context: BrowserContext) -> list[str]:
    """Answers for wa.me, which is never called; returns the addresses that were opened."""
    opened: list[str] = []

    def answer(route: Route) -> None:
        opened.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>WhatsApp</title>")

    context.route("https://wa.me/**", answer)
    return opened


def tap_whatsapp(page: Page, label: str) -> None:
    with page.expect_popup() as popup:
        page.get_by_role("link", name=label).click()
    popup.value.wait_for_load_state()
    popup.value.close()
    page.bring_to_front()


def test_tap_come_back_next(sign_in: SignIn, officer: User, three: list[Reminder]) -> None:
    page = sign_in(officer.email, phone=True)
    opened = catch_whatsapp(page.context)
    page.goto("/pengingat/whatsapp/")
    press(page, "Mulai kirim pesan")
    for place, reminder in enumerate(three[:2], start=1):
        see(page, reminder.recipient_name)
        tap_whatsapp(page, f"Buka WhatsApp ({place}/3)")
        wait_until(Tap.objects.filter(reminder=reminder, opened_at__isnull=False).exists)
        press(page, "Ya, kirim berikutnya")
    see(page, three[2].recipient_name)
    page.get_by_text("Tidak terkirim", exact=True).click()
    page.get_by_text("Ubah teks", exact=True).click()
    assert looks_wrong(page) == []
    press(page, "Catat nomor salah")
    see(page, "Semua sudah diingatkan.", "Nomornya benar")

    assert [urlsplit(url).path for url in opened] == ["/6283400009800", "/6283400009801"]
    [text] = parse_qs(urlsplit(opened[0]).query)["text"]
    assert three[0].body in text
    sent = Reminder.objects.filter(status=ReminderStatus.SENT, sent_by=officer)
    assert set(sent) == set(three[:2])


def test_it_works_without_javascript(sign_in: SignIn, officer: User, three: list[Reminder]) -> None:
    page = sign_in(officer.email, phone=True, javascript=False)
    opened = catch_whatsapp(page.context)
    page.goto("/pengingat/whatsapp/")
    press(page, "Mulai kirim pesan")
    page.get_by_text("Ubah teks", exact=True).click()
    page.get_by_label("Teks pesan").fill("Foto kemasannya buram, Bu.")
    press(page, "Simpan teks")
    tap_whatsapp(page, "Buka WhatsApp (1/3)")
    press(page, "Ya, kirim berikutnya")

    expect(page.get_by_role("link", name="Buka WhatsApp (2/3)")).to_be_visible()
    [text] = parse_qs(urlsplit(opened[0]).query)["text"]
    assert "Foto kemasannya buram, Bu." in text
    assert Tap.objects.get(answer=TapAnswer.SENT).reminder == three[0]


def test_who_wants_none_is_seen_in_the_list(
    sign_in: SignIn, officer: User, three: list[Reminder]
) -> None:
    page = sign_in(officer.email, phone=True)
    page.goto("/pengingat/whatsapp/")
    press(page, "Mulai kirim pesan")
    page.get_by_text("Tidak terkirim", exact=True).click()
    press(page, "Catat tidak mau diingatkan")
    see(page, three[1].recipient_name)
    follow(page, "Yang tidak mau diingatkan")
    assert looks_wrong(page) == []
    follow(page, "Ingatkan lagi")
    assert looks_wrong(page) == []
    page.get_by_label("Mengapa diingatkan lagi?").fill("Ibu Maria meminta lewat telepon.")
    press(page, "Ingatkan orang ini lagi")
    see(page, "Semua orang mau diingatkan.")


def test_several_things_for_one_person_are_one_message(
    sign_in: SignIn, officer: User, three: list[Reminder]
) -> None:
    Reminder.objects.update(address=three[0].address, recipient_name="Maria Rekaan")
    page = sign_in(officer.email, phone=True)
    opened = catch_whatsapp(page.context)
    page.goto("/pengingat/whatsapp/")
    press(page, "Mulai kirim pesan")
    see(page, "3 hal dalam satu pesan")
    assert looks_wrong(page) == []
    tap_whatsapp(page, "Buka WhatsApp (1/1)")
    press(page, "Ya, kirim berikutnya")
    see(page, "Semua sudah diingatkan.")

    [text] = parse_qs(urlsplit(opened[0]).query)["text"]
    assert "\n\n3. " in text
    assert Reminder.objects.filter(status=ReminderStatus.SENT, sent_by=officer).count() == 3
