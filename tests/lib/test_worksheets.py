"""Rows of texts are the same in the file as if XlsxWriter had written them cell by cell."""

import io

import xlsxwriter
from python_calamine import CalamineWorkbook

from halalportal.lib.worksheets import LONGEST_TEXT, TextSheet

TEXTS = [
    "Sinar",
    "",
    "A & B <C>",
    "<r><t>bukan markah</t></r>",
    " spasi ",
    "dua\nbaris",
    "é 漢",
    "x" * (LONGEST_TEXT + 5),
]


def rows_in(content: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return list(map(list, sheet.to_python(skip_empty_area=False)))


def test_every_text_comes_back_as_it_was_below_ordinary_cells() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("A", worksheet_class=TextSheet)
        for column in range(len(TEXTS) + 1):
            sheet.write_string(0, column, f"kepala {column}")
        sheet.write_texts(1, 7, TEXTS)
        sheet.write_texts(2, 8, ["akhir", *TEXTS[1:2] * (len(TEXTS) - 1)])
    head, first, last = rows_in(file.getvalue())
    assert head[len(TEXTS)] == f"kepala {len(TEXTS)}"
    assert first == [7, *(text[:LONGEST_TEXT] for text in TEXTS)]
    assert last[:2] == [8, "akhir"]


def test_the_xml_is_that_of_xlsxwriter_itself() -> None:
    """Only the hint to keep spaces may differ, and a text like markup, which it misreads."""
    plain = [text for text in TEXTS if text[:3] != "<r>"] + ["_x0041_", "bel\x07", "\ufffe"]
    ours, theirs = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(ours, {"constant_memory": True}) as book:
        book.add_worksheet("A", worksheet_class=TextSheet).write_texts(0, 1, plain)
    with xlsxwriter.Workbook(theirs, {"constant_memory": True}) as book:
        other = book.add_worksheet("A")
        other.write_number(0, 0, 1)
        for column, text in enumerate(plain, start=1):
            if text:
                other.write_string(0, column, text)
    assert rows_in(ours.getvalue()) == rows_in(theirs.getvalue())
