"""A letter becomes signed with the file that the office signed: a scan, or a PDF of its own."""

import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from halalportal.lib import kept_files
from halalportal.lib.signed_files import SignedFile, read_signed
from halalportal.lib.uploads import UnusableFileError
from reports.enums import LetterState
from reports.letters.errors import (
    EarlierDateError,
    LaterDateError,
    OtherLetterError,
    SignedFileError,
)
from reports.models import Letter
from reports.selectors.letters.offices import today_at
from reports.services.letters.locking import lock

_WRITTEN = [
    "state",
    "signed_on",
    "signed_by_name",
    "signed_file",
    "signed_sha256",
    "signature",
]


def sign(
    *,
    letter: Letter,
    upload: "UploadedFile[Any]",
    signed_on: datetime.date,
    signed_by_name: str,
    by: User,
    is_confirmed: bool = False,
) -> Letter:
    """Keeps the signed file with the letter; a PDF with a digital signature byte for byte.

    Args:
        is_confirmed: a person says that the PDF is this letter, though its number is not in it.

    Raises `SignedFileError`, `OtherLetterError`, `LetterMovedError`, `LaterDateError`,
    `EarlierDateError`; then nothing is kept.
    """
    try:
        # Reading it takes a while: it happens before the row is locked.
        found = read_signed(upload, upload.size, name=str(upload.name))
    except UnusableFileError as error:
        raise SignedFileError(str(error)) from error
    is_this = found.mentions(letter.number, letter.code)
    if is_this is False and not is_confirmed:
        raise OtherLetterError(letter.number)
    signature = _signature(found, is_this=is_this)
    return _keep(letter, found, signature, signed_on, signed_by_name, by=by)


@transaction.atomic
def _keep(
    letter: Letter,
    found: SignedFile,
    signature: dict[str, Any],
    signed_on: datetime.date,
    signed_by_name: str,
    *,
    by: User,
) -> Letter:
    [locked] = lock([letter], LetterState.NUMBERED, by=by)
    if signed_on > today_at(locked.organisation):
        raise LaterDateError(signed_on)
    if locked.written_on and signed_on < locked.written_on:
        raise EarlierDateError(locked.written_on)
    locked.state = LetterState.SIGNED
    locked.signed_on, locked.signed_by_name = signed_on, signed_by_name
    locked.signed_sha256, locked.signature = found.copy.sha256, signature
    kept_files.keep(locked.signed_file, found.copy)
    locked.save(update_fields=_WRITTEN)
    audit.record(
        action="letter.signed",
        subject=locked,
        by=by,
        number=locked.number,
        sha256=locked.signed_sha256,
        is_digital=bool(found.signatures),
    )
    return locked


def _signature(found: SignedFile, *, is_this: bool | None) -> dict[str, Any]:
    """The signatures in the file, and whether it names the letter; None where nobody can tell."""
    signers = [{"name": each.name, "at": each.at} for each in found.signatures]
    return {"signers": signers, "mentions_letter": is_this}
