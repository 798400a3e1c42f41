"""The papers of a whole event in one file, with progress for each."""

import logging
from collections.abc import Iterable
from contextlib import closing

from django.urls import reverse

from halalportal.jobs.registry import JobFailedError, Progress
from halalportal.lib.formats import number
from halalportal.lib.pdf_batch import Paper, render_many
from workshops.certificate_paper import BatchLayout, certificate_html, file_of, title_of
from workshops.models import AttendanceCertificate, Event

logger = logging.getLogger(__name__)
# Named in the message; the rest is in the log.
_MOST_NAMED = 5


def make_papers(progress: Progress, event: Event, layout: BatchLayout) -> None:
    """Makes the papers of all valid certificates; what can't be made is named, the rest goes on.

    Raises `JobFailedError` when there is nothing to make, or nothing could be made.
    """
    certificates = list(event.certificates.valid().order_by("series", "sequence"))
    if not certificates:
        raise JobFailedError("Belum ada sertifikat yang berlaku. Terbitkan sertifikatnya dulu.")
    papers, failed = _render(certificates, progress)
    if not papers:
        raise JobFailedError("PDF sertifikat tidak bisa dibuat. Coba lagi sebentar lagi.")
    progress.attach(*file_of(papers, layout))
    address = reverse("workshops:certificate-list", args=[event.pk])
    progress.link(address, _summary(len(papers), failed))


def _render(
    certificates: list[AttendanceCertificate], progress: Progress
) -> tuple[list[Paper], list[AttendanceCertificate]]:
    """The papers in order, and the certificates without one."""
    papers, failed = [], []
    total = len(certificates)
    progress.report(0, total)
    with closing(render_many(map(certificate_html, certificates))) as batch:
        for done, (certificate, content) in enumerate(
            zip(certificates, batch, strict=True), start=1
        ):
            if isinstance(content, bytes):
                papers.append(Paper(title_of(certificate), content))
            else:
                logger.error("No paper for certificate %s: %s", certificate.pk, content)
                failed.append(certificate)
            progress.report(done, total)
    return papers, failed


def _summary(made: int, failed: Iterable[AttendanceCertificate]) -> str:
    text = f"{number(made)} sertifikat siap."
    numbers = [certificate.number for certificate in failed]
    if not numbers:
        return text
    named = ", ".join(numbers[:_MOST_NAMED])
    more = len(numbers) - _MOST_NAMED
    rest = f" dan {number(more)} lagi" if more > 0 else ""
    return f"{text} {number(len(numbers))} gagal dibuat: {named}{rest}. Coba lagi untuk yang ini."
