"""The eight documents that SiHalal asks for (domain.md §2.5 SD16): drafts to be signed."""

import datetime
from dataclasses import dataclass

from django.template.loader import render_to_string

from certification.enums import MaterialRole
from certification.models import Application, Material
from certification.wording import STATEMENT
from halalportal.lib import pdf


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its template, its title, and what its file is called."""

    code: str
    title: str
    file_name: str


DOCUMENTS = (
    Document("letter", "Surat permohonan pendaftaran sertifikasi halal", "01_Surat_Permohonan"),
    Document("statement", "Surat pernyataan pelaku usaha", "02_Surat_Pernyataan"),
    Document("pledge", "Akad ikrar halal", "03_Ikrar_Halal"),
    Document("supervisor", "Penetapan penyelia halal", "04_SK_Penyelia_Halal"),
    Document("materials", "Daftar bahan", "05_Daftar_Bahan"),
    Document("process", "Narasi proses produk halal", "06_Narasi_PPH"),
    Document("products", "Daftar produk", "07_Daftar_Produk"),
    Document("manual", "Manual SJPH sederhana", "08_Manual_SJPH"),
)


def document_html(document: Document, application: Application, day: datetime.date) -> str:
    """The document with what is known; what is missing is a line to write on."""
    business = application.business
    context = {
        "document": document,
        "application": application,
        "business": business,
        "regency": application.regency,
        "brand": application.brand or business.brand,
        "product_kind": application.product_class or application.product_type,
        "products": application.products.all(),
        "material_groups": _grouped(application),
        "letter_on": application.letter_on or day,
        "day": day,
        "statement": STATEMENT,
    }
    return render_to_string(f"certification/documents/{document.code}.html", context)


def document_pdf(document: Document, application: Application, day: datetime.date) -> bytes:
    """A4 pages.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    return pdf.render(document_html(document, application, day))


def _grouped(application: Application) -> list[tuple[str, list[Material]]]:
    """The materials in the three lists that SiHalal keeps; an empty list is left out."""
    materials = list(application.materials.all())
    groups = [
        (str(role.label), [row for row in materials if row.role == role]) for role in MaterialRole
    ]
    return [(label, rows) for label, rows in groups if rows]
