"""The jobs of this app: load, call the service, tell the person where the result is."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from celery import shared_task
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import CompanionProfile, Organisation, User
from certification.enums import MirrorState, ProposalState
from certification.errors import CertificationError, ProposalDecidedError, ProposalOpenError
from certification.handover_sheet import SHEET_JOB, Paper, sheet_pdf
from certification.minutes import MINUTES_JOB, minutes_pdf
from certification.models import (
    Application,
    AssignmentProposal,
    Handover,
    MirrorBatch,
    SelectionRound,
)
from certification.rules import can_move
from certification.services import (
    answer_drafts,
    closings,
    mandate_papers,
    proposals,
    replacement,
    uploads,
)
from certification.services.drafts import local_today
from certification.services.mirror import applying, batches, reading, undoing
from certification.sihalal_archive import ARCHIVE_JOB, STEPS, archive_name, archive_of
from certification.verification_draft import DRAFT_JOB, draft_pdf
from halalportal.jobs.beside import reporting_beside
from halalportal.jobs.registry import JobCancelledError, JobFailedError, Progress, job_handler
from halalportal.lib.formats import number
from halalportal.lib.pdf import PdfError

logger = logging.getLogger(__name__)


@job_handler(proposals.PROPOSE_JOB)
def propose_assignments(
    progress: Progress, *, organisation_id: int, leaving_id: int, user_id: int, membership_id: int
) -> None:
    """Works out who could help whom."""
    organisation = Organisation.objects.select_related("region").get(pk=organisation_id)
    leaving = CompanionProfile.objects.filter(pk=leaving_id).first()
    by = _person(user_id, membership_id)
    try:
        proposal = _allowed(
            lambda: proposals.propose(organisation=organisation, leaving=leaving, by=by)
        )
    except ProposalOpenError:
        # The first run may have come this far before its worker died.
        proposal = AssignmentProposal.objects.waiting().get(organisation=organisation)
    count = number(proposal.lines.count())
    progress.link(_address(proposal), f"{count} usaha diusulkan. Periksa, lalu terima.")


@job_handler(proposals.ACCEPT_JOB)
def accept_proposal(
    progress: Progress, *, proposal_id: int, leaves: int, user_id: int, membership_id: int
) -> None:
    """Assigns the lines of a proposal."""
    proposal = AssignmentProposal.objects.get(pk=proposal_id)
    by = _person(user_id, membership_id)
    try:
        _allowed(lambda: proposals.accept(proposal=proposal, leaves=bool(leaves), by=by))
    except ProposalDecidedError as error:
        proposal.refresh_from_db()
        if proposal.state != ProposalState.ACCEPTED:
            raise JobFailedError(str(error)) from error
    count = number(proposal.lines.filter(is_taken=True).count())
    progress.link(_address(proposal), f"{count} usaha ditugaskan.")


def _allowed(run: Callable[[], AssignmentProposal]) -> AssignmentProposal:
    """What `run` returns; a refusal ends the job with its plain sentence."""
    try:
        return run()
    except (ProposalOpenError, ProposalDecidedError):
        raise
    except CertificationError as error:
        raise JobFailedError(str(error)) from error
    except PermissionDenied as error:
        sentence = "Peran Anda di LP3H ini sudah berakhir. Tidak ada yang diubah."
        raise JobFailedError(sentence) from error


def _person(user_id: int, membership_id: int) -> User:
    """Who asked, in the role of then; without a role when that has ended."""
    user: User = User.objects.get(pk=user_id)
    user.active_membership = user.memberships.current().filter(pk=membership_id).first()
    return user


def _address(proposal: AssignmentProposal) -> str:
    return reverse("certification:proposal-detail", args=[proposal.pk])


@job_handler(MINUTES_JOB)
def make_minutes(progress: Progress, *, round_id: int, user_id: int, membership_id: int) -> None:
    """Makes the PDF of a selection round as the person who asked may see it."""
    by = _person(user_id, membership_id)
    visible = SelectionRound.objects.visible_to(by).select_related("programme__region", "closed_by")
    round_ = visible.filter(pk=round_id).first()
    if round_ is None:
        raise JobFailedError("Seleksi ini tidak bisa Anda buka lagi.")
    progress.report(0, 2)
    try:
        content = minutes_pdf(round_, by)
    except PdfError as error:
        logger.exception("No minutes for round %s", round_id)
        raise JobFailedError("PDF tidak bisa dibuat. Coba lagi sebentar lagi.") from error
    progress.attach(f"berita-acara-seleksi-{round_.pk}.pdf", content)
    progress.link(reverse("certification:round-detail", args=[round_.pk]), "Draf siap diunduh.")
    progress.report(2, 2)


@job_handler(SHEET_JOB)
def make_handover_sheet(
    progress: Progress, *, handover_id: int, is_f4: int, user_id: int, membership_id: int
) -> None:
    """Makes the list of a handover as PDF for somebody who still sees it."""
    by = _person(user_id, membership_id)
    handover = Handover.objects.visible_to(by).filter(pk=handover_id).first()
    if handover is None:
        raise JobFailedError("Daftar ini tidak bisa Anda buka lagi.")
    progress.report(0, 2)
    try:
        content = sheet_pdf(handover, Paper.F4 if is_f4 else Paper.A4)
    except PdfError as error:
        logger.exception("No sheet for handover %s", handover_id)
        raise JobFailedError("PDF tidak bisa dibuat. Coba lagi sebentar lagi.") from error
    progress.attach(f"serah-terima-{handover.pk}.pdf", content)
    address = reverse("certification:handover-detail", args=[handover.pk])
    progress.link(address, "Daftar siap diunduh.")
    progress.report(2, 2)


@job_handler(batches.READ_JOB)
def read_mirror(progress: Progress, *, batch_id: int, membership_id: int) -> None:
    """Reads a long table of SiHalal."""
    batch = MirrorBatch.objects.select_related("by").get(pk=batch_id)
    if batch.state != MirrorState.READING:
        return
    by = _person(batch.by_id, membership_id)
    source = batches.source_of(batch)
    try:
        with reporting_beside(progress) as report, _stepping_back(batch):
            batch = reading.read(batch=batch, source=source, by=by, report=report)
    finally:
        batches.forget_read(batch)
    if batch.state == MirrorState.REJECTED:
        raise JobFailedError(batch.message)
    progress.link(_mirror_address(batch), f"{number(batch.total)} baris dibaca.")


@job_handler(batches.APPLY_JOB)
def apply_mirror(progress: Progress, *, batch_id: int, membership_id: int) -> None:
    """Writes a table of SiHalal to its cases."""
    batch = MirrorBatch.objects.get(pk=batch_id)
    with _stepping_back(batch):
        by = _person(batch.by_id, membership_id)
        batch = applying.apply(batch=batch, by=by, report=progress.report)
    count = number(batch.rows.to_take_back().count())
    progress.link(_mirror_address(batch), f"{count} pengajuan diperbarui.")


@job_handler(batches.UNDO_JOB)
def undo_mirror(progress: Progress, *, batch_id: int, membership_id: int) -> None:
    """Takes a table of SiHalal back."""
    batch = MirrorBatch.objects.get(pk=batch_id)
    with _stepping_back(batch):
        by = _person(batch.by_id, membership_id)
        batch = undoing.undo(batch=batch, by=by, report=progress.report)
    progress.link(_mirror_address(batch), "Status SiHalal dikembalikan.")


@contextmanager
def _stepping_back(batch: MirrorBatch) -> Iterator[None]:
    """A job that was cancelled leaves the table open again."""
    try:
        yield
    except JobCancelledError:
        applying.step_back(batch=batch)
        raise


def _mirror_address(batch: MirrorBatch) -> str:
    return reverse("certification:mirror-detail", args=[batch.pk])


@job_handler(DRAFT_JOB)
def make_verification_draft(
    progress: Progress, *, application_id: int, user_id: int, membership_id: int
) -> None:
    """Makes the draft of a companion's recommendation for somebody who still sees the case."""
    by = _person(user_id, membership_id)
    visible = Application.objects.visible_to(by).with_people()
    application = visible.filter(pk=application_id).first()
    if application is None:
        raise JobFailedError("Pengajuan ini tidak bisa Anda buka lagi.")
    progress.report(0, 2)
    try:
        content = draft_pdf(application)
    except PdfError as error:
        logger.exception("No draft for application %s", application_id)
        raise JobFailedError("PDF tidak bisa dibuat. Coba lagi sebentar lagi.") from error
    progress.attach(f"draf-rekomendasi-{application.number}.pdf", content)
    address = reverse("certification:verification-detail", args=[application.number])
    progress.link(address, "Draf siap diunduh.")
    progress.report(2, 2)


@job_handler(ARCHIVE_JOB)
def make_sihalal_archive(
    progress: Progress, *, application_id: int, user_id: int, membership_id: int
) -> None:
    """Gathers the files of an application for somebody who still may enter it in SiHalal."""
    by = _person(user_id, membership_id)
    visible = Application.objects.visible_to(by).with_people()
    application = visible.filter(pk=application_id).first()
    if application is None or not can_move(by, application, "enter"):
        raise JobFailedError("Pengajuan ini tidak bisa Anda buka lagi.")
    try:
        content = archive_of(
            application, local_today(application.regency), lambda done: progress.report(done, STEPS)
        )
    except PdfError as error:
        logger.exception("No archive for application %s", application_id)
        raise JobFailedError("Berkas tidak bisa dibuat. Coba lagi sebentar lagi.") from error
    progress.attach(archive_name(application), content)
    address = reverse("certification:application-sihalal", args=[application.number])
    progress.link(address, "Berkas siap diunduh.")


@shared_task
def forget_identities() -> None:
    """Beat calls it some times a day; it may run any number of times."""
    uploads.forget_identities(now=timezone.now())


@shared_task
def forget_mandate_papers() -> None:
    """Beat calls it some times a day; it may run any number of times."""
    mandate_papers.forget(now=timezone.now())


@shared_task
def expire_offers() -> None:
    """Beat calls it every ten minutes; it may run any number of times."""
    replacement.expire(now=timezone.now())


@shared_task
def sweep_answer_drafts() -> None:
    """Beat calls it four times a day; it may run any number of times."""
    answer_drafts.sweep(now=timezone.now())


@shared_task
def close_days() -> None:
    """Beat calls it every ten minutes; it may run any number of times, and catches up."""
    closings.close_all(now=timezone.now())
