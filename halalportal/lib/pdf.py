"""PDF from our own HTML, in a child process that can reach nothing but our fonts and stylesheets.

The child (this file run as a script) has no environment and so no secret, a limit on processor
time and memory, and a fetcher that refuses every address outside `static/fonts` and `static/css`.
"""

import resource
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

STATIC = Path(__file__).resolve().parents[2] / "static"
READABLE = (STATIC / "fonts", STATIC / "css")
STYLESHEET = STATIC / "css" / "cetak.css"
WALL_SECONDS = 60
CPU_SECONDS = 50
MEMORY_BYTES = 2 * 1024**3
_REFUSED = 3  # exit code of the child for a document that asks for something else


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
    try:
        child = subprocess.run(  # noqa: S603 - our own file, no shell, no argument from outside
            [sys.executable, "-P", __file__],
            input=html.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"HOME": "/nonexistent", "LANG": "C.UTF-8", "PYTHONWARNINGS": "ignore"},
        )
    except subprocess.TimeoutExpired as error:
        raise PdfError(f"not done within {seconds:g} s") from error
    if child.returncode == _REFUSED:
        raise ForbiddenAddressError(_last_line(child.stderr))
    if child.returncode or not child.stdout.startswith(b"%PDF-"):
        raise PdfError(f"renderer ended with {child.returncode}: {_last_line(child.stderr)}")
    return child.stdout


def is_ours(url: str) -> bool:
    """Whether a document may read `url`: a data: image, or a file in the folders of `READABLE`."""
    parts = urlsplit(url)
    if parts.scheme == "data":
        return True
    if parts.scheme != "file" or parts.netloc:
        return False
    path = Path(unquote(parts.path)).resolve()
    return any(path.is_relative_to(folder) for folder in READABLE)


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else "no message"


# --- In the child -------------------------------------------------------------------------------
def _fetcher() -> Any:
    """A WeasyPrint fetcher that ends the rendering at the first address that is not ours."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not is_ours(url):
                raise FatalURLFetchingError(f"refused {url[:200]}")
            return super().fetch(url, headers)

    return OwnFilesOnly(allowed_protocols=("file", "data"), allow_redirects=False)


def _write(html: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, fonts = _fetcher(), FontConfiguration()
    style = CSS(
        string=STYLESHEET.read_text(encoding="utf-8"),
        base_url=STYLESHEET.as_uri(),
        url_fetcher=fetcher,
        font_config=fonts,
    )
    document = HTML(string=html, base_url=STYLESHEET.as_uri(), url_fetcher=fetcher)
    content: bytes = document.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return content


def _main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    html = sys.stdin.buffer.read().decode()
    from weasyprint.urls import FatalURLFetchingError

    try:
        content = _write(html)
    except FatalURLFetchingError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the parent reads it
        return _REFUSED
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
