"""Makes static/contoh/contoh-impor-usaha.xlsx: as messy as a real list, every person invented.

    python -m tests.ikm.sample_file

renews the file. Tests use `sample_rows` and `workbook_of` as well.
"""

import datetime
import io
from pathlib import Path
from typing import Any

import xlsxwriter

PATH = Path(__file__).parents[2] / "static" / "contoh" / "contoh-impor-usaha.xlsx"
HEADINGS = [
    *("NO", "NAMA USAHA", "NAMA PEMILIK", "NIK", "ALAMAT", "NO. HP / WA", "NIB"),
    *("PRODUK", "MEREK", "KBLI", "SKALA", "BINAAN"),
]
_AMPAR = "RT.003, DESA BATU TIMBAU, KECAMATAN BATU AMPAR"
_HIMBA = "RT.005, DESA HIMBA LESTARI, KEC. BATU AMPAR"
_AIR_HITAM = "KEL. AIR HITAM, KEC. SAMARINDA ULU"
# Name | owner | NIK | address | phone | NIB | products | brand | KBLI | scale | mentored
_LINES = f"""
KERIPIK PISANG BUNDA CONTOH|SITI REKAAN|6408174107909001|{_AMPAR}|0834-0000-9001|9120000000017|\
KERIPIK PISANG, KERIPIK SINGKONG|BUNDA|10794|MIKRO|YA
UD. BAROKAH CONTOH|AHMAD FIKTIF||{_HIMBA}|=83400009002||TAHU DAN TEMPE|||USAHA MIKRO|
DAPUR MAMA CONTOH|HJ. NURUL REKAAN||JL. YOS SUDARSO II, DESA SWARGA BARA|Hp. 083400009003|\
belum ada|SAMBAL GAMI|MAMA||kecil|v
KWT MELATI CONTOH|RATNA FIKTIF|6408044505859002|Desa Sangatta Utara RT 12|62834 0000 9004|\
=9120000000025|Amplang ikan; kerupuk ikan||10794 - Industri kerupuk|Mikro|binaan
CV CAHAYA CONTOH|HENDRA REKAAN||SINGA GEMBARA, SANGATTA UTARA|0834 0000 9005 / 0835 0000 9005|\
9120000000033|Roti manis||=10710||
WARUNG ACIL CONTOH|HALIMAH FIKTIF||{_AMPAR}|-||Nasi kuning bungkus|||mikro|
MADU KELULUT CONTOH|RUDI REKAAN||{_AMPAR}|0834-0000-9007|912000000004|Madu kelulut|||mikro|
GULA AREN CONTOH|SYAMSUL FIKTIF|64081701019090|{_AMPAR}|0834-0000-9008||Gula aren|||mikro|
LEMPOK CONTOH|DEWI REKAAN||{_AMPAR}|8.34E+10||Lempok durian|||mikro|
AMPLANG SAMARINDA CONTOH|JUMIATI FIKTIF||{_AIR_HITAM}|0834-0000-9010||Amplang||||
Keripik Pisang Bunda Contoh|Siti Rekaan||{_AMPAR}|0834-0000-9001|9120000000017|||||
""".replace("\\\n", "")


def sample_rows() -> list[list[Any]]:
    """The rows below the headings: six good ones, four wrong ones, one twice."""
    lines = [line for line in _LINES.splitlines() if line]
    return [[number, *map(_cell, line.split("|"))] for number, line in enumerate(lines, start=1)]


def _cell(text: str) -> str | float:
    """A text, or a number as Excel would keep it."""
    return float(text[1:]) if text.startswith("=") else text


def workbook_of(
    headings: list[Any], rows: list[list[Any]], *, title: str = "", sheet: str = "Data IKM"
) -> bytes:
    """An xlsx with the headings above the rows, and a title above both if given."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        # Else the second of writing stands in the file, and the same list is not the same file.
        book.set_properties({"created": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)})
        page = book.add_worksheet(sheet)
        top = 0
        if title:
            page.merge_range(0, 0, 0, len(headings) - 1, title)
            top = 2
        page.set_column(1, len(headings) - 1, 22)
        bold = book.add_format({"bold": True, "border": 1})
        page.write_row(top, 0, headings, bold)
        for number, row in enumerate(rows, start=top + 1):
            page.write_row(number, 0, row)
    return buffer.getvalue()


def sample_workbook() -> bytes:
    """The sample as a file: a title, a header in row 3, eleven rows."""
    return workbook_of(HEADINGS, sample_rows(), title="DAFTAR IKM PANGAN (CONTOH, BUKAN DATA ASLI)")


if __name__ == "__main__":
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_bytes(sample_workbook())
