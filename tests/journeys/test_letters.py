"""An officer sends the companions out with letters of assignment; one is shown at the door."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from accounts.models import User
from certification.enums import Status
from certification.models import Allocation, Programme
from reports.enums import LetterState
from reports.models import Letter
from tests.factories import (
    EAST_KUTAI,
    make_allocation,
    make_application,
    make_business,
    make_companion,
    make_programme,
    make_region,
)
from tests.journeys.conftest import SignIn, Window
from tests.journeys.steps import fill, follow, heading, in_days, press, see, wait_for
from tests.reports.letters import make_office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programme(province_officer: User, officer: User, companion: User) -> Programme:
    """Two companions with a case each in Kutai Timur; its office has a letterhead."""
    make_office(EAST_KUTAI)
    programme = make_programme(
        by=province_officer, quota=9, starts_on=in_days(-30), ends_on=in_days(60)
    )
    make_allocation(programme, region=EAST_KUTAI, granted=5, by=province_officer)
    for each in (companion, make_companion()):
        membership = each.active_membership
        assert membership
        make_application(
            make_business(village=make_region("64.08.17.2001")),
            programme,
            by=officer,
            status=Status.ACCEPTED,
            allocation=Allocation.objects.get(programme=programme, region=EAST_KUTAI),
            companion=each,
            organisation=membership.organisation,
        )
    return programme


@pytest.mark.usefixtures("programme", "worker")
@pytest.mark.parametrize("javascript", [True, False])
def test_companions_go_out_with_a_letter_that_anybody_can_check(
    sign_in: SignIn,
    window: Window,
    officer: User,
    tmp_path: Path,
    javascript: bool,
) -> None:
    page = sign_in(officer.email, javascript=javascript)
    make_letters(page)
    file = print_letters(page, tmp_path, javascript=javascript)
    letters = list(Letter.objects.select_related("companion").order_by("sequence"))
    assert [letter.sequence for letter in letters] == [1, 2]
    for number, letter in enumerate(letters):
        check_at_the_door(window(phone=True, javascript=javascript), file, number, letter)
    [companion, _] = [letter.companion for letter in letters]
    assert companion
    read_on_the_phone(sign_in(companion.email, phone=True, javascript=javascript), companion)


def make_letters(page: Page) -> None:
    """From the companions' page: words, drafts, a look at both."""
    page.goto("/pendamping/")
    follow(page, "Buat surat tugas")
    heading(page, "Surat tugas pendamping")
    see(page, "2 penerima")
    fill(page, {"Dasar penugasan": "Keputusan Kepala Dinas Uji Nomor 1 Tahun 2026"})
    press(page, "Buat draf dan lihat contoh")
    see(page, "Contoh, surat 1 dari 2", "Batu Timbau")
    follow(page, "Surat berikutnya")
    see(page, "Contoh, surat 2 dari 2")
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.DRAFT}


def print_letters(page: Page, folder: Path, *, javascript: bool) -> Path:
    """Numbers them, waits for the worker, takes the file."""
    press(page, "Beri nomor dan cetak")
    link = page.get_by_role("link", name=re.compile("^Unduh "))
    wait_for(page, link, javascript=javascript, seconds=150)
    with page.expect_download() as download:
        link.click()
    path = folder / "surat.pdf"
    download.value.save_as(path)
    with pikepdf.open(path) as document, document.open_outline() as outline:
        assert len(outline.root) == 2
    return path


def check_at_the_door(page: Page, file: Path, number: int, letter: Letter) -> None:
    """Somebody scans the code on a letter's first page."""
    with pikepdf.open(file) as document:
        per_letter = len(document.pages) // Letter.objects.count()
    first = str(number * per_letter + 1)
    picture = file.with_suffix(".png")
    command = ["pdftoppm", "-r", "110", "-png", "-singlefile", "-f", first, "-l", first]
    subprocess.run([*command, file, picture.with_suffix("")], check=True)
    with Image.open(picture) as image:
        [code] = zxingcpp.read_barcodes(image)
    page.goto(urlsplit(code.text).path)
    see(page, letter.number, "belum ditandatangani")


def read_on_the_phone(page: Page, companion: User) -> None:
    """The companion finds the own letter, and no other."""
    page.goto("/surat/")
    letter = Letter.objects.get(companion=companion)
    follow(page, letter.number)
    see(page, companion.name, "Batu Timbau")
