"""HEIC, the photo format of many phones, turned into JPEG. Runs as a script in a child process.

The decoder is C++ and reads what strangers send, so it never runs in our own process (ADR 14).
"""

import sys
from io import BytesIO

import pi_heif  # type: ignore[import-untyped]

MAX_PIXELS = 25_000_000
LONGEST_SIDE = 1_600
_REFUSED = 3  # as in halalportal.lib.children; a script under `-I` can't import it


def as_jpeg(content: bytes) -> bytes:
    """The main picture, upright and small.

    Raises:
        ValueError: more pixels than a phone's camera makes; the text is a plain sentence.
    """
    picture = pi_heif.open_heif(BytesIO(content), convert_hdr_to_8bit=True)
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise ValueError("Foto ini terlalu besar. Ambil foto dengan kamera HP biasa.")
    image = picture.to_pillow().convert("RGB")  # the decoder has turned it upright
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image.info.clear()
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _main() -> int:
    try:
        sys.stdout.buffer.write(as_jpeg(sys.stdin.buffer.read()))
    except ValueError as error:
        if str(error).startswith("Foto"):
            print(error, file=sys.stderr)  # noqa: T201 - the parent reads it
            return _REFUSED
        raise
    return 0


if __name__ == "__main__":
    sys.exit(_main())
