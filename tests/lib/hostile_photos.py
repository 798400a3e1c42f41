"""Pictures that somebody might send, harmless and hostile, each made by code."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, PngImagePlugin

SCRIPT = b"<script>alert(document.cookie)</script>"
PHP = b"<?php system($_GET['c']); ?>"
GPS, ORIENTATION = 0x8825, 0x0112
CLEAN, REFUSED = "image/jpeg", "refused"


def picture(
    kind: str = "JPEG",
    size: tuple[int, int] = (320, 240),
    mode: str = "RGB",
    **options: Any,
) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size).save(buffer, kind, **options)
    return buffer.getvalue()


def heic(size: tuple[int, int] = (320, 240), **options: Any) -> bytes:
    buffer = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", size, "orange")).save(buffer, quality=50, **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    tags[0x010E] = SCRIPT.decode()  # ImageDescription
    tags[GPS] = {1: "S", 2: (0.0, 30.0, 12.0), 3: "E", 4: (117.0, 9.0, 1.0)}
    return tags.tobytes()


def chunk(name: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check


def png_with(*chunks: bytes) -> bytes:
    """A small PNG with more chunks behind its header."""
    plain = picture("PNG")
    return plain[:33] + b"".join(chunks) + plain[33:]


def png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    plain = picture()
    at = plain.index(b"\xff\xc0") + 5
    return plain[:at] + struct.pack(">HH", height, width) + plain[at + 4 :]


def webp_claiming(width: int, height: int) -> bytes:
    """An extended, animated WebP whose canvas is as large as the format allows."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    canvas = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + sizes
    anim = b"ANIM" + struct.pack("<I", 6) + b"\0" * 6
    body = b"WEBP" + canvas + anim
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic_claiming(width: int, height: int) -> bytes:
    plain = heic()
    at = plain.index(b"ispe") + 8
    return plain[:at] + struct.pack(">II", width, height) + plain[at + 8 :]


def archive() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("META-INF/MANIFEST.MF", "Main-Class: Evil")
    return buffer.getvalue()


def frames(kind: str, count: int = 5) -> bytes:
    pages = [Image.new("RGB", (64, 64), colour) for colour in ("red", "green", "blue") * count]
    buffer = BytesIO()
    pages[0].save(buffer, kind, save_all=True, append_images=pages[1:])
    return buffer.getvalue()


def with_info(**texts: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_text(key, text, zip=True)
    return picture("PNG", pnginfo=info)


def bad_crc() -> bytes:
    plain = bytearray(picture("PNG"))
    plain[30] ^= 0xFF
    return bytes(plain)


Made = tuple[str, Callable[[], bytes], str]
PHOTOS: dict[str, Made] = {
    "plain jpeg": ("produk.jpg", picture, CLEAN),
    "plain png": ("produk.png", lambda: picture("PNG"), CLEAN),
    "plain webp": ("produk.webp", lambda: picture("WEBP"), CLEAN),
    "plain heic": ("IMG_0001.HEIC", heic, CLEAN),
    "progressive jpeg": ("p.jpg", lambda: picture(progressive=True), CLEAN),
    "one pixel": ("p.jpg", lambda: picture(size=(1, 1)), CLEAN),
    "very tall": ("p.png", lambda: picture("PNG", (1, 20_000)), CLEAN),
    "exif with a place": ("p.jpg", lambda: picture(exif=exif()), CLEAN),
    "exif upside down": ("p.jpg", lambda: picture(exif=exif(8)), CLEAN),
    "exif of nonsense": ("p.jpg", lambda: picture(exif=exif(99)), CLEAN),
    "png exif with a place": ("p.png", lambda: picture("PNG", exif=exif()), CLEAN),
    "heic exif with a place": ("p.heic", lambda: heic(exif=exif()), CLEAN),
    "webp exif with a place": ("p.webp", lambda: picture("WEBP", exif=exif()), CLEAN),
    "script in a comment": ("p.jpg", lambda: picture(comment=SCRIPT), CLEAN),
    "script in a text chunk": ("p.png", lambda: with_info(Comment=SCRIPT.decode()), CLEAN),
    "png with html behind": ("p.html", lambda: picture("PNG") + SCRIPT, CLEAN),
    "jpeg with php behind": ("p.php.jpg", lambda: picture() + PHP, CLEAN),
    "jpeg with a jar behind": ("p.jpg", lambda: picture() + archive(), CLEAN),
    "heic with html behind": ("p.heic", lambda: heic() + SCRIPT, CLEAN),
    "wrong extension": ("produk.pdf", picture, CLEAN),
    "cmyk": ("p.jpg", lambda: picture(mode="CMYK"), CLEAN),
    "grey": ("p.jpg", lambda: picture(mode="L"), CLEAN),
    "sixteen bits": ("p.png", lambda: picture("PNG", mode="I;16"), CLEAN),
    "grey with alpha": ("p.png", lambda: picture("PNG", mode="LA"), CLEAN),
    "palette": ("p.png", lambda: picture("PNG", mode="P"), CLEAN),
    "animated png": ("p.png", lambda: frames("PNG"), CLEAN),
    "animated webp": ("p.webp", lambda: frames("WEBP"), CLEAN),
    "two pictures in one jpeg": ("p.jpg", lambda: frames("MPO"), CLEAN),
    "large icc profile": ("p.jpg", lambda: picture(icc_profile=b"A" * 400_000), CLEAN),
    "name climbs out": ("../../../etc/passwd.jpg", picture, CLEAN),
    "name from right to left": ("foto\u202egpj.exe", picture, CLEAN),
    "name with nothing in it": ("fo\u200bto\u200d.jpg", picture, CLEAN),
    "name with a zero byte": ("foto.php\0.jpg", picture, CLEAN),
    "name without an end": ("f" * 4_000 + ".jpg", picture, CLEAN),
    "icc bomb": (
        "p.png",
        lambda: png_with(chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 80_000_000, 9))),
        "any",
    ),
    "text bomb": (
        "p.png",
        lambda: png_with(chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 80_000_000, 9))),
        "any",
    ),
    "pixel bomb": ("p.png", lambda: picture("PNG", (6_000, 5_000), "1"), REFUSED),
    "png claims the moon": ("p.png", lambda: png_claiming(2**31 - 1, 2**31 - 1), REFUSED),
    "png claims more than it has": ("p.png", lambda: png_claiming(4_000, 4_000), REFUSED),
    "jpeg claims the moon": ("p.jpg", lambda: jpeg_claiming(65_000, 65_000), REFUSED),
    "webp claims the moon": ("p.webp", lambda: webp_claiming(16_383, 16_383), REFUSED),
    "heic claims the moon": ("p.heic", lambda: heic_claiming(60_000, 60_000), REFUSED),
    "truncated jpeg": ("p.jpg", lambda: picture(size=(800, 600))[:900], REFUSED),
    "truncated png": ("p.png", lambda: picture("PNG")[:60], REFUSED),
    "truncated webp": ("p.webp", lambda: picture("WEBP")[:40], REFUSED),
    "truncated heic": ("p.heic", lambda: heic()[:400], REFUSED),
    "wrong checksum": ("p.png", bad_crc, REFUSED),
    "nothing but a beginning": ("p.jpg", lambda: b"\xff\xd8\xff\xe0", REFUSED),
    "heic in name alone": ("p.heic", lambda: b"\0\0\0\x18ftypheic" + b"\0" * 80, REFUSED),
    "avif": ("p.avif", lambda: b"\0\0\0\x18ftypavif" + b"\0" * 80, REFUSED),
    "gif": ("p.gif", lambda: picture("GIF"), REFUSED),
    "gif and jar": ("p.gif", lambda: picture("GIF") + archive(), REFUSED),
    "tiff": ("p.tiff", lambda: picture("TIFF"), REFUSED),
    "bmp": ("p.bmp", lambda: picture("BMP"), REFUSED),
    "icon": ("p.ico", lambda: picture("ICO"), REFUSED),
    "film": ("p.mp4", lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 80, REFUSED),
}
