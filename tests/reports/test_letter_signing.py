"""The signed file: a scan is cleaned, a digital signature kept byte for byte and looked at."""

import datetime
import hashlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from halalportal.lib import kept_files, pdf
from reports.documents.letters import letter_pdf
from reports.enums import LetterState
from reports.letter_invariants import check
from reports.letters.errors import (
    EarlierDateError,
    LaterDateError,
    LetterMovedError,
    OtherLetterError,
    SignedFileError,
)
from reports.models import Letter
from reports.services import letters
from tests.reports.letters import make_numbered, make_office, scan
from tests.reports.letters import sign as sign_with_scan
from tests.reports.signing import signed, turned

BUDI = "Budi Contoh, S.E."


@pytest.fixture
def letter(officer: User) -> Letter:
    return make_numbered(make_office(), by=officer)


def sign(letter: Letter, content: bytes, *, by: User, is_confirmed: bool = False) -> Letter:
    assert letter.written_on
    return letters.sign(
        letter=letter,
        upload=SimpleUploadedFile("surat.pdf", content),
        signed_on=letter.written_on,
        signed_by_name=BUDI,
        is_confirmed=is_confirmed,
        by=by,
    )


def other_pdf() -> bytes:
    head = '<html lang="id"><head><title>x</title></head>'
    return pdf.render(f"{head}<body><p>Surat lain 1/2026</p></body></html>")


def test_a_scan_is_kept_as_clean_copy(letter: Letter, officer: User) -> None:
    done = sign_with_scan(letter, by=officer)
    content = kept_files.read(done.signed_file)
    assert done.state == LetterState.SIGNED
    assert content != scan().read()
    assert done.signed_sha256 == hashlib.sha256(content).hexdigest()
    assert done.signature == {"signers": [], "mentions_letter": None}
    assert list(check()) == []


def test_a_digitally_signed_pdf_is_kept_byte_for_byte(letter: Letter, officer: User) -> None:
    content = signed(letter_pdf(letter))
    done = sign(letter, content, by=officer)
    assert kept_files.read(done.signed_file) == content
    assert done.signed_sha256 == hashlib.sha256(content).hexdigest()
    [signer] = done.signature["signers"]
    assert signer["name"] == BUDI
    at = datetime.datetime.fromisoformat(signer["at"])
    assert abs(at - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=10)
    assert done.signature["mentions_letter"] is True


def test_two_signatures_are_both_named(letter: Letter, officer: User) -> None:
    once = signed(letter_pdf(letter))
    done = sign(letter, signed(once, "Citra Rekaan", "TTE2"), by=officer)
    names = [each["name"] for each in done.signature["signers"]]
    assert sorted(names) == [BUDI, "Citra Rekaan"]


def test_a_changed_byte_is_refused(letter: Letter, officer: User) -> None:
    """At several places of the signed bytes: nothing is kept."""
    content = signed(letter_pdf(letter))
    for at in range(500, len(content) // 2, len(content) // 12):
        changed = bytearray(content)
        changed[at] ^= 1
        with pytest.raises(SignedFileError):
            sign(letter, bytes(changed), by=officer, is_confirmed=True)
    letter.refresh_from_db()
    assert letter.state == LetterState.NUMBERED
    assert not letter.signed_file


def test_a_page_changed_after_the_signature_is_refused(letter: Letter, officer: User) -> None:
    with pytest.raises(SignedFileError, match="berubah sesudah ditandatangani"):
        sign(letter, turned(signed(letter_pdf(letter))), by=officer)


def test_another_letter_is_taken_only_when_a_person_says_so(letter: Letter, officer: User) -> None:
    with pytest.raises(OtherLetterError, match=letter.number):
        sign(letter, signed(other_pdf()), by=officer)
    done = sign(letter, signed(other_pdf()), by=officer, is_confirmed=True)
    assert done.signature["mentions_letter"] is False


def test_the_own_pdf_unsigned_is_only_a_print_and_says_so(letter: Letter, officer: User) -> None:
    done = sign(letter, letter_pdf(letter), by=officer)
    assert done.signature == {"signers": [], "mentions_letter": True}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 docx", b"%PDF-1.7 broken"])
def test_what_is_no_photo_and_no_pdf_is_refused(
    letter: Letter, officer: User, content: bytes
) -> None:
    with pytest.raises(SignedFileError):
        sign(letter, content, by=officer)


def test_a_signed_pdf_with_a_program_inside_is_refused(letter: Letter, officer: User) -> None:
    with pikepdf.open(BytesIO(letter_pdf(letter))) as source:
        source.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        buffer = BytesIO()
        source.save(buffer)
    with pytest.raises(SignedFileError, match="program"):
        sign(letter, signed(buffer.getvalue()), by=officer)


def test_days_of_the_signature(letter: Letter, officer: User) -> None:
    assert letter.written_on
    day = datetime.timedelta(days=1)
    for signed_on, error in (
        (letter.written_on + day, LaterDateError),
        (letter.written_on - day, EarlierDateError),
    ):
        with pytest.raises(error):
            letters.sign(
                letter=letter, upload=scan(), signed_on=signed_on, signed_by_name=BUDI, by=officer
            )


def test_only_the_own_office_and_only_once(
    letter: Letter, officer: User, stranger: User, province_officer: User
) -> None:
    for by in (stranger, province_officer):
        with pytest.raises(PermissionDenied):
            sign_with_scan(letter, by=by)
    sign_with_scan(letter, by=officer)
    with pytest.raises(LetterMovedError, match="ditandatangani"):
        sign_with_scan(letter, by=officer)


def test_a_file_changed_on_disk_is_found(letter: Letter, officer: User) -> None:
    done = sign_with_scan(letter, by=officer)
    file = Path(done.signed_file.path)
    file.write_bytes(file.read_bytes() + b"x")
    assert list(check()) == [f"letter {letter.pk}: the signed file was changed"]
