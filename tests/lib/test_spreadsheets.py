"""Real files of every kind, and those that must be refused before they are opened."""

import datetime
import io
import struct
import zipfile
from typing import Any

import pytest
import xlsxwriter

from halalportal.lib import archives, spreadsheets
from halalportal.lib.spreadsheets import Kind, SpreadsheetError


def make_xlsx(rows: list[list[Any]], *, sheet: str = "Data IKM", top: int = 0) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows, start=top):
            page.write_row(number, 0, row)
    return buffer.getvalue()


def bomb(size: int, *, lie: bool = False) -> bytes:
    """An xlsx whose sheet unpacks to `size` bytes of nothing; `lie` makes it claim ten bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as entry:
            for _ in range(size // 1_000_000):
                entry.write(b"0" * 1_000_000)
    content = bytearray(buffer.getvalue())
    if lie:
        position = content.rindex(b"PK\x01\x02")
        content[position + 24 : position + 28] = struct.pack("<I", 10)
    return bytes(content)


def test_rows_have_the_numbers_that_excel_shows() -> None:
    content = make_xlsx([["Nama", "HP"], [], ["Kripik", 81234567890]], top=3)
    (sheet,) = spreadsheets.read_sheets(content)
    assert sheet.name == "Data IKM"
    assert sheet.rows == [(4, ["Nama", "HP"]), (6, ["Kripik", 81234567890.0])]


def test_csv_with_semicolons_in_windows_1252() -> None:
    content = 'Nama usaha;Pemilik;HP\r\n"Café; Ina";Ina;="081234567890"\r\n'.encode("cp1252")
    (sheet,) = spreadsheets.read_sheets(content)
    assert sheet.rows[1] == (2, ["Café; Ina", "Ina", "081234567890"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_unicode(encoding: str) -> None:
    (sheet,) = spreadsheets.read_sheets("Nama,Pemilik\nSé,Ina\n".encode(encoding))
    assert sheet.rows == [(1, ["Nama", "Pemilik"]), (2, ["Sé", "Ina"])]


def test_dates_stay_dates() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        shape = book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_datetime(0, 0, datetime.date(2024, 1, 2), shape)
    (sheet,) = spreadsheets.read_sheets(buffer.getvalue())
    assert sheet.rows == [(1, [datetime.date(2024, 1, 2)])]


def test_the_kind_is_told_by_content() -> None:
    assert spreadsheets.kind_of(make_xlsx([["Nama"]])) == Kind.XLSX
    assert spreadsheets.kind_of(b"Nama,Pemilik\n") == Kind.CSV


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas kosong"),
        (b"  \r\n", "Berkas kosong"),
        (b"%PDF-1.7 ...", "bukan tabel"),
        (b"<html><table></table>", "halaman web"),
        (b"abc\x00def", "Jenis berkas tidak dikenal"),
        (b"PK\x03\x04 broken", "Berkas rusak"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "bukan tabel Excel"),
        (b"x" * (spreadsheets.MAX_BYTES + 1), "lebih dari 10 MB"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(SpreadsheetError, match=sentence):
        list(spreadsheets.read_sheets(content))


def test_a_damaged_sheet_is_refused_with_a_sentence() -> None:
    content = bytearray(make_xlsx([[f"Usaha {number}"] for number in range(3)]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content[start + 14 : start + 18] = b"\0\0\0\0"  # its checksum, here and in the directory
    directory = content.index(b"xl/worksheets/sheet1.xml", start + 100) - 46
    content[directory + 16 : directory + 20] = b"\0\0\0\0"
    with pytest.raises(SpreadsheetError, match="Berkas rusak"):
        list(spreadsheets.read_sheets(bytes(content)))


def test_a_document_in_an_archive_is_no_table() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(SpreadsheetError, match="bukan tabel"):
        spreadsheets.kind_of(buffer.getvalue())


@pytest.mark.parametrize("lie", [False, True], ids=["honest", "lying"])
def test_a_bomb_is_refused_before_it_is_opened(lie: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(spreadsheets, "CalamineWorkbook")
    content = bomb(300_000_000, lie=lie)
    assert len(content) < 1_000_000
    with pytest.raises(SpreadsheetError, match="terlalu besar setelah dibuka"):
        list(spreadsheets.read_sheets(content))


def test_an_archive_of_many_entries_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(archives.MAX_ENTRIES + 1):
            archive.writestr(f"xl/{number}.xml", "")
    with pytest.raises(SpreadsheetError, match="terlalu besar"):
        spreadsheets.kind_of(buffer.getvalue())


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 3)
    with pytest.raises(SpreadsheetError, match=r"100\.000 baris"):
        list(spreadsheets.read_sheets(b"a\nb\nc\nd\n"))
