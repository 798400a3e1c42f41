"""The materials of an application as an Excel workbook, for pasting and for the LPH."""

import io

import xlsxwriter

from certification.enums import MaterialKind, MaterialRole
from certification.models import Application, Material
from halalportal.lib.formats import short_date
from halalportal.lib.worksheets import SAFE_IN_MEMORY

# Heading and width in characters.
_HEADINGS = {
    "No": 6,
    "Jenis": 24,
    "Nama": 30,
    "Merek": 22,
    "Pembuat": 28,
    "Bukti halal": 28,
    "Nomor sertifikat": 24,
    "Berlaku sampai": 16,
}


def sheet_of(application: Application) -> bytes:
    """The workbook with one row for each material; what people typed stays a text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_IN_MEMORY) as book:
        sheet = book.add_worksheet("Bahan")
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, (heading, width) in enumerate(_HEADINGS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        for line, material in enumerate(application.materials.all(), start=1):
            sheet.write_number(line, 0, line)
            for column, text in enumerate(_cells(material), start=1):
                sheet.write_string(line, column, text)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _cells(material: Material) -> tuple[str, ...]:
    until = material.certificate_until
    return (
        str(MaterialRole(material.role).label),
        material.name,
        material.brand,
        material.producer,
        str(MaterialKind(material.kind).label),
        material.certificate_number,
        short_date(until) if until else "",
    )
