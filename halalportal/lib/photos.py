"""Photos from outside, made small and clean: nothing of the file but its picture is kept."""

import warnings
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MAX_PIXELS = 25_000_000
LONGEST_SIDE = 1_600
FORMATS = ("JPEG", "PNG", "WEBP")
THUMBNAIL = (240, 180)
_GREY_16 = ("I;16", "I;16B", "I;16L", "I;16N", "I")
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
    MemoryError,
)


class UnusablePhotoError(Exception):
    """Too many pixels, or no photo; the text says what to do."""


def cleaned(file: BinaryIO) -> bytes:
    """Returns the photo as JPEG of at most 1,600 pixels a side, upright, without metadata.

    Raises:
        UnusablePhotoError: with a plain sentence for the sender.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return encoded(_small(file))
    except UnusablePhotoError:
        raise
    except _BROKEN as error:
        raise UnusablePhotoError("Foto ini rusak atau terpotong. Ambil foto baru.") from error


def smaller(content: bytes, box: tuple[int, int] = THUMBNAIL, *, quality: int = 70) -> bytes:
    """A clean copy of ours made to fit into `box` (width, height): some kilobytes, for lists."""
    with Image.open(BytesIO(content), formats=["JPEG"]) as image:
        image.draft("RGB", box)
        image.thumbnail(box)
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def refuse_too_many_pixels(image: Image.Image) -> None:
    """The header tells the size before a single pixel is decoded."""
    if image.width * image.height > MAX_PIXELS:
        raise UnusablePhotoError("Foto ini terlalu besar. Ambil foto dengan kamera HP biasa.")


def encoded(image: Image.Image) -> bytes:
    """A fresh JPEG: no EXIF with the place where it was taken, no hidden second file."""
    plain = Image.new("RGB", image.size, "white")
    plain.paste(image, mask=image.getchannel("A"))
    buffer = BytesIO()
    plain.save(buffer, "JPEG", quality=82, optimize=True)
    return buffer.getvalue()


def _small(file: BinaryIO) -> Image.Image:
    """The first picture of the file in RGBA, upright; made small before it is turned."""
    # WeasyPrint tells Pillow, for the whole process, to fill what is missing with grey.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(file, formats=FORMATS) as image:
        refuse_too_many_pixels(image)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = _eight_bits(image)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        # The picture's own EXIF tells which way is up; the copy above has it, too.
        return ImageOps.exif_transpose(picture).convert("RGBA")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scans of 16 bits lose half of them; presses' inks and palettes become screen colours."""
    if image.mode in _GREY_16:
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode in ("P", "PA", "LA"):
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "RGBA", "L") else image.convert("RGB")
