"""The papers of a whole batch of letters in one file, with progress for each."""

import logging
from contextlib import closing

from django.urls import reverse

from halalportal.jobs.registry import JobFailedError, Progress
from halalportal.lib.formats import number
from halalportal.lib.pdf_batch import Paper, file_name, merged, render_many, zipped
from reports.documents.letters import letter_html
from reports.enums import BatchLayout, LetterState
from reports.models import Letter, LetterBatch

logger = logging.getLogger(__name__)
# Named in the message; the rest is in the log.
_MOST_NAMED = 5


def make_papers(progress: Progress, batch: LetterBatch, layout: BatchLayout) -> None:
    """Makes the papers that wait for a signature; what can't be made is named, the rest goes on.

    Raises `JobFailedError` when there is nothing to make, or nothing could be made.
    """
    waiting = batch.letters.in_state(LetterState.NUMBERED)
    letters = list(waiting.order_by("series", "sequence", "pk"))
    if not letters:
        raise JobFailedError("Tidak ada surat yang menunggu tanda tangan di kumpulan ini.")
    papers, failed = _render(letters, progress)
    if not papers:
        raise JobFailedError("PDF surat tidak bisa dibuat. Coba lagi sebentar lagi.")
    progress.attach(*_file_of(batch, papers, layout))
    address = reverse("reports:letter-batch-detail", args=[batch.pk])
    progress.link(address, _summary(len(papers), failed))


def _render(letters: list[Letter], progress: Progress) -> tuple[list[Paper], list[Letter]]:
    """The papers in order, and the letters without one."""
    papers, failed, total = [], [], len(letters)
    progress.report(0, total)
    with closing(render_many(map(letter_html, letters))) as rendered:
        for done, (letter, content) in enumerate(zip(letters, rendered, strict=True), start=1):
            if isinstance(content, bytes):
                papers.append(Paper(f"{letter.number} {letter.recipient}", content))
            else:
                logger.error("No paper for letter %s: %s", letter.pk, content)
                failed.append(letter)
            progress.report(done, total)
    return papers, failed


def _file_of(batch: LetterBatch, papers: list[Paper], layout: BatchLayout) -> tuple[str, bytes]:
    name = file_name(batch.title)[:60]
    if layout == BatchLayout.FILES:
        return f"{name}.zip", zipped(papers)
    return f"{name}.pdf", merged(papers)


def _summary(made: int, failed: list[Letter]) -> str:
    text = f"{number(made)} surat siap dicetak dan ditandatangani."
    if not failed:
        return text
    named = ", ".join(letter.number for letter in failed[:_MOST_NAMED])
    more = len(failed) - _MOST_NAMED
    rest = f" dan {number(more)} lagi" if more > 0 else ""
    return f"{text} {number(len(failed))} gagal dibuat: {named}{rest}. Cetak lagi untuk yang ini."
