"""Files as offices really send them, each with a clear end and no loss."""

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from halalportal.lib import spreadsheets
from ikm.enums import ImportStatus, RowOutcome
from ikm.models import Business, ImportBatch, ImportRow
from ikm.services.imports.error_file import error_workbook
from regions.models import Region
from tests.factories import BATU_TIMBAU, client_for
from tests.ikm.sample_file import workbook_of
from tests.ikm.test_applying import applied, checked
from tests.lib.test_spreadsheets import bomb

Villages = dict[str, Region]
HEADINGS = ["Nama usaha", "Pemilik", "Desa", "Kecamatan"]
ROW = ["KERIPIK A", "SITI", "Batu Timbau", "Batu Ampar"]


def made_by(write: Any) -> bytes:
    """An xlsx whose one sheet `write(book, page)` fills."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        write(book, book.add_worksheet("Data"))
    return buffer.getvalue()


def test_sixty_thousand_empty_rows_below(villages: Villages, officer: User) -> None:
    def write(book: Any, page: Any) -> None:
        border = book.add_format({"border": 1})
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, ROW)
        for row in range(2, 60_002):
            page.write_blank(row, 0, None, border)

    assert checked(officer, made_by(write)).counts == {"new": 1}


def test_formulas_count_as_what_they_show(villages: Villages, officer: User) -> None:
    def write(book: Any, page: Any) -> None:
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, ROW)
        page.write_formula(1, 0, '=UPPER("keripik b")', None, "KERIPIK B")

    batch = checked(officer, made_by(write))
    assert batch.rows.get().values["name"] == "Keripik B"


def test_a_formula_that_shows_nothing_refuses_its_row(villages: Villages, officer: User) -> None:
    def write(book: Any, page: Any) -> None:
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, ROW)
        page.write_formula(1, 1, "=VLOOKUP(A9,B1:B2,1)", None, "")

    assert checked(officer, made_by(write)).rows.get().problems == ["Tulis nama pemilik."]


def test_a_cell_merged_over_rows_counts_in_each_of_them(villages: Villages, officer: User) -> None:
    def write(book: Any, page: Any) -> None:
        page.merge_range(0, 1, 0, 4, "DAFTAR IKM")
        page.write_row(1, 1, HEADINGS)
        for row in (2, 3, 5):  # an empty row lies between
            page.write_row(row, 1, [f"USAHA {row}", f"ORANG {row}"])
        page.merge_range(2, 3, 5, 3, "Batu Timbau")
        page.merge_range(2, 4, 5, 4, "Batu Ampar")
        page.write_row(6, 1, ["USAHA 6", "ORANG 6", "", ""])

    batch = checked(officer, made_by(write))
    assert batch.counts == {"new": 4}
    places = [row.values.get("village_id") for row in batch.rows.order_by("number")]
    assert places == [BATU_TIMBAU, BATU_TIMBAU, BATU_TIMBAU, None]


def test_the_error_file_repeats_what_was_merged(villages: Villages, officer: User) -> None:
    def write(book: Any, page: Any) -> None:
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, ROW)
        page.write_row(2, 0, ["KERIPIK B", "", "Batu Timbau", ""])
        page.merge_range(1, 3, 2, 3, "Batu Ampar")

    (sheet,) = spreadsheets.read_sheets(error_workbook(checked(officer, made_by(write))))
    wrong = ["KERIPIK B", "", "Batu Timbau", "Batu Ampar", "Tulis nama pemilik."]
    assert list(sheet.rows[1][1]) == wrong


def test_merged_headings_are_no_rows(villages: Villages, officer: User) -> None:
    def write(book: Any, page: Any) -> None:
        for column, heading in enumerate(HEADINGS):
            page.merge_range(0, column, 1, column, heading)
        page.write_row(2, 0, ROW)

    batch = checked(officer, made_by(write))
    assert batch.headings == HEADINGS
    assert batch.rows.get().values["name"] == "Keripik A"


def test_two_rows_of_headings(villages: Villages, officer: User) -> None:
    def write(book: Any, page: Any) -> None:
        page.merge_range(0, 0, 0, 1, "IDENTITAS")
        page.merge_range(0, 2, 0, 3, "ALAMAT")
        page.write_row(1, 0, HEADINGS)
        page.write_row(2, 0, ROW)

    batch = checked(officer, made_by(write))
    assert batch.headings == HEADINGS
    assert batch.rows.get().number == 3


def test_semicolons_in_windows_1252(villages: Villages, officer: User) -> None:
    text = "Nama usaha;Pemilik;Desa;Kecamatan\nKafé Bu Sé;SITI;Batu Timbau;Batu Ampar\n"
    batch = checked(officer, text.encode("cp1252"))
    assert batch.rows.get().values["name"] == "Kafé Bu Sé"


LOCKED = b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("kunci.xlsx", LOCKED, "Berkas dikunci kata sandi."),
        ("usaha.xlsx", b"%PDF-1.7 usaha", "Berkas ini bukan tabel."),
        ("usaha.xls", b"<html><table><tr><td>Nama</td></tr></table></html>", "halaman web"),
        ("usaha.csv", b"\x89PNG\r\n\x1a\n usaha", "Berkas ini bukan tabel."),
        ("kosong.csv", b" \r\n \r\n", "Berkas kosong."),
        ("usaha.xlsx", bomb(300_000_000), "Isi berkas terlalu besar setelah dibuka."),
    ],
    ids=["locked", "pdf", "web page", "picture", "empty", "bomb"],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    villages: Villages, officer: User, name: str, content: bytes, sentence: str
) -> None:
    answers = {"file": SimpleUploadedFile(name, content), "region": "64.08"}
    response = client_for(officer).post("/usaha/impor/baru/", answers)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert ImportBatch.objects.count() == 0


def test_a_million_rows_are_refused_and_nothing_is_kept(villages: Villages, officer: User) -> None:
    content = b"Usaha;Pemilik\n" + b"A;B\n" * 1_000_000
    batch = checked(officer, content)
    assert batch.status == ImportStatus.REJECTED
    assert batch.message == "Berkas berisi lebih dari 100.000 baris. Bagi berkasnya."
    assert ImportRow.objects.count() == 0


def _far_cell(reference: str) -> bytes:
    """A sheet of one row, and a cell in the corner that makes a reader hold billions."""
    plain = workbook_of(HEADINGS, [ROW])
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = f'<row r="9"><c r="{reference}"><v>1</v></c></row></sheetData>'
                text = text.replace(b"</sheetData>", cell.encode())
            new.writestr(name, text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@pytest.mark.parametrize("reference", ["XFD1048576", "AAA90000", "C1048576"])
def test_a_cell_far_away_is_refused_before_it_is_read(
    villages: Villages, officer: User, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_CELLS", 3_000_000)
    batch = checked(officer, _far_cell(reference))
    assert batch.status == ImportStatus.REJECTED
    assert "terlalu jauh di bawah atau di kanan tabel" in batch.message


def test_columns_are_remembered_for_the_next_file(villages: Villages, officer: User) -> None:
    from ikm.services.imports import batches, checking

    content = workbook_of(["Judul", "Nama usaha", "Pemilik"], [["ASLI", "KODE 1", "SITI"]])
    batch = checked(officer, content)
    columns = batch.columns | {"name": "Judul"}
    checking.check(batch=batches.choose_columns(batch=batch, columns=columns, by=officer))
    again = checked(officer, workbook_of(["JUDUL", "Nama usaha", "Pemilik"], [["B", "2", "C"]]))
    assert again.rows.get().values["name"] == "B"


def test_columns_of_another_region_are_not_used(
    villages: Villages, officer: User, province_officer: User
) -> None:
    from ikm.services.imports import batches, checking
    from tests.factories import SAMARINDA
    from tests.ikm.test_applying import upload

    content = workbook_of(["Judul", "Nama usaha", "Pemilik"], [["ASLI", "KODE", "SITI"]])
    batch = checked(officer, content)
    columns = batch.columns | {"name": "Judul"}
    batches.choose_columns(batch=batch, columns=columns, by=officer)
    other = checking.check(batch=upload(province_officer, content, SAMARINDA))
    assert other.rows.get().values["name"] == "Kode"


def test_the_same_file_after_a_merge_changes_nothing(villages: Villages, officer: User) -> None:
    batch = applied(officer, workbook_of(HEADINGS, [ROW]))
    absorbed = Business.objects.get(uuid=batch.rows.get().uuid)
    kept = Business.objects.create(
        name="Keripik A",
        owner_name="Siti",
        regency_id="64.08",
        village_id=absorbed.village_id,
        district_id=absorbed.district_id,
        address=absorbed.address,
    )
    Business.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    again = checked(officer, workbook_of(HEADINGS, [ROW]))
    row = again.rows.get()
    assert (row.outcome, row.business_id) == (RowOutcome.SAME, kept.pk)
