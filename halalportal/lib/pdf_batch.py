"""Many PDFs at once, and one file of them all.

Each child process reads fonts and stylesheet once and is replaced after `DOCUMENTS_A_CHILD`, so
that its memory doesn't grow with the batch.
"""

import re
import zipfile
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from queue import SimpleQueue

import pikepdf

from halalportal.lib.pdf import WALL_SECONDS, PdfError, RenderingChild

DOCUMENTS_A_CHILD = 250
# A document in work and one that waits, for each process.
_AHEAD = 2


def render_many(
    documents: Iterable[str], *, processes: int = 2, seconds: float = WALL_SECONDS
) -> Generator[bytes | PdfError]:
    """Yields the PDF of each document in order, or the error of one that can't be made.

    Only a few documents are taken ahead of what was yielded; closing the generator ends the
    processes.

    Args:
        documents: whole HTML documents, as for `pdf.render`.
        seconds: the longest that one document may take.
    """
    team = _Team(processes, seconds)
    # Left in this order: the threads end first, then what is left of the processes.
    with closing(team), ThreadPoolExecutor(max_workers=processes) as pool:
        waiting: deque[Future[bytes | PdfError]] = deque()
        try:
            for html in documents:
                waiting.append(pool.submit(team.render, html))
                if len(waiting) > processes * _AHEAD:
                    yield waiting.popleft().result()
            yield from (future.result() for future in waiting)
        finally:
            team.stop()


class _Team:
    """The processes of one batch; whoever is free takes the next document."""

    def __init__(self, processes: int, seconds: float) -> None:
        self._members = [_Worker(seconds) for _ in range(processes)]
        self._free: SimpleQueue[_Worker] = SimpleQueue()
        self._is_over = False
        for member in self._members:
            self._free.put(member)

    def render(self, html: str) -> bytes | PdfError:
        worker = self._free.get()
        try:
            return PdfError("the batch has ended") if self._is_over else worker.render(html)
        finally:
            self._free.put(worker)

    def stop(self) -> None:
        """Ends the processes; what they are at becomes an error."""
        self._is_over = True
        for member in self._members:
            member.stop()

    def close(self) -> None:
        """Gives everything back; no thread may be at work any more."""
        for member in self._members:
            member.close()


class _Worker:
    """A child process and its successors."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._child: RenderingChild | None = None
        self._count = 0

    def render(self, html: str) -> bytes | PdfError:
        self._count += 1
        try:
            return self._ready().render(html, seconds=self._seconds)
        except PdfError as error:
            return error

    def stop(self) -> None:
        if self._child:
            self._child.process.kill()

    def close(self) -> None:
        if self._child:
            self._child.close()

    def _ready(self) -> RenderingChild:
        """The child, a new one when there is none or it has done its share."""
        if self._child and self._child.is_alive and self._count <= DOCUMENTS_A_CHILD:
            return self._child
        self.close()
        self._child, self._count = RenderingChild(), 1
        return self._child


@dataclass(frozen=True, slots=True)
class Paper:
    """A rendered document; `title` names its bookmark and its file."""

    title: str
    content: bytes


def merged(papers: Iterable[Paper]) -> bytes:
    """All pages in one PDF for the printer, a bookmark for each document.

    The tags for screen readers stay with the single files.
    """
    target, buffer = pikepdf.new(), BytesIO()
    with target.open_outline() as outline:
        for paper in papers:
            outline.root.append(pikepdf.OutlineItem(paper.title, len(target.pages)))
            with pikepdf.open(BytesIO(paper.content)) as source:
                target.pages.extend(source.pages)
    target.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def zipped(papers: Iterable[Paper]) -> bytes:
    """A ZIP of single files; of two with the same name the later one gets a number."""
    buffer, used = BytesIO(), set[str]()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for paper in papers:
            name = _free_name(file_name(paper.title), used)
            used.add(name.lower())
            archive.writestr(f"{name}.pdf", paper.content)
    return buffer.getvalue()


def file_name(title: str) -> str:
    """`title` as a name that every system takes, without folders; letters and digits stay."""
    words = re.sub(r"[^\w.]+", "-", title)
    return words.strip("-._")[:100] or "dokumen"


def _free_name(name: str, used: set[str]) -> str:
    return next(found for found in _numbered(name) if found.lower() not in used)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1
