"""The paper of a mandate as PDF: to sign or to put a thumb on, with a part that the owner keeps."""

from django.conf import settings
from django.template.loader import render_to_string

from certification.selectors.mandates import Terms, Words
from halalportal.lib import pdf


def sheet_html(terms: Terms, words: Words) -> str:
    """The document; the long words carry a short mark of their hash at the foot."""
    context = {
        "terms": terms,
        "paragraphs": [part.split("\n") for part in words.text.split("\n\n")],
        "mark": words.sha256[:12],
        "office_name": settings.OFFICE_NAME,
        "office_phone": settings.OFFICE_PHONE,
    }
    return render_to_string("certification/mandate_sheet_pdf.html", context)


def sheet_pdf(terms: Terms, words: Words) -> bytes:
    """One A4 page.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    return pdf.render(sheet_html(terms, words))
