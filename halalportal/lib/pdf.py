"""PDF from our own HTML, in a child process that can reach nothing but our fonts and stylesheets.

`halalportal.lib.pdf_child` is what runs there; `halalportal.lib.pdf_batch` is for many documents.
"""

import select
import subprocess
import sys
import time
from contextlib import closing
from typing import IO

from halalportal.lib import pdf_child
from halalportal.lib.pdf_child import DONE, LENGTH_BYTES, REFUSED, frame

WALL_SECONDS = 60
_CHUNK = 1024 * 1024


class PdfError(Exception):
    """The document can't be made: too long, too big, or the renderer failed."""


class ForbiddenAddressError(PdfError):
    """The document asks for a file or address that is not ours; it is a mistake or an attack."""


def render(html: str, *, seconds: float = WALL_SECONDS) -> bytes:
    """Returns `html` as a tagged PDF/UA-1 with `static/css/cetak.css`.

    Args:
        html: a whole document with `lang` and `<title>`; pictures as inline SVG or data: images.
        seconds: the longest that it may take.

    Raises:
        ForbiddenAddressError: when the document or its style names any other file or address.
        PdfError: when a limit is reached or the renderer fails.
    """
    with closing(RenderingChild()) as child:
        return child.render(html, seconds=seconds)


class RenderingChild:
    """A process that renders one document after the other."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own file, no argument from outside
            [sys.executable, "-P", pdf_child.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"HOME": "/nonexistent", "LANG": "C.UTF-8", "PYTHONWARNINGS": "ignore"},
        )

    def render(self, html: str, *, seconds: float = WALL_SECONDS) -> bytes:
        """As `render`. A child that stopped at a limit is of no more use: see `is_alive`."""
        until = time.monotonic() + seconds
        try:
            _send(_pipe(self.process.stdin), frame(html.encode()))
            kind = self._read(1, until)
            content = self._read(int.from_bytes(self._read(LENGTH_BYTES, until), "big"), until)
        except TimeoutError as error:
            self.close()
            raise PdfError(f"not done within {seconds:g} s") from error
        except (EOFError, BrokenPipeError) as error:
            self.close()
            raise PdfError(f"renderer ended with {self.process.returncode}") from error
        if kind == REFUSED:
            raise ForbiddenAddressError(content.decode())
        if kind != DONE:
            raise PdfError(f"renderer failed: {content.decode()}")
        return content

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def close(self) -> None:
        """Ends the process, also in the middle of a document."""
        self.process.kill()
        self.process.communicate()

    def _read(self, size: int, until: float) -> bytes:
        """Exactly `size` bytes. Raises `TimeoutError` or `EOFError`."""
        source, found = _pipe(self.process.stdout), bytearray()
        while len(found) < size:
            left = until - time.monotonic()
            if left <= 0 or not select.select([source], [], [], left)[0]:
                raise TimeoutError
            part = source.read(min(size - len(found), _CHUNK))
            if not part:
                raise EOFError
            found += part
        return bytes(found)


def _send(target: IO[bytes], content: bytes) -> None:
    """Writes everything: an unbuffered pipe takes as much as it has room for."""
    rest = memoryview(content)
    while rest:
        rest = rest[target.write(rest) :]


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe  # asked for above  # noqa: S101
    return pipe
