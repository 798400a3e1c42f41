"""The certificate of attendance on paper: one landscape page, its programme on the back."""

from enum import StrEnum

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from halalportal.lib import pdf
from halalportal.lib.pdf_batch import Paper, merged, zipped
from workshops.models import AttendanceCertificate


class BatchLayout(StrEnum):
    """How the papers of an event leave the portal."""

    PRINT = "cetak"
    FILES = "berkas"


def verification_url(certificate: AttendanceCertificate) -> str:
    """The address in the QR code."""
    return f"{settings.PORTAL_URL}{reverse('verification:document-show', args=[certificate.code])}"


def certificate_html(certificate: AttendanceCertificate) -> str:
    """The document; a draft as long as the office has not signed it."""
    url = verification_url(certificate)
    context = {
        "certificate": certificate,
        "facts": certificate.facts,
        "verification_url": url,
        "picture": segno.make(url, error="m", micro=False).svg_data_uri(border=0),
        "office_name": settings.OFFICE_NAME,
    }
    return render_to_string("workshops/certificate_pdf.html", context)


def certificate_pdf(certificate: AttendanceCertificate) -> bytes:
    """The pages.

    Raises:
        pdf.PdfError: when they can't be made.
    """
    return pdf.render(certificate_html(certificate))


def title_of(certificate: AttendanceCertificate) -> str:
    """The bookmark, and the name of the file: `001/SERT/DISPERIN/XII/2026-Ani Contoh`."""
    return f"{certificate.number}-{certificate.name}"


def file_of(papers: list[Paper], layout: BatchLayout) -> tuple[str, bytes]:
    """Name and content of the one file with all papers."""
    if layout == BatchLayout.FILES:
        return "sertifikat.zip", zipped(papers)
    return "sertifikat.pdf", merged(papers)
