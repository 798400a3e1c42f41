"""Workbooks in which a text stays a text, and a worksheet that takes whole rows of texts fast."""

import re
from collections.abc import Sequence
from functools import cache

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Every workbook is opened with these: what people typed never becomes a formula, link or number.
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
SAFE_IN_MEMORY = SAFE | {"in_memory": True}
LONGEST_TEXT = 32_767  # characters in a cell, says Excel
# What XML or Excel would read as something else, and spaces at the ends, which XML would drop.
_NOT_PLAIN = re.compile(r"[&<>\x00-\x1f\x7f\ufffe\uffff]|_x|^\s|\s$")


class TextSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """For a workbook in constant memory: `book.add_worksheet(name, worksheet_class=TextSheet)`.

    XlsxWriter checks and keeps every cell until its row ends, and takes a text that looks like its
    own markup (`<r>…</r>`) for markup. Here a text is a text.
    """

    def write_texts(self, row: int, number: int, texts: Sequence[str]) -> None:
        """Writes a number and the texts beside it; "" leaves its cell out.

        Rows come in their order, after everything above them was written cell by cell.
        """
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(texts))
        self._write_single_row(row)
        line = row + 1
        cells = [
            f'<c r="{column}{line}" t="inlineStr"><is>{_text(text)}</is></c>'
            for column, text in zip(_names(len(texts)), texts, strict=True)
            if text
        ]
        self.fh.write(f'<row r="{line}"><c r="A{line}"><v>{number}</v></c>{"".join(cells)}</row>')


@cache
def _names(count: int) -> list[str]:
    """B, C, D … for so many columns."""
    return [xl_col_to_name(index) for index in range(1, count + 1)]


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
    if not _NOT_PLAIN.search(text):
        return f"<t>{text}</t>"
    escaped = TextSheet._escape_control_characters(text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<t xml:space="preserve">{escaped}</t>'
