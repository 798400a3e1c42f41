"""Reading what SiHalal and LP3H give: every layout and every mess, and nothing hostile."""

import csv
import io
import zipfile
from collections.abc import Iterable

import pytest

from certification.mirror.lines import MirrorLine, Source, SourceError, read_number
from certification.mirror.sources import PasteSource, TypedSource, WorkbookSource
from tests.certification.mirror_tables import (
    COMMITTEE,
    INQUIRY,
    NUMBER,
    REPORT,
    inquiry,
    told,
    workbook,
)

REPORT_ROW = [
    *("REG-1", NUMBER, 45812, "A3012", "Siti Rekaan", "Jl. Uji 1", "Bunda Contoh"),
    *(83400009001, "Rina Rekaan", COMMITTEE),
]


def lines_of(source: Source) -> list[MirrorLine]:
    return list(source.rows())


def test_the_inquiry_with_its_headings() -> None:
    (line,) = lines_of(PasteSource(inquiry(told(NUMBER, COMMITTEE, name="Siti Rekaan"))))
    assert (line.place, line.number, line.status, line.name) == (
        2,
        NUMBER,
        COMMITTEE,
        "siti rekaan",
    )
    assert line.cells["code"] == "A3012"


def test_the_inquiry_without_headings() -> None:
    text = inquiry(told(NUMBER, COMMITTEE, name="Siti Rekaan", brand="Bunda"), headings=False)
    (line,) = lines_of(PasteSource(text))
    assert (line.place, line.number, line.status, line.brand) == (1, NUMBER, COMMITTEE, "bunda")


def test_a_report_without_headings_behind_a_running_number() -> None:
    row = ["1", "REG-1", NUMBER, "04/06/2025", *map(str, REPORT_ROW[3:])]
    (line,) = lines_of(PasteSource("\t".join(row)))
    assert (line.number, line.name, line.status) == (NUMBER, "siti rekaan", COMMITTEE)
    assert line.cells["registration"] == "REG-1"


def test_columns_in_any_order_by_other_words() -> None:
    text = "Posisi\tPelaku Usaha\tNomor Pendaftaran\nSelesai P3H\tUD. Bunda\tsh2026-1-825659"
    (line,) = lines_of(PasteSource(text))
    assert (line.number, line.name, line.status) == (NUMBER, "bunda", "Selesai P3H")


def test_a_lone_quote_swallows_nothing() -> None:
    rows = [told(NUMBER, COMMITTEE, name='"Bunda'), told("SH2026-1-2", COMMITTEE, name="B")]
    assert len(lines_of(PasteSource(inquiry(*rows)))) == 2


def test_a_report_in_excel_with_serial_days_and_numbers() -> None:
    (line,) = lines_of(WorkbookSource(workbook([REPORT, REPORT_ROW])))
    assert (line.number, line.phone, line.companion) == (NUMBER, "00009001", "rina rekaan")
    assert line.cells["day"] == "45812"


def test_a_title_two_rows_of_headings_and_merged_cells() -> None:
    top = ["LAPORAN LP3H CONTOH", *[""] * 9]
    upper = ["ID Reg", "Pendaftaran", "", "", "Nama PU", "Alamat", "Merk", "Kontak", "", "Status"]
    lower = ["", "No.Daftar", "Tanggal", "Kode", "", "", "", "No. HP", "Nama Pendamping", ""]
    second = [
        "REG-2",
        "SH2026-1-2",
        46024,
        "A3012",
        "Ani",
        *[""] * 5,
    ]
    rows = [top, upper, lower, REPORT_ROW, second]
    merges = ["B2:D2", "H2:I2", "J4:J5"]
    found = lines_of(WorkbookSource(workbook(rows, merges)))
    assert [(line.place, line.number) for line in found] == [(4, NUMBER), (5, "SH2026-1-2")]
    assert [line.status for line in found] == [COMMITTEE, COMMITTEE]


def test_a_csv_in_windows_letters() -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerows([REPORT, [*REPORT_ROW[:4], "Café Rekaan’s", *REPORT_ROW[5:]]])
    (line,) = lines_of(WorkbookSource(buffer.getvalue().encode("cp1252")))
    assert line.cells["name"] == "Café Rekaan’s"
    assert line.phone == "00009001"


@pytest.mark.parametrize(
    "written", ["SH2026.1.825659", "sh2026 - 1 - 825659", "SH2026/1/825659", " SH2026–1–825659 "]
)
def test_numbers_with_other_marks(written: str) -> None:
    assert read_number(written) == NUMBER


@pytest.mark.parametrize("written", ["", "825659", "SH26-1-8", "ID64110000123450626", "-"])
def test_what_is_no_number(written: str) -> None:
    assert read_number(written) == ""


def test_a_code_where_there_is_no_status() -> None:
    (line,) = lines_of(PasteSource(f"No Daftar\tNama PU\tKode\n{NUMBER}\tAni\tOF74"))
    assert line.status == "OF74"


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    return buffer.getvalue()


HOSTILE = {
    "pdf": b"%PDF-1.7 ...",
    "page": b"<html><table><tr><td>SH2026-1-1</td></tr></table></html>",
    "script": b"MZ\x00\x01" * 50,
    "broken": b"PK\x03\x04" + b"\x00" * 100,
    "other workbook": workbook([["Nama", "Nilai"], ["A", 1]]),
    "without status": workbook([["No Daftar", "Nama PU"], [NUMBER, "Ani"]]),
    "headings only": workbook([REPORT]),
    "empty": b"   \n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_files_that_are_refused(kind: str) -> None:
    with pytest.raises(SourceError):
        lines_of(WorkbookSource(HOSTILE[kind]))


def test_a_bomb_is_refused() -> None:
    with pytest.raises(SourceError, match="terlalu besar"):
        lines_of(WorkbookSource(_bomb()))


@pytest.mark.parametrize("text", ["", "\n\n", "halo dunia", "\t".join(INQUIRY), "a\tb\n\x00c\td"])
def test_pastes_that_are_refused(text: str) -> None:
    with pytest.raises(SourceError):
        lines_of(PasteSource(text))


def test_more_than_twenty_thousand_lines_are_refused() -> None:
    rows = (told(f"SH2026-1-{n}", COMMITTEE) for n in range(20_001))
    with pytest.raises(SourceError, match=r"20\.000"):
        lines_of(PasteSource(inquiry(*rows)))


def test_one_line_that_somebody_typed() -> None:
    (line,) = lines_of(TypedSource({"number": NUMBER, "status": "OF74", "name": ""}))
    assert (line.number, line.status, line.cells) == (
        NUMBER,
        "OF74",
        {"number": NUMBER, "status": "OF74"},
    )


def test_a_connection_would_be_one_more_source() -> None:
    class Connector:
        def rows(self) -> Iterable[MirrorLine]:
            yield MirrorLine(1, {"number": NUMBER, "status": COMMITTEE})

    connector: Source = Connector()
    assert [line.number for line in lines_of(connector)] == [NUMBER]
