"""A signed paper from outside: a scan as clean copy, a PDF with digital signatures as it came."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from halalportal.lib import children
from halalportal.lib.uploads import MAX_BYTES, PDF, Cleaned, UnusableFileError, clean_upload

# A script, never imported here: what it reads stays out of our own process.
SIGNATURES_SCRIPT = Path(__file__).with_name("pdf_signatures.py")


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature that holds. `at` is the signer's own clock in ISO 8601, or ""."""

    name: str
    at: str


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What is kept of the file, and what stands in it; `text` has no blanks, "" for a scan."""

    copy: Cleaned
    signatures: tuple[Signature, ...] = ()
    text: str = ""

    def mentions(self, *words: str) -> bool | None:
        """Whether one of the words stands in the file; None when it holds no letters to read."""
        if not self.text:
            return None
        return any("".join(word.split()) in self.text for word in words)


def read_signed(file: IO[bytes], size: int | None, *, name: str = "") -> SignedFile:
    """Checks a file as every upload is checked, and the signatures in it.

    Call it before a row is locked: it takes up to some seconds.

    Raises:
        UnusableFileError: with a plain sentence, also for a signature that is broken.
    """
    content = file.read(MAX_BYTES + 1)
    length = max(size or 0, len(content))
    copy = clean_upload(BytesIO(content), length, name=name)
    if copy.media_type != PDF:
        return SignedFile(copy)
    found = _read(content)
    signatures = tuple(Signature(**each) for each in found["signatures"])
    # A signature holds for these very bytes and no others.
    kept = Cleaned(content, PDF) if signatures else copy
    return SignedFile(kept, signatures, found["text"])


def _read(content: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(children.run(SIGNATURES_SCRIPT, content))
    except children.ChildRefusedError as error:
        raise UnusableFileError(str(error)) from error
    except (children.ChildFailedError, ValueError) as error:
        raise UnusableFileError(
            "PDF ini tidak bisa dibaca. Simpan ulang, atau kirim foto suratnya."
        ) from error
    return answer
