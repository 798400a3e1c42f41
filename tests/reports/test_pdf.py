"""The PDF engine: our own fonts, tagged, and nothing else within reach."""

import contextlib
import http.server
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from halalportal.lib import pdf, pdf_child

PAGE = '<html lang="id"><title>Ringkasan</title><body><h1>Kuota 1.000</h1>{}</body></html>'


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """A local server that notes whoever calls."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", calls
    server.shutdown()
    server.server_close()


def test_text_language_tags_and_own_fonts(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf.render(PAGE.format("<p><b>320</b> terpakai <i>miring</i></p>")))

    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout

    assert "Kuota 1.000" in text.stdout
    assert "320 terpakai" in text.stdout
    assert "Tagged:          yes" in info
    assert "A4" in info
    names = [line.split()[0] for line in fonts.splitlines()[2:]]
    assert len(names) == 3
    assert all("Dokumen" in name for name in names)


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{secret}">',
        '<link rel="attachment" href="{secret}">',
        '<link rel="stylesheet" href="{secret}">',
        '<p style="background: url({secret})">x</p>',
        "<style>@import url({secret});</style>",
        '<object data="{secret}"></object>',
        '<img src="{trap}/a.png">',
        '<link rel="stylesheet" href="{trap}/a.css">',
        "<style>@font-face {{ font-family: x; src: url({trap}/a.ttf) }}</style><p>x</p>",
    ],
)
def test_foreign_files_and_addresses_are_refused(
    markup: str, trap: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, calls = trap
    secret = tmp_path / "rahasia.txt"
    secret.write_text("RAHASIA-7F3A")

    with pytest.raises(pdf.ForbiddenAddressError):
        pdf.render(PAGE.format(markup.format(secret=secret.as_uri(), trap=address)))
    assert calls == []


@pytest.mark.parametrize("element", ["image", "use"])
def test_a_picture_inside_a_picture_is_not_fetched(
    element: str, trap: tuple[str, list[str]]
) -> None:
    address, calls = trap
    picture = (
        f'<svg width="90" height="90" viewBox="0 0 9 9">'
        f'<{element} href="{address}/a.svg#x" width="9" height="9"/></svg>'
    )

    with contextlib.suppress(pdf.ForbiddenAddressError):  # WeasyPrint may also just leave it out
        pdf.render(PAGE.format(picture))
    assert calls == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ((pdf_child.STATIC / "fonts" / "LiberationSans-Bold.ttf").as_uri(), True),
        ("data:image/png;base64,AA==", True),
        ((pdf_child.STATIC / "fonts").as_uri() + "/../../manage.py", False),
        ((pdf_child.STATIC / "fonts").as_uri() + "/%2e%2e/%2e%2e/manage.py", False),
        ("file://server" + str(pdf_child.STATIC / "fonts" / "x.ttf"), False),
        ("https://contoh.id/x.ttf", False),
    ],
)
def test_which_addresses_are_ours(url: str, expected: bool) -> None:
    assert pdf_child.is_ours(url) is expected


def test_a_link_is_judged_by_where_it_leads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_child, "READABLE", (tmp_path,))
    (tmp_path / "own.ttf").write_bytes(b"")
    (tmp_path / "foreign.ttf").symlink_to("/etc/passwd")

    assert pdf_child.is_ours((tmp_path / "own.ttf").as_uri()) is True
    assert pdf_child.is_ours((tmp_path / "foreign.ttf").as_uri()) is False


def test_a_document_that_takes_too_long_is_stopped() -> None:
    rows = "<tr><td>satu</td><td>dua</td></tr>" * 5_000

    with pytest.raises(pdf.PdfError, match="not done within"):
        pdf.render(PAGE.format(f"<table>{rows}</table>"), seconds=1.5)


def test_the_child_has_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the renderer could print of its environment holds no secret."""
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    with contextlib.closing(pdf.RenderingChild()) as child:
        child.render(PAGE.format(""))
        environment = Path(f"/proc/{child.process.pid}/environ").read_bytes()

    names = {line.partition(b"=")[0] for line in environment.split(b"\0") if line}
    assert names == {b"HOME", b"LANG", b"PYTHONWARNINGS"}
