"""The scanner at the door, on a phone: by camera, without a signal, and without JavaScript."""

import datetime
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import segno
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserType, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.factories import PASSWORD, make_officer
from tests.journeys.conftest import PHONE, SignIn
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import fill, heading, press, see
from tests.waiting import wait_until
from tests.workshops.making import join, make_event
from workshops.enums import Evidence, Mode
from workshops.models import Attendance, Participant, Scan, Session
from workshops.services import participants, sessions

pytestmark = pytest.mark.django_db(transaction=True)

SENT = "Semua pindaian sudah terkirim."
KEPT = "caches.match(location.pathname).then((page) => Boolean(page))"


@pytest.fixture
def officer() -> User:
    return make_officer()


@pytest.fixture
def session(officer: User) -> Session:
    """A session that runs now."""
    now = timezone.now().replace(second=0, microsecond=0)
    hour = datetime.timedelta(hours=1)
    event = make_event(by=officer, starts_at=now - hour, ends_at=now + 2 * hour)
    return sessions.add(
        event=event, title="Sesi Uji", starts_at=now - hour, ends_at=now + hour, by=officer
    )


@pytest.fixture
def person(session: Session, officer: User) -> Participant:
    return join(session.event, by=officer, owner_name="Siti Contoh")


def path(session: Session) -> str:
    return f"/kegiatan/{session.event_id}/sesi/{session.pk}/pindai/"


def open_scanner(page: Page, session: Session) -> None:
    page.goto(path(session))
    heading(page, "Pindai kehadiran")
    see(page, SENT)


def type_code(page: Page, code: str) -> None:
    fill(page, {"Kode hadir": code})
    press(page, "Catat kehadiran")


def result(page: Page, text: str) -> None:
    expect(page.locator("[data-peran=hasil]")).to_contain_text(text)


# --- By camera ----------------------------------------------------------------------------------

Filmed = Callable[[str], Page]


def film(text: str, file: Path) -> Path:
    """A short film of a QR code, as a camera sees it (YUV4MPEG2, grey)."""
    picture = io.BytesIO()
    segno.make_qr(text).save(picture, kind="png", scale=8, border=4)
    room = Image.new("L", (640, 480), 200)
    room.paste(Image.open(picture).convert("L"), (200, 110))
    colours = bytes([128]) * (640 * 480 // 2)
    frame = b"FRAME\n" + room.tobytes() + colours
    file.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + frame * 5)
    return file


@pytest.fixture
def filmed(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    live_server: LiveServer,
    tmp_path: Path,
) -> Iterator[Filmed]:
    """Opens a phone whose camera sees a QR code with a text."""
    with ExitStack() as stack:

        def open_phone(text: str) -> Page:
            camera = [
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",  # the shell has no window that asks
                f"--use-file-for-fake-video-capture={film(text, tmp_path / 'kamera.y4m')}",
            ]
            options = browser_type_launch_args | {
                "args": [*browser_type_launch_args.get("args", []), *camera]
            }
            browser = stack.enter_context(browser_type.launch(**options))
            context = browser.new_context(
                base_url=live_server.url,
                viewport=PHONE,  # type: ignore[arg-type]
                permissions=["camera"],
            )
            return context.new_page()

        yield open_phone


def enter(page: Page, officer: User) -> None:
    page.goto("/masuk/")
    page.get_by_label("Nomor HP atau email").fill(str(officer.email))
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


def test_the_camera_reads_a_badge_once(
    filmed: Filmed, session: Session, person: Participant, officer: User
) -> None:
    page = filmed(person.badge)
    enter(page, officer)
    open_scanner(page, session)
    press(page, "Nyalakan kamera")
    result(page, "Hadir: Siti Contoh")
    wait_until(Attendance.objects.exists)
    mark = Attendance.objects.get()
    assert (mark.evidence, mark.mode, mark.by) == (Evidence.SCAN, Mode.ONSITE, officer)
    # The code stays in sight, and is not taken again.
    until = page.evaluate("performance.now()") + 6000
    wait_until(lambda: page.evaluate("performance.now()") > until)
    see(page, SENT)
    assert Scan.objects.count() == 1


# --- Without a signal ---------------------------------------------------------------------------


def test_scans_wait_on_the_phone_and_arrive_once(
    sign_in: SignIn, session: Session, person: Participant, officer: User
) -> None:
    declined = join(session.event, by=officer, owner_name="Maria Contoh")
    participants.decline(participant=declined, by=officer)
    page = sign_in(officer.email, phone=True)
    open_scanner(page, session)
    wait_until(lambda: page.evaluate(KEPT))
    page.context.set_offline(True)
    [worker] = page.context.service_workers
    assert not worker.evaluate("fetch('/healthz').then(() => true, () => false)")
    type_code(page, f"{person.badge[:4].lower()} {person.badge[4:]}")
    result(page, "Hadir: Siti Contoh")
    type_code(page, person.badge)
    expect(page.locator("[data-peran=hasil]")).to_contain_text("Sudah tercatat")
    type_code(page, declined.badge)
    result(page, "Maria Contoh tercatat tidak bisa hadir.")
    press(page, "Catat hadir juga")
    result(page, "Hadir: Maria Contoh")
    type_code(page, "TIDAKADA2345")
    see(page, "5 menunggu dikirim.")
    assert not Attendance.objects.exists()

    # The page opens from the phone itself, and what waited is still there to be sent.
    page.reload()
    heading(page, "Pindai kehadiran")

    page.context.set_offline(False)
    see(page, SENT)
    # What was not let in is not lost either: the officer sees it.
    see(page, "Maria Contoh tercatat tidak bisa hadir.")
    expect(page.locator("[data-peran=perlu]")).to_contain_text("Kode tidak dikenal.")
    names = Attendance.objects.values_list("participant__name", flat=True)
    assert sorted(names) == ["Maria Contoh", "Siti Contoh"]
    assert Scan.objects.count() == 5


def test_an_ended_sign_in_keeps_the_scans(
    sign_in: SignIn, session: Session, person: Participant, officer: User
) -> None:
    page = sign_in(officer.email, phone=True)
    open_scanner(page, session)
    page.context.clear_cookies(name="sessionid")
    type_code(page, person.badge)
    see(page, "Anda perlu masuk lagi. 1 pindaian tetap tersimpan di HP ini.")
    page.get_by_role("link", name="Masuk lagi untuk mengirim").click()
    page.get_by_label("Nomor HP atau email").fill(str(officer.email))
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    heading(page, "Pindai kehadiran")
    wait_until(Attendance.objects.exists)
    see(page, SENT)


def test_signing_out_leaves_nothing_on_the_phone(
    sign_in: SignIn, session: Session, person: Participant, officer: User
) -> None:
    page = sign_in(officer.email, phone=True)
    open_scanner(page, session)
    wait_until(lambda: page.evaluate(KEPT))
    wait_until(lambda: "Siti Contoh" in page.evaluate("JSON.stringify(localStorage)"))
    assert looks_wrong(page) == []
    page.goto("/keluar/")
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    page.wait_for_url(lambda url: "/keluar/" not in url)
    assert "Siti Contoh" not in page.evaluate("JSON.stringify(localStorage)")
    wait_until(lambda: page.evaluate("caches.keys()") == [])


# --- Without JavaScript -------------------------------------------------------------------------


def test_typing_serves_without_javascript(
    sign_in: SignIn, session: Session, person: Participant, officer: User
) -> None:
    declined = join(session.event, by=officer, owner_name="Maria Contoh")
    participants.decline(participant=declined, by=officer)
    page = sign_in(officer.email, phone=True, javascript=False)
    page.goto(path(session))
    type_code(page, person.badge.lower())
    see(page, "Hadir: Siti Contoh")
    type_code(page, person.badge)
    see(page, "Sudah tercatat")
    type_code(page, "ABC")
    see(page, "Kode hadir terdiri dari 12 huruf dan angka.")
    type_code(page, declined.badge)
    see(page, "Maria Contoh tercatat tidak bisa hadir.")
    press(page, "Catat hadir juga")
    see(page, "Hadir: Maria Contoh")
    assert Attendance.objects.count() == 2
