"""Tables that people send: xlsx, xls, ods and csv, told apart by content."""

import csv
import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from python_calamine import CalamineError, CalamineWorkbook

from halalportal.lib.archives import BombError, refuse_bomb
from halalportal.lib.merged_cells import Merges, Range, merges_of
from halalportal.lib.ods_extent import ods_extents
from halalportal.lib.sheet_extent import cells_between
from halalportal.lib.texts import squeeze

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 100_000
MAX_CELLS = 4_000_000  # from A1 to the last filled row and column: what reading holds in memory

Row = Sequence[object]
_BROKEN = (CalamineError, ValueError, OSError, KeyError, zipfile.BadZipFile, zlib.error)


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
    merges: Merges = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet whose rows are read one by one, once; `height` counts the empty ones too.

    `merges` names the cells that reach over several rows, for `filled_down`.
    """

    name: str
    height: int
    rows: Iterator[tuple[int, Row]]
    merges: Merges = field(default_factory=dict)


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
    for sheet in open_sheets(content):
        rows = list(sheet.rows)
        if rows or not sheet.name:
            yield Sheet(sheet.name, rows, sheet.merges)


def open_sheets(content: bytes) -> Iterator[OpenSheet]:
    """Yields every sheet with its rows still to be read; ask for the next one when done with one.

    Raises:
        SpreadsheetError: as `kind_of`, and while reading the rows beyond `MAX_ROWS`.
    """
    kind = kind_of(content)
    if kind == Kind.CSV:
        yield OpenSheet("", content.count(b"\n") + 1, _filled(_csv_rows(content)))
        return
    if kind == Kind.XLSX:
        _refuse_far_cells(content)
    merged = _merged_in_ods(content) if kind == Kind.ODS else {}
    with _broken_said():
        workbook = _opened(content)
        names = workbook.sheet_names
    for name in names:
        with _broken_said():
            sheet = workbook.get_sheet_by_name(name)
        if name == names[-1]:
            del workbook  # its texts are in the sheet once more
        ranges = merged.get(name) or sheet.merged_cell_ranges
        merges = merges_of(ranges, (sheet.start or (0, 0))[1])
        yield OpenSheet(name, sheet.total_height, _filled(sheet.iter_rows()), merges)


def _opened(content: bytes) -> CalamineWorkbook:
    """From a file in memory where the system knows such, so that the reader needs no own copy."""
    if not hasattr(os, "memfd_create"):
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    with open(os.memfd_create("workbook"), "wb", buffering=0) as file:
        view = memoryview(content)
        while view:
            view = view[file.write(view) :]
        return CalamineWorkbook.from_path(f"/proc/self/fd/{file.fileno()}")


@contextmanager
def _broken_said() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise SpreadsheetError(
            "Berkas rusak. Buka di Excel, simpan lagi, lalu kirim lagi."
        ) from error


def _refuse_far_cells(content: bytes) -> None:
    """One filled cell in the last corner of a sheet would make the reader hold all before it."""
    with _broken_said(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                _refuse_extent(cells_between(archive, name))


def _merged_in_ods(content: bytes) -> dict[str, list[Range]]:
    """Sheet → merged cells, which calamine doesn't give; far cells are refused as in Excel's."""
    with _broken_said(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        tables = ods_extents(archive)
    _refuse_extent(max((table.cells for table in tables), default=0))
    return {table.name: table.merges for table in tables}


def _refuse_extent(cells: int) -> None:
    if cells > MAX_CELLS:
        raise SpreadsheetError(
            "Ada isian yang letaknya terlalu jauh di bawah atau di kanan tabel. "
            "Hapus baris dan kolom di luar tabel, lalu kirim lagi."
        )


def _filled(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    found = 0
    for number, row in enumerate(rows, start=1):
        if _holds_anything(row):
            found += 1
            if found > MAX_ROWS:
                raise SpreadsheetError("Berkas berisi lebih dari 100.000 baris. Bagi berkasnya.")
            yield number, row


def _holds_anything(row: Row) -> bool:
    for cell in row:  # noqa: SIM110 - `any` takes twice as long, and there are many rows
        if cell not in ("", None) and str(cell).strip():
            return True
    return False


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
    lines = text[:50_000].splitlines()[:20]
    return max(";,\t|", key=lambda mark: sum(line.count(mark) for line in lines))
