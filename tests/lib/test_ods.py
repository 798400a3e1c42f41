"""Tables of LibreOffice: read like Excel's, and refused where they repeat a cell too often."""

import io
import zipfile

import pytest

from halalportal.lib import spreadsheets
from halalportal.lib.merged_cells import filled_down
from halalportal.lib.spreadsheets import Kind, SpreadsheetError

_SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content'
    f' xmlns:office="{_SPACES}office:1.0" xmlns:table="{_SPACES}table:1.0"'
    f' xmlns:text="{_SPACES}text:1.0" office:version="1.3">'
    '<office:body><office:spreadsheet><table:table table:name="Data">'
)
_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
_EMPTY_END = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def cell(text: str, repeated: int = 1, rows: int = 1) -> str:
    """A cell with a text, `repeated` to the right, or merged over `rows`."""
    counts = f'table:number-columns-repeated="{repeated}" table:number-rows-spanned="{rows}"'
    value = f'office:value-type="string" {counts}'
    return f"<table:table-cell {value}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, repeated: int = 1) -> str:
    inside = "".join(cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def make_ods(*rows: str, doctype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", _HEAD.format(doctype=doctype) + "".join(rows) + _TAIL)
    return buffer.getvalue()


def test_a_table_of_libreoffice_is_read() -> None:
    content = make_ods(row(cell("Nama"), cell("HP")), row(cell("Kripik"), cell("0812")), _EMPTY_END)
    assert spreadsheets.kind_of(content) == Kind.ODS
    (sheet,) = spreadsheets.read_sheets(content)
    assert sheet.rows == [(1, ["Nama", "HP"]), (2, ["Kripik", "0812"])]


def test_a_cell_merged_over_rows_counts_in_each_of_them() -> None:
    covered = "<table:covered-table-cell/>"
    content = make_ods(
        row(cell("Nama"), cell("Kecamatan")),
        row(cell("A"), cell("Batu Ampar", rows=2)),
        row(cell("B"), covered),
        row(cell("C"), "<table:table-cell/>"),
    )
    (sheet,) = spreadsheets.read_sheets(content)
    rows = [list(cells) for _, cells in filled_down(sheet.rows, sheet.merges, below=1)]
    assert rows[1:] == [["A", "Batu Ampar"], ["B", "Batu Ampar"], ["C", ""]]


@pytest.mark.parametrize(
    "bomb",
    [
        row(cell("x", repeated=16_384), repeated=1_048_576),
        row(cell("x"), repeated=2**31) + row(cell("x", repeated=16_384)),
        row(cell("x", repeated=2**62)),
        row("<table:table-cell/>", repeated=900_000) + row(cell("x", repeated=16_000)),
    ],
    ids=["rows and columns", "rows", "columns", "far corner"],
)
def test_cells_repeated_too_often_are_refused_before_they_are_read(
    bomb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(spreadsheets, "CalamineWorkbook")
    content = make_ods(bomb)
    assert len(content) < 2_000
    with pytest.raises(SpreadsheetError, match="terlalu jauh di bawah"):
        list(spreadsheets.read_sheets(content))


@pytest.mark.parametrize(
    "content",
    [
        make_ods("<table:table-row>"),
        make_ods(row('<table:table-cell table:number-columns-repeated="banyak"/>')),
        make_ods(row(cell("&a;")), doctype='<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
    ],
    ids=["torn", "no number", "entities"],
)
def test_broken_tables_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(SpreadsheetError, match="Berkas rusak"):
        list(spreadsheets.read_sheets(content))
