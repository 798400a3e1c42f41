"""The wrong rows as an Excel file to mend and send again."""

import io
from collections.abc import Container, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from halalportal.lib.merged_cells import filled_down
from halalportal.lib.spreadsheets import open_sheets
from halalportal.lib.worksheets import SAFE_IN_MEMORY
from ikm.models import ImportBatch
from ikm.services.imports.sealing import load_file

PROBLEM_COLUMN = "Kesalahan"


def error_workbook(batch: ImportBatch) -> bytes:
    """An xlsx of the rows that were refused: the original columns, and what is wrong with each."""
    wrong = dict(batch.rows.wrong().values_list("number", "problems"))
    originals = _original_rows(batch, wrong.keys())
    rows = [[*originals.get(number, []), " ".join(wrong[number])] for number in wrong]
    return _workbook([*batch.headings, PROBLEM_COLUMN], rows)


def _original_rows(batch: ImportBatch, numbers: Container[int]) -> dict[int, list[object]]:
    """Row number → cells, as wide as the headings, for the rows of these numbers."""
    width = len(batch.headings)
    for sheet in open_sheets(load_file(batch)):
        if sheet.name[:120] == batch.sheet:
            return {
                number: [*row[:width], *[""] * (width - len(row))]
                for number, row in filled_down(sheet.rows, sheet.merges, below=0)
                if number in numbers
            }
    return {}


def _workbook(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_IN_MEMORY | {"constant_memory": True}) as book:
        page = book.add_worksheet("Baris salah")
        bold = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        wrong = book.add_format({"font_color": "#B3261E", "text_wrap": True, "valign": "top"})
        page.set_column(0, len(headings) - 2, 22)
        page.set_column(len(headings) - 1, len(headings) - 1, 60)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(rows), len(headings) - 1)
        page.write_row(0, 0, headings, bold)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                style = wrong if place == len(headings) - 1 else None
                page.write(number, place, _cell(cell), style)
    return buffer.getvalue()


def _cell(value: Any) -> Any:
    """Long whole numbers (phones, NIB) become text, so that Excel keeps all of their digits."""
    if isinstance(value, float) and value.is_integer() and abs(value) >= 1e9:
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return value if isinstance(value, str | float | int) else str(value or "")
