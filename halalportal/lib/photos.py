"""Photos from outside, made small and clean: nothing of the file but its picture is kept."""

import warnings
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 25_000_000
LONGEST_SIDE = 1_600
FORMATS = ("JPEG", "PNG", "WEBP")


class UnusablePhotoError(Exception):
    """Too big, too many pixels, or no photo; the text says what to do."""


def cleaned(file: BinaryIO, *, size: int) -> bytes:
    """Returns the photo as JPEG of at most 1,600 pixels a side, upright, without metadata.

    Args:
        size: the file's length in bytes.

    Raises:
        UnusablePhotoError: with a plain sentence for the sender.
    """
    if size > MAX_BYTES:
        megabytes = round(size / 1024 / 1024)
        raise UnusablePhotoError(f"Foto ini {megabytes} MB. Pilih foto di bawah 10 MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _encoded(file)
    except UnusablePhotoError:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise UnusablePhotoError("Kirim foto JPG, PNG, atau WebP.") from error


def _encoded(file: BinaryIO) -> bytes:
    with Image.open(file, formats=FORMATS) as image:
        # The header tells the size before a single pixel is decoded.
        if image.width * image.height > MAX_PIXELS:
            raise UnusablePhotoError("Foto ini terlalu besar. Ambil foto dengan kamera HP biasa.")
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A fresh picture: no EXIF with the place where it was taken, no hidden second file.
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    buffer = BytesIO()
    plain.save(buffer, "JPEG", quality=82, optimize=True)
    return buffer.getvalue()
