"""A reminder falls due: one e-mail, or one message that an officer sends by WhatsApp."""

import datetime
import email.policy
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from accounts.enums import Role
from accounts.models import User
from certification.models import Allocation, Application, Programme, ReturnReason
from halalportal.embedded.ports import find_free
from regions.models import Region
from reports.models import Reminder, ReminderRule
from reports.selectors.due import RuleInUse, shifted
from reports.services.reminders import schedule
from tests.certification.conftest import Case
from tests.certification.steps import give_back, submitted
from tests.factories import (
    EAST_KUTAI,
    assign,
    make_allocation,
    make_business,
    make_programme,
    make_user,
)
from tests.journeys.conftest import SignIn
from tests.journeys.steps import follow, in_days, press, see
from tests.reports.conftest import Mailbox
from tests.waiting import wait_until
from tests.workers import running_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mailbox(live_server: LiveServer, tmp_path: Path) -> Iterator[Mailbox]:
    """A running mail server, and the worker that sends to it."""
    taken = Mailbox()
    controller = Controller(taken, hostname="127.0.0.1", port=find_free())
    controller.start()
    url = f"smtp://127.0.0.1:{controller.port}"
    with running_worker(tmp_path, app="tests.journeys.hurried", EMAIL_URL=url):
        yield taken
    controller.stop()


@pytest.fixture
def programme(province_officer: User, officer: User) -> Programme:
    move_to_midday()
    # Neither its first nor its last day is near: staff have nothing to be reminded of.
    programme = make_programme(by=province_officer, starts_on=in_days(-90), ends_on=in_days(60))
    make_allocation(programme, granted=9, by=province_officer)
    return programme


def move_to_midday() -> None:
    """Puts the region where it is noon now: at night nobody is written to."""
    Region.objects.update(time_zone=zone_at(12))


def zone_at(hour: int) -> str:
    """A zone in which it is this hour now."""
    ahead = (hour - timezone.now().hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+}" if ahead else "Etc/GMT"


def returned_long_ago(
    programme: Programme, owner: User, officer: User, companion: User, **fields: str
) -> Application:
    """An application that came back so long ago that its owner is to be reminded today."""
    move_to_midday()
    business = make_business(
        owner=owner, nib=f"91200000{owner.pk:05}", scale="micro", address="Jalan Uji 1", **fields
    )
    assign(business, companion)
    allocation = Allocation.objects.regencies().get(programme=programme)
    case = Case(business, programme, allocation, owner, officer, companion)
    reason = ReturnReason.objects.get(code="product-photo")
    application = give_back(submitted(case), reason, by=officer)
    long_ago = timezone.now() - datetime.timedelta(days=days_until_due())
    Application.objects.filter(pk=application.pk).update(status_changed_at=long_ago)
    return application


def days_until_due() -> int:
    """How many days ago something came back whose reminder falls due today."""
    rule = RuleInUse.of(ReminderRule.objects.get(code="returned-unanswered"))
    today = timezone.localdate(timezone=ZoneInfo(Region.objects.get(pk=EAST_KUTAI).time_zone))
    days = range(rule.offset_days, 60)
    return next(n for n in days if shifted(today - datetime.timedelta(days=n), rule) <= today)


def letters_to(mailbox: Mailbox, address: str | None) -> list[str]:
    parsed = [email.message_from_bytes(m, policy=email.policy.default) for m in mailbox.letters]
    return [letter.get_content() for letter in parsed if letter["To"] == address]


def test_one_mail_however_long_beat_goes_on(
    mailbox: Mailbox, programme: Programme, owner: User, officer: User, companion: User
) -> None:
    """Each later owner's mail shows that beat and worker went round once more."""
    first = returned_long_ago(programme, owner, officer, companion, phone="+6283400009601")
    wait_until(lambda: letters_to(mailbox, owner.email or ""))
    for phone in ("+6283400009602", "+6283400009603"):
        later = make_user(Role.OWNER)
        returned_long_ago(programme, later, officer, companion, phone=phone)
        wait_until(lambda address=later.email: letters_to(mailbox, address))  # type: ignore[misc]
    [letter] = letters_to(mailbox, owner.email or "")
    assert letter.startswith(f"Selamat siang, {owner.name}.")
    assert f"/pengajuan/{first.number}/" in letter
    assert len(mailbox.letters) == 3


def test_an_owner_without_email_is_reminded_by_hand(
    sign_in: SignIn, mailbox: Mailbox, programme: Programme, officer: User, companion: User
) -> None:
    owner = make_user(Role.OWNER, phone="+6283400009604")
    User.objects.filter(pk=owner.pk).update(email=None)
    owner.refresh_from_db()
    application = returned_long_ago(programme, owner, officer, companion, phone="+6283400009604")
    wait_until(Reminder.objects.filter(recipient_name=owner.name).exists)
    page = sign_in(officer.email, phone=True)
    queue = page.get_by_role("listitem").filter(has_text="Pengingat WhatsApp")
    queue.get_by_role("link", name="Kirim pengingat").click()
    follow(page, "Kirim lewat WhatsApp (1)")
    press(page, "Mulai kirim pesan")
    link = page.get_by_role("link", name="Buka WhatsApp (1/1)")
    address = urlsplit(link.get_attribute("href") or "")
    assert (address.netloc, address.path) == ("wa.me", "/6283400009604")
    [text] = parse_qs(address.query)["text"]
    assert text.startswith(f"Selamat siang {owner.name}. Ini {officer.name} dari ")
    assert f"/pengajuan/{application.number}/" in text
    press(page, "Ya, kirim berikutnya")
    see(page, "Semua sudah diingatkan.")
    page.goto("/pengingat/?keadaan=sent")
    expect(page.get_by_role("row").filter(has_text=owner.name)).to_contain_text(officer.name)
    assert mailbox.letters == []
    follow(page, "Beranda")
    expect(queue).to_contain_text("0")


def test_an_officer_changes_one_and_cancels_one_before_it_leaves(
    sign_in: SignIn, mailbox: Mailbox, programme: Programme, officer: User, companion: User
) -> None:
    """Written for two owners from the list; one reads other words, the other nothing."""
    first, second = make_user(Role.OWNER), make_user(Role.OWNER)
    cases = [
        returned_long_ago(programme, person, officer, companion, phone=phone)
        for person, phone in ((first, "+6283400009605"), (second, "+6283400009606"))
    ]
    wait_until(lambda: len(mailbox.letters) == 2)
    page = sign_in(officer.email)
    page.goto("/pengajuan/?status=returned")
    for case in cases:
        page.get_by_label(f"Pilih {case.number}").check()
    press(page, "Ingatkan pemilik yang dipilih")
    see(page, "Kirim pengingat ke 2 pemilik usaha")
    page.get_by_label("Teks").fill("Foto kemasan masih kami tunggu.")
    # Nothing leaves until tomorrow: what is written now can still be changed.
    Region.objects.update(time_zone=zone_at(22))
    press(page, "Masukkan ke antrean")
    see(page, "2 pengingat masuk antrean.")
    follow(page, first.name)
    page.get_by_label("Teks").fill("Foto kemasan Ibu kami tunggu sampai Jumat.")
    press(page, "Simpan teks")
    see(page, "Teks pengingat tersimpan.", f"Teks diubah oleh {officer.name}")
    page.goto("/pengingat/")
    follow(page, second.name)
    press(page, "Batalkan pengingat")
    see(page, "Pengingat dibatalkan.")
    manual = Reminder.objects.filter(rule="manual")
    move_to_midday()
    for reminder in manual.waiting().select_related("region"):
        reminder.attempts += 1
        reminder.save(update_fields=["attempts"])
        schedule(reminder, timezone.now())
    wait_until(lambda: len(mailbox.letters) == 3)
    assert "Foto kemasan Ibu kami tunggu sampai Jumat." in letters_to(mailbox, first.email)[-1]
    assert len(letters_to(mailbox, second.email)) == 1
