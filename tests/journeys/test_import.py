"""A regency officer brings a messy Excel list into the registry."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from accounts.models import User
from ikm.models import Business
from tests.factories import BATU_TIMBAU, make_region
from tests.ikm.sample_file import workbook_of
from tests.journeys.conftest import SignIn
from tests.journeys.steps import fill, follow, heading, press, see, wait_for

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("worker"),
]

AMPAR = "RT.003, DESA BATU TIMBAU, KECAMATAN BATU AMPAR"
AIR_HITAM = "64.72.03.1006"
HEADINGS = ["NO", "NAMA IKM", "NAMA PEMILIK", "ALAMAT", "NO. HP", "NIB"]
ROWS = [
    [1, "KERIPIK PISANG SINAR UJI", "SITI REKAAN", AMPAR, "0834-0000-9101", "9120000000117"],
    [2, "UD. MADU KELULUT UJI", "RUDI REKAAN", AMPAR, 83400009102, ""],
    [3, "GULA AREN UJI", "DEWI REKAAN", AMPAR, "Hp. 083400009103", "belum ada"],
    [4, "LEMPOK DURIAN UJI", "JUMIATI REKAAN", AMPAR, "0834-0000-9104", "912000000004"],
    [5, "AMPLANG UJI", "HALIMAH REKAAN", "KEL. AIR HITAM, KEC. SAMARINDA ULU", "", ""],
]
WRONG_NIB = "NIB terdiri dari 13 angka. Anda menulis 12 angka."


@pytest.mark.parametrize(
    ("phone", "javascript"), [(False, True), (True, False)], ids=["desk", "phone-without-script"]
)
def test_a_list_from_excel_becomes_businesses(
    sign_in: SignIn, officer: User, tmp_path: Path, phone: bool, javascript: bool
) -> None:
    make_region(BATU_TIMBAU)
    make_region(AIR_HITAM)
    page = sign_in(officer.email, phone=phone, javascript=javascript)
    send_file(page, tmp_path)
    wait_for(page, page.get_by_text("3 baris siap diimpor."), javascript=javascript)
    look_at_the_check(page)
    assert Business.objects.count() == 0
    look_at_the_errors(page, tmp_path)
    press(page, "Impor 3 baris")
    wait_for(page, page.get_by_text("3 usaha sudah diimpor"), javascript=javascript)
    find_with_a_typo(page)


def send_file(page: Page, folder: Path) -> None:
    path = folder / "daftar ikm.xlsx"
    path.write_bytes(workbook_of(HEADINGS, ROWS, title="DAFTAR IKM PANGAN"))
    follow(page, "Usaha")
    page.get_by_text("Lainnya", exact=True).click()
    follow(page, "Impor dari Excel")
    follow(page, "Impor berkas")
    page.get_by_label("Berkas Excel atau CSV").set_input_files(path)
    press(page, "Periksa berkas")


def look_at_the_check(page: Page) -> None:
    """Which rows are good, which are not, and why, before anything is written."""
    heading(page, "Periksa hasil sebelum mengimpor")
    see(page, "2 baris salah dilewati.", "Keripik Pisang Sinar Uji", WRONG_NIB)
    madu = page.get_by_role("row").filter(has_text="Madu Kelulut Uji")
    expect(madu).to_contain_text("0834-0000-9102")
    expect(madu).to_contain_text("Batu Timbau")
    elsewhere = page.get_by_role("row").filter(has_text="Amplang Uji")
    expect(elsewhere).to_contain_text("di luar Kabupaten Kutai Timur")


def look_at_the_errors(page: Page, folder: Path) -> None:
    """The refused rows come back as the sheet they were, with a column that says why."""
    with page.expect_download() as download:
        follow(page, "Unduh 2 baris salah (.xlsx)")
    path = folder / "salah.xlsx"
    download.value.save_as(path)
    first, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    column = first.index("Kesalahan")
    reasons = {row[first.index("NAMA IKM")]: row[column] for row in rows}
    assert WRONG_NIB in reasons["LEMPOK DURIAN UJI"]
    assert "di luar Kabupaten Kutai Timur" in reasons["AMPLANG UJI"]
    assert len(reasons) == 2


def find_with_a_typo(page: Page) -> None:
    follow(page, "Lihat daftar usaha")
    expect(page.get_by_role("rowheader")).to_have_count(3)
    fill(page, {"Cari nama, pemilik, merek, NIB, HP": "kripik pisng sinar"})
    page.get_by_role("main").get_by_role("button", name="Cari usaha").click()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    follow(page, "Keripik Pisang Sinar Uji")
    see(page, "Siti Rekaan", "0834-0000-9101", "RT.003, Desa Batu Timbau, Kecamatan Batu Ampar")
    see(page, "9120000000117")
