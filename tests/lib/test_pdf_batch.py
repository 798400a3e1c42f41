"""Many PDFs at once: in order, one bad document alone, processes that end."""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from halalportal.lib import pdf_batch
from halalportal.lib.pdf import ForbiddenAddressError, PdfError, RenderingChild
from halalportal.lib.pdf_batch import Paper, file_name, merged, render_many, zipped

PAGE = (
    '<html lang="id"><head><title>Surat {0}</title></head><body><p>Nomor {0}</p>{1}</body></html>'
)


def page(number: int, more: str = "") -> str:
    return PAGE.format(number, more)


def title_of(content: bytes | PdfError) -> str:
    assert isinstance(content, bytes)
    with pikepdf.open(BytesIO(content)) as document:
        return str(document.docinfo["/Title"])


def children() -> set[int]:
    """Those of every thread."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text().split()}


@pytest.mark.parametrize("processes", [1, 2])
def test_documents_come_back_in_order(processes: int) -> None:
    found = list(render_many((page(number) for number in range(8)), processes=processes))

    assert [title_of(content) for content in found] == [f"Surat {number}" for number in range(8)]


def test_a_bad_document_is_reported_and_the_others_go_on(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("RAHASIA")
    endless = "<table>" + "<tr><td>satu</td><td>dua</td></tr>" * 5_000 + "</table>"
    documents = [
        page(1),
        page(2, f'<img src="{secret.as_uri()}">'),
        page(3, endless),
        page(4),
    ]

    first, asking, slow, last = render_many(documents, processes=1, seconds=4)

    assert title_of(first) == "Surat 1"
    assert isinstance(asking, ForbiddenAddressError)
    assert isinstance(slow, PdfError)
    assert "not done within" in str(slow)
    assert title_of(last) == "Surat 4"


def test_fonts_of_one_document_are_not_for_the_next() -> None:
    face = 'font-family: "Dokumen"; src: url("../fonts/LiberationSerif-Regular.ttf")'
    stolen = f"<style>@font-face {{ {face} }}</style>"
    with closing(RenderingChild()) as child:
        clean = child.render(page(1))
        child.render(page(1, stolen))
        assert len(child.render(page(1))) == len(clean)


def test_nothing_is_left_running_when_nobody_wants_more() -> None:
    before = children()
    taken: list[int] = []

    def documents() -> Iterator[str]:
        for number in range(1_000):
            taken.append(number)
            yield page(number)

    with closing(render_many(documents(), processes=2)) as batch:
        assert title_of(next(batch)) == "Surat 0"
        assert children() - before

    assert children() == before
    assert len(taken) < 10


def test_a_child_is_replaced_before_it_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[RenderingChild] = []

    class Counted(RenderingChild):
        def __init__(self) -> None:
            made.append(self)
            super().__init__()

    monkeypatch.setattr(pdf_batch, "RenderingChild", Counted)
    monkeypatch.setattr(pdf_batch, "DOCUMENTS_A_CHILD", 2)

    found = list(render_many((page(number) for number in range(5)), processes=1))

    assert [title_of(content) for content in found][-1] == "Surat 4"
    assert len(made) == 3


def test_one_file_with_a_bookmark_each() -> None:
    papers = [
        Paper(f"00{number} Ani", content)
        for number, content in enumerate(render_many([page(1), page(2)]), start=1)
        if isinstance(content, bytes)
    ]

    with pikepdf.open(BytesIO(merged(papers))) as document, document.open_outline() as outline:
        assert len(document.pages) == 2
        assert [item.title for item in outline.root] == ["001 Ani", "002 Ani"]


def test_names_in_the_zip_are_safe_and_differ() -> None:
    papers = [
        Paper("001/SERT/XII: Ani", b"a"),
        Paper("001/SERT/XII: Ani", b"b"),
        Paper("../", b"c"),
    ]

    with zipfile.ZipFile(BytesIO(zipped(papers))) as archive:
        assert archive.namelist() == [
            "001-SERT-XII-Ani.pdf",
            "001-SERT-XII-Ani-2.pdf",
            "dokumen.pdf",
        ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Siti Nur'aini, S.E.", "Siti-Nur-aini-S.E"),
        ("", "dokumen"),
    ],
)
def test_file_names(title: str, expected: str) -> None:
    assert file_name(title) == expected
