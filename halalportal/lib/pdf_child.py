"""The renderer of `halalportal.lib.pdf`. Runs as a script in a process of its own.

It has no environment and so no secret, a limit on memory and on the processor time of each
document, and a fetcher that refuses every address outside `static/fonts` and `static/css`.
Documents come in and go out one by one, each behind its length; fonts and the common stylesheet
are read once.
"""

import gc
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

STATIC = Path(__file__).resolve().parents[2] / "static"
READABLE = (STATIC / "fonts", STATIC / "css")
STYLESHEET = STATIC / "css" / "cetak.css"
CPU_SECONDS = 50
MEMORY_BYTES = 2 * 1024**3
# An answer: one of these bytes, the length of what follows, and a PDF or the reason.
DONE, REFUSED, FAILED = b"D", b"R", b"F"
LENGTH_BYTES = 8


def is_ours(url: str) -> bool:
    """Whether a document may read `url`: a data: image, or a file in the folders of `READABLE`."""
    parts = urlsplit(url)
    if parts.scheme == "data":
        return True
    if parts.scheme != "file" or parts.netloc:
        return False
    path = Path(unquote(parts.path)).resolve()
    return any(path.is_relative_to(folder) for folder in READABLE)


def frame(content: bytes) -> bytes:
    """`content` behind its length."""
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


class Renderer:
    """Fonts, stylesheet and fetcher, read once for many documents."""

    def __init__(self) -> None:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self._fetcher = _own_files_only()
        self._fonts = FontConfiguration()
        self._style = CSS(
            string=STYLESHEET.read_text(encoding="utf-8"),
            base_url=STYLESHEET.as_uri(),
            url_fetcher=self._fetcher,
            font_config=self._fonts,
        )

    def write(self, html: str) -> bytes:
        """Returns the document as PDF/UA-1."""
        from weasyprint import HTML

        document = HTML(string=html, base_url=STYLESHEET.as_uri(), url_fetcher=self._fetcher)
        content: bytes = document.write_pdf(
            stylesheets=[self._style], font_config=self._fonts, pdf_variant="pdf/ua-1"
        )
        return content


def _own_files_only() -> Any:
    """A WeasyPrint fetcher that ends the rendering at the first address that is not ours."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not is_ours(url):
                raise FatalURLFetchingError(f"refused {url[:200]}")
            return super().fetch(url, headers)

    return OwnFilesOnly(allowed_protocols=("file", "data"), allow_redirects=False)


def _answer(renderer: Renderer, html: str) -> tuple[bytes, bytes]:
    from weasyprint.urls import FatalURLFetchingError

    try:
        return DONE, renderer.write(html)
    except FatalURLFetchingError as error:
        return REFUSED, str(error).encode()
    except Exception as error:  # one bad document must not end the others
        return FAILED, f"{type(error).__name__}: {error}"[:300].encode()


def _serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answers each document until there are no more."""
    renderer: Renderer | None = None
    while length := source.read(LENGTH_BYTES):
        html = source.read(int.from_bytes(length, "big")).decode()
        _limit_time()
        if renderer is None:
            renderer = Renderer()
            gc.freeze()  # what stays needn't be looked at again and again
        kind, content = _answer(renderer, html)
        target.write(kind + frame(content))
        target.flush()
        if "@font-face" in html.lower():  # its fonts are not for the next document
            renderer = None


def _limit_time() -> None:
    """Ends this process when the next document takes too much of the processor."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + CPU_SECONDS, hard))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    _serve(sys.stdin.buffer, sys.stdout.buffer)
