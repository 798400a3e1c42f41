"""Files from outside: a photo or a PDF comes out as a clean copy, anything else is refused.

What a file is, its first bytes say; its name counts for nothing.
"""

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from halalportal.lib import children, photos

MAX_BYTES = 10 * 1024 * 1024
JPEG, PDF = "image/jpeg", "application/pdf"
# Scripts, never imported here: their decoders stay out of our own process.
HEIC_SCRIPT = Path(__file__).with_name("heic.py")
PDF_SCRIPT = Path(__file__).with_name("foreign_pdf.py")
EXTENSIONS = {JPEG: "jpg", PDF: "pdf"}
# For `accept` of a file field. Phones turn HEIC into JPEG by themselves where it is not named.
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,application/pdf"
_TAKEN = frozenset("jpg jpeg png webp heic heif pdf".split())
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


class UnusableFileError(Exception):
    """The file is not kept; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy: `content` of the type `media_type` (image/jpeg or application/pdf)."""

    content: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        """Equal for the same file sent twice."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.media_type]


def clean_upload(file: BinaryIO, size: int, *, name: str = "") -> Cleaned:
    """Returns a photo as JPEG (≤ 1,600 pixels a side) or a PDF (≤ 30 pages), both without metadata.

    Call it before a row is locked: it takes up to some seconds.

    Args:
        size: the file's length in bytes.
        name: as the sender calls it, for the refusal alone.

    Raises:
        UnusableFileError: with a plain sentence for the sender.
    """
    if size > MAX_BYTES:
        raise UnusableFileError(f"Berkas ini {_megabytes(size)} MB. Pilih berkas di bawah 10 MB.")
    content = file.read(MAX_BYTES + 1)
    if not content.strip(b"\x00 \r\n\t"):
        raise UnusableFileError("Berkas ini kosong. Pilih berkas lain.")
    try:
        return _cleaned(content, name)
    except (photos.UnusablePhotoError, children.ChildRefusedError) as error:
        raise UnusableFileError(str(error)) from error


def _cleaned(content: bytes, name: str) -> Cleaned:
    match _kind(content):
        case "photo":
            return Cleaned(photos.cleaned(BytesIO(content)), JPEG)
        case "heic":
            return Cleaned(photos.cleaned(BytesIO(_heic_as_jpeg(content))), JPEG)
        case "pdf":
            return Cleaned(_rewritten(content), PDF)
        case _:
            raise UnusableFileError(_not_taken(name))


def _kind(content: bytes) -> str:
    """What the first bytes promise; "" for anything we don't take."""
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return "photo"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "photo"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "heic"
    return "pdf" if content.startswith(b"%PDF-") else ""


def _heic_as_jpeg(content: bytes) -> bytes:
    try:
        return children.run(HEIC_SCRIPT, content)
    except children.ChildFailedError as error:
        raise UnusableFileError("Foto ini rusak. Ambil foto baru, atau kirim JPG.") from error


def _rewritten(content: bytes) -> bytes:
    try:
        return children.run(PDF_SCRIPT, content)
    except children.ChildFailedError as error:
        raise UnusableFileError("PDF ini rusak. Simpan ulang, atau kirim fotonya.") from error


def _not_taken(name: str) -> str:
    """What to send instead, with the sender's own word for the kind of file if there is one."""
    found = re.search(r"\.([a-z0-9]{1,5})$", name.lower())
    if found and found[1] in _TAKEN:
        return f"Isi berkas ini bukan foto atau PDF, walau namanya .{found[1]}. Kirim berkas lain."
    asked = "Kirim foto (JPG, PNG, atau HEIC) atau PDF."
    return f"{asked} Berkas Anda .{found[1]}." if found else asked


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
