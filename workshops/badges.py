"""The code by which a participant is known at the door: as letters, and as a QR code."""

import io
from itertools import batched

import segno

# Fewer squares are read sooner by a poor camera: a code of this length stays in version 1.
_CORRECTION = "q"
_PNG_SQUARE = 16  # pixels
_GROUP = 4


def grouped(badge: str) -> str:
    """`ABCD EFGH JKMN`, as it is read out and typed."""
    return " ".join("".join(letters) for letters in batched(badge, _GROUP))


def typed(text: str) -> str:
    """The code in what somebody typed or scanned: any case, blanks and hyphens left out."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def picture(badge: str) -> str:
    """The QR code as a `data:` address of an SVG with a quiet zone, dark on white."""
    code = segno.make_qr(badge, error=_CORRECTION)
    address: str = code.svg_data_uri(border=4, light="#fff", omitsize=True)
    return address


def png(badge: str) -> bytes:
    """The QR code as a picture to keep in the phone."""
    file = io.BytesIO()
    segno.make_qr(badge, error=_CORRECTION).save(file, kind="png", scale=_PNG_SQUARE, border=4)
    return file.getvalue()
