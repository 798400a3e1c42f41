"""Tables that people send: xlsx, xls, ods and csv, told apart by content."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from python_calamine import CalamineError, CalamineWorkbook

from halalportal.lib.archives import BombError, refuse_bomb
from halalportal.lib.texts import squeeze

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 100_000

Row = Sequence[object]


class Kind(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class SpreadsheetError(Exception):
    """The file can't be read; the message tells the person what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet and its rows, each with the number Excel shows; rows without text are left out."""

    name: str
    rows: list[tuple[int, Row]]


def kind_of(content: bytes) -> Kind:
    """Tells the kind of a file from its content and refuses what is no table or too much.

    Raises:
        SpreadsheetError: for an empty, too big, locked, broken or malicious file.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise SpreadsheetError("Berkas kosong. Pilih berkas yang berisi daftar usaha.")
    if len(content) > MAX_BYTES:
        raise SpreadsheetError("Berkas lebih dari 10 MB. Bagi menjadi beberapa berkas.")
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _kind_of_compound(content)
    return _kind_of_text(content)


def _kind_of_compound(content: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SpreadsheetError(
            "Berkas dikunci kata sandi. Hapus kata sandinya di Excel, simpan, lalu kirim lagi."
        )
    if "Workbook".encode("utf-16-le") not in content and "Book".encode("utf-16-le") not in content:
        raise SpreadsheetError(
            "Berkas ini bukan tabel Excel. Simpan sebagai .xlsx lalu kirim lagi."
        )
    return Kind.XLS


def _kind_of_text(content: bytes) -> Kind:
    start = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"{\\rtf")):
        raise SpreadsheetError("Berkas ini bukan tabel. Kirim berkas Excel (.xlsx) atau CSV.")
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise SpreadsheetError(
            "Isi berkas ini halaman web, bukan Excel. Buka di Excel, simpan sebagai .xlsx, "
            "lalu kirim lagi."
        )
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SpreadsheetError("Jenis berkas tidak dikenal. Kirim berkas Excel (.xlsx) atau CSV.")
    return Kind.CSV


def _kind_of_archive(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_bomb(content, archive.infolist())
            names = set(archive.namelist())
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return Kind.XLSX
            if "mimetype" in names and b"spreadsheet" in archive.read("mimetype"):
                return Kind.ODS
    except BombError as error:
        raise SpreadsheetError(
            "Isi berkas terlalu besar setelah dibuka. Hapus baris dan kolom kosong, "
            "atau bagi berkasnya."
        ) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError) as error:
        raise SpreadsheetError(
            "Berkas rusak. Buka di Excel, simpan lagi, lalu kirim lagi."
        ) from error
    raise SpreadsheetError("Berkas ini bukan tabel. Kirim berkas Excel (.xlsx) atau CSV.")


def read_sheets(content: bytes) -> Iterator[Sheet]:
    """Yields the sheets that hold anything, in the file's order; a csv is one sheet without a name.

    Raises:
        SpreadsheetError: as `kind_of`, or when a sheet has more than `MAX_ROWS` rows.
    """
    if kind_of(content) == Kind.CSV:
        yield Sheet("", _filled(enumerate(_csv_rows(content), start=1)))
        return
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).iter_rows()
            sheet = Sheet(name, _filled(enumerate(rows, start=1)))
            if sheet.rows:
                yield sheet
    except (CalamineError, ValueError, OSError) as error:
        raise SpreadsheetError(
            "Berkas rusak. Buka di Excel, simpan lagi, lalu kirim lagi."
        ) from error


def _filled(rows: Iterable[tuple[int, Row]]) -> list[tuple[int, Row]]:
    found = []
    for number, row in rows:
        if any(cell not in ("", None) and str(cell).strip() for cell in row):
            found.append((number, row))
        if len(found) > MAX_ROWS:
            raise SpreadsheetError("Berkas berisi lebih dari 100.000 baris. Bagi berkasnya.")
    return found


def _csv_rows(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text)):
            yield [_csv_cell(cell) for cell in row]
    except csv.Error as error:
        raise SpreadsheetError(
            "Isi CSV tidak beraturan. Buka di Excel, simpan sebagai .xlsx, lalu kirim lagi."
        ) from error


def _csv_cell(cell: str) -> str:
    """Excel's way to keep leading zeros, `="0812"`, is undone."""
    cell = squeeze(cell)
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter_of(text: str) -> str:
    """The separator that cuts the first lines into most columns."""
    lines = text.splitlines()[:20]
    return max(";,\t|", key=lambda mark: sum(line.count(mark) for line in lines))
