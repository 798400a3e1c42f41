"""What a code on a paper says to anybody: that it is genuine, and nothing personal."""

import re

from reports.enums import LetterState
from reports.models import Letter
from workshops.selectors.verification import Validity, Verified
from workshops.selectors.verification import verify as verify_certificate

_CODE = re.compile(r"[\w-]{22}", re.ASCII)
_VALIDITY = {
    LetterState.NUMBERED: Validity.DRAFT,
    LetterState.SIGNED: Validity.VALID,
    LetterState.WITHDRAWN: Validity.WITHDRAWN,
}


def verify(code: str) -> Verified | None:
    """The paper with this code; None for an unknown one, and for a letter without number."""
    if not _CODE.fullmatch(code):
        return verify_certificate(code)
    letters = Letter.objects.select_related("organisation__region")
    found = letters.filter(code=code).exclude(state=LetterState.DRAFT).first()
    return _of_letter(found) if found else None


def _of_letter(letter: Letter) -> Verified | None:
    facts, withdrawn_at = letter.facts, letter.withdrawn_at
    signer = facts["signer"]
    return Verified(
        noun=facts["title"] or "Surat",
        validity=_VALIDITY[LetterState(letter.state)],
        number=letter.number,
        issued_on=letter.written_on,
        signed_on=letter.signed_on,
        withdrawn_on=withdrawn_at.astimezone(letter.zone).date() if withdrawn_at else None,
        facts=(
            ("Hal", facts["public_subject"]),
            ("Dinas", facts["head"]["office"]),
            ("Penanda tangan", f"{signer['name']}, {signer['position']}"),
        ),
    )
