"""Reads a recap back from the screen, from Excel and from paper."""

import io
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import python_calamine

HEAD_LINES = 5  # lines of a worksheet above the headings


class _Cells(HTMLParser):
    """The texts of the cells of the first table, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._is_cell = False
        self._is_done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_done:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._is_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._is_cell = self._is_cell and tag not in ("td", "th")
        self._is_done = self._is_done or tag == "table"

    def handle_data(self, data: str) -> None:
        if self._is_cell and not self._is_done:
            self.rows[-1][-1] += data


def screen(content: bytes) -> list[list[str]]:
    """All rows of the page's table, the headings first."""
    parser = _Cells()
    parser.feed(content.decode())
    return [[" ".join(cell.split()) for cell in row] for row in parser.rows]


def sheet(content: bytes, columns: list[dict[str, str]], count: int) -> list[list[str]]:
    """Headings and so many rows of a workbook, each value as an Indonesian would read it."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    lines = book.get_sheet_by_index(0).to_python()[HEAD_LINES:]
    width = len(columns)
    rows = [
        [in_words(value, column["kind"]) for value, column in zip(line, columns, strict=False)]
        for line in lines[1 : count + 1]
    ]
    return [[str(cell) for cell in lines[0][:width]], *rows]


def data(found: dict[str, Any]) -> list[list[str]]:
    """Headings, rows and total of the JSON in the same words."""
    columns = found["columns"]
    rows = [*found["rows"], *([found["total"]] if found["total"] else [])]
    return [
        [column["label"] for column in columns],
        *([_plain(row[c["key"]], c["kind"]) for c in columns] for row in rows),
    ]


def _plain(value: Any, kind: str) -> str:
    if kind == "share" and value is not None:
        value = round(value * 10) / 1000
    if kind == "date" and value:
        year, month, day = value.split("-")
        return f"{int(day)}/{int(month)}/{year}"
    return "–" if value is None else in_words(value, kind)


def in_words(value: Any, kind: str) -> str:
    """A number of Excel as it is shown there."""
    if isinstance(value, str):
        return value
    match kind:
        case "share":
            return f"{value * 100:.1f}%".replace(".", ",")
        case "rupiah":
            return f"Rp{value:,.0f}".replace(",", ".").replace("Rp-", "-Rp")
        case "date":
            return f"{value.day}/{value.month}/{value.year}"
        case _:
            return f"{value:,.0f}".replace(",", ".")


_MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()


def day_in_figures(text: str) -> str:
    """ "4 Jun 2025" as "4/6/2025"; anything else as it is."""
    day, _, rest = text.partition(" ")
    month, _, year = rest.partition(" ")
    return f"{day}/{_MONTHS.index(month) + 1}/{year}" if month in _MONTHS else text


def paper(content: bytes, folder: Path) -> str:
    """The words of a PDF in their places."""
    file = folder / "rekap.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def is_on_paper(row: list[str], kinds: list[str], text: str) -> bool:
    """Whether one line holds the row: numbers whole and in order, words by their first one."""
    parts = []
    for cell, kind in zip(row, kinds, strict=True):
        if cell and (kind in ("number", "share", "rupiah") or cell == "–"):
            parts.append(re.escape(cell))
        elif cell:
            parts.append(re.escape(cell.split()[0]) + r"[^\n]*?")
    return re.search(r"\s+".join(parts), text) is not None
