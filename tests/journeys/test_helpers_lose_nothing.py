"""What a companion ticked and answered stays when the browser dies and the server restarts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from certification.models import AnswerDraft, CopyTick, Verification
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import assign, make_allocation, make_business, make_programme
from tests.journeys.conftest import PHONE
from tests.journeys.rush import running_server
from tests.journeys.steps import heading, in_days
from tests.journeys.test_nothing_lost import crash, window
from tests.journeys.visiting import say_when, send_place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(owner: User, officer: User, companion: User, province_officer: User) -> Case:
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(30)
    )
    places = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(
        owner=owner,
        name="Keripik Uji",
        nib="9120000000701",
        scale="micro",
        address="Jalan Uji 1",
        phone="+6283400009701",
        kbli_version=2020,
        kbli_code="10794",
    )
    assign(business, companion)
    return Case(business, programme, places, owner, officer, companion)


@contextmanager
def desk(browser: Browser, folder: Path, user: User) -> Iterator[Page]:
    """The companion's window on a server of its own; both end with the block."""
    with running_server(folder) as port, window(browser, port, user, PHONE) as page:
        yield page


def test_a_visit_goes_on_where_it_stopped(browser: Browser, case: Case, tmp_path: Path) -> None:
    application = steps.accepted(case)
    visit = f"/pengajuan/{application.number}/verifikasi/"
    with desk(browser, tmp_path, case.companion) as page:
        page.goto(f"{visit}kunjungan/")
        say_when(page)
        send_place(page)
        crash(page)
    with desk(browser, tmp_path, case.companion) as page:
        page.goto(f"{visit}kunjungan/")
        heading(page, "Tanggal dan lokasi kunjungan")
        expect(page.get_by_label("Tanggal kunjungan")).not_to_have_value("")
        page.goto(f"{visit}foto/")
        expect(page.get_by_role("button", name="Hapus foto")).to_have_count(1)
    assert Verification.objects.get().visited_on == in_days(0)


def test_a_note_of_a_visit_outlives_a_dead_spot_and_a_killed_browser(
    browser: Browser, case: Case, tmp_path: Path
) -> None:
    """Typed in a kitchen without signal: kept on the phone, then at the portal, for any phone."""
    application = steps.accepted(case)
    visit = f"/pengajuan/{application.number}/verifikasi/kunjungan/"
    kept = re.compile(r"Tersimpan \d")
    with desk(browser, tmp_path, case.companion) as page:
        page.goto(visit)
        page.context.set_offline(True)
        page.get_by_label("Catatan kunjungan").fill("Dapur bersih, sumur")
        said = page.get_by_text("Tidak ada sinyal. Isian tersimpan di HP ini.")
        expect(said).to_be_visible()
        crash(page)
        assert not AnswerDraft.objects.exists()
        page.context.set_offline(False)
        again = page.context.new_page()
        again.goto(visit)
        expect(again.get_by_label("Catatan kunjungan")).to_have_value("Dapur bersih, sumur")
        expect(again.locator("form [role=status]")).to_have_text(kept)
        crash(again)
    with desk(browser, tmp_path, case.companion) as page:
        page.goto(visit)
        expect(page.get_by_text("Isian terakhir Anda dipasang lagi.")).to_be_visible()
        expect(page.get_by_label("Catatan kunjungan")).to_have_value("Dapur bersih, sumur")
        say_when(page)
        heading(page, "Foto di tempat usaha")
    assert Verification.objects.get().note == "Dapur bersih, sumur"
    assert not AnswerDraft.objects.exists()


def test_signing_out_leaves_nothing_typed_on_the_phone(
    browser: Browser, case: Case, tmp_path: Path
) -> None:
    application = steps.accepted(case)
    drafts = "Object.keys(localStorage).filter((key) => key.startsWith('draf:')).length"
    with desk(browser, tmp_path, case.companion) as page:
        page.route("**/draf/", lambda route: route.abort())
        page.goto(f"/pengajuan/{application.number}/verifikasi/kunjungan/")
        page.get_by_label("Catatan kunjungan").fill("Belum terkirim")
        assert page.evaluate(drafts) == 1
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
        page.evaluate("document.querySelector('form[data-keluar]').requestSubmit()")
        expect(page).to_have_url(re.compile(r"://[^/]+/$"))
        assert page.evaluate(drafts) == 0
    assert asked == [
        "Masih ada isian atau pindaian yang belum terkirim. Keluar menghapusnya dari HP ini."
    ]


def test_a_tick_of_copying_stays(browser: Browser, case: Case, tmp_path: Path) -> None:
    application = steps.ready(case)
    address = f"/pengajuan/{application.number}/sihalal/"
    with desk(browser, tmp_path, case.companion) as page:
        page.goto(address)
        with page.expect_response("**/sihalal/centang/"):
            page.get_by_label("Sudah disalin: NIB", exact=True).check()
        crash(page)
    assert CopyTick.objects.get().key == "pu-nib"
    with desk(browser, tmp_path, case.companion) as page:
        page.goto(address)
        expect(page.get_by_label("Sudah disalin: NIB", exact=True)).to_be_checked()
