"""Photos from outside: what is refused, and what is left of what is kept."""

from io import BytesIO

import pytest
from PIL import Image

from halalportal.lib.photos import LONGEST_SIDE, UnusablePhotoError, cleaned

GPS_TAG, ORIENTATION_TAG = 0x8825, 0x0112


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (300, 200), mode: str = "RGB", **options: object
) -> BytesIO:
    buffer = BytesIO()
    Image.new(mode, size, "orange").save(buffer, kind, **options)
    buffer.seek(0)
    return buffer


def result(file: BytesIO) -> Image.Image:
    return Image.open(BytesIO(cleaned(file)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_become_jpeg(kind: str) -> None:
    assert result(picture(kind)).format == "JPEG"


def test_a_large_photo_is_made_smaller() -> None:
    assert max(result(picture(size=(4_000, 3_000))).size) == LONGEST_SIDE


def test_metadata_is_gone_and_the_picture_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = 6
    exif[GPS_TAG] = {1: "S", 2: (0.0, 30.0, 0.0)}
    image = result(picture(exif=exif))
    assert not image.getexif()
    assert image.size == (200, 300)


def test_what_hides_behind_the_picture_is_gone() -> None:
    file = picture("PNG")
    file.seek(0, 2)
    file.write(b"<script>alert(1)</script>")
    file.seek(0)
    assert b"script" not in cleaned(file)


def test_transparency_becomes_white() -> None:
    buffer = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(buffer, "PNG")
    buffer.seek(0)
    assert result(buffer).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0"]
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(UnusablePhotoError, match="rusak atau terpotong"):
        cleaned(BytesIO(content))


def test_other_picture_formats_are_refused() -> None:
    with pytest.raises(UnusablePhotoError, match="rusak atau terpotong"):
        cleaned(picture("GIF", mode="P"))


def test_a_pixel_bomb_is_refused_before_it_is_decoded() -> None:
    bomb = picture("PNG", size=(6_000, 5_000), mode="1")
    assert len(bomb.getvalue()) < 20_000
    with pytest.raises(UnusablePhotoError, match="terlalu besar"):
        cleaned(bomb)
