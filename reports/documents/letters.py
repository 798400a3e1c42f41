"""A letter on paper: A4 or F4, with the place for the signature left empty."""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import segno
from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse

from halalportal.lib import pdf
from halalportal.lib.formats import long_date
from reports.enums import LetterState
from reports.models import Letter

UNNUMBERED = "(belum ada)"
_NO_DATE = "…………………………"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands across every page, and the sentence that says why."""

    word: str
    text: str


MARKS = {
    LetterState.DRAFT: Mark("DRAF", "DRAF, belum bernomor dan belum ditandatangani"),
    LetterState.NUMBERED: Mark("DRAF", "DRAF, belum ditandatangani"),
    LetterState.SIGNED: Mark("SALINAN", "Salinan. Yang berlaku adalah naskah yang ditandatangani."),
    LetterState.WITHDRAWN: Mark("DITARIK", "Surat ini sudah ditarik dan tidak berlaku."),
}


def verification_url(letter: Letter) -> str:
    """The address in the QR code."""
    return f"{settings.PORTAL_URL}{reverse('verification:document-show', args=[letter.code])}"


def letter_html(letter: Letter) -> str:
    """The document, also of a letter that isn't kept yet. Until it is signed it says DRAF."""
    facts, url = letter.facts, verification_url(letter)
    number = letter.number or UNNUMBERED
    context = {
        "letter": letter,
        "facts": facts,
        "mark": MARKS[LetterState(letter.state)],
        "number": number,
        "heading": heading_of(facts, number),
        "place_and_date": place_and_date(letter),
        "logo": _logo(facts["head"]["logo"]),
        "url": url,
        "picture": _code(url),
        "answer_picture": _code(facts["answer_url"]) if facts.get("answer_url") else "",
    }
    return render_to_string("reports/letter_pdf.html", context)


def _code(url: str) -> str:
    """The address as a QR code, a data: picture."""
    return segno.make(url, error="m", micro=False).svg_data_uri(border=2)


def letter_pdf(letter: Letter) -> bytes:
    """The pages that the portal prints; of a signed letter the signed file is what counts.

    Raises:
        pdf.PdfError: when they can't be made.
    """
    return pdf.render(letter_html(letter))


def heading_of(facts: dict[str, Any], number: str) -> list[tuple[str, str]]:
    """Nomor, Sifat, Lampiran, Hal."""
    attached = facts["attachment"] or ("1 (satu) berkas" if facts["table"] else "–")
    return [
        ("Nomor", number),
        ("Sifat", facts["nature"]),
        ("Lampiran", attached),
        ("Hal", facts["subject"]),
    ]


def place_and_date(letter: Letter) -> str:
    """`Samarinda, 22 November 2026`."""
    day = long_date(letter.written_on) if letter.written_on else _NO_DATE
    return f"{letter.facts['head']['city']}, {day}"


@lru_cache(maxsize=16)
def _logo(name: str) -> str:
    """The picture as data: address; kept files never change under their name."""
    if not name or not default_storage.exists(name):
        return ""
    with default_storage.open(name, "rb") as file:
        return f"data:image/jpeg;base64,{b64encode(file.read()).decode()}"
