"""The jobs of the registry: load, call the service, tell the person where the result is."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from halalportal.jobs.beside import reporting_beside
from halalportal.jobs.registry import JobCancelledError, JobFailedError, Progress, job_handler
from halalportal.lib.formats import number
from halalportal.lib.headings import NoHeaderError
from halalportal.lib.spreadsheets import SpreadsheetError
from ikm.enums import ImportStatus, MatchState
from ikm.errors import ImportNotUndoneError
from ikm.models import BulkEdit, ImportBatch, OtherEntry, OtherList
from ikm.selectors.exports import rows_of
from ikm.selectors.listing import criteria_in, found_by
from ikm.services import bulk
from ikm.services.duplicates import finding
from ikm.services.elsewhere import lists, matching
from ikm.services.elsewhere.reading import read_entries
from ikm.services.imports import applying, batches, checking, undoing
from ikm.workbook import EXPORT_JOB, MOST_ROWS, letterhead, write_workbook


@job_handler(batches.CHECK_JOB)
def check_import(progress: Progress, batch_id: int) -> None:
    """Checks every row of the file of a batch."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with reporting_beside(progress) as report:
            batch = checking.check(batch=batch, report=report)
    except JobCancelledError:
        batches.step_back(batch=batch)
        raise
    if batch.status == ImportStatus.REJECTED:
        raise JobFailedError(batch.message)
    progress.link(_address(batch), f"{number(batch.total)} baris diperiksa.")


@job_handler(batches.APPLY_JOB)
def apply_import(progress: Progress, batch_id: int) -> None:
    """Writes the accepted rows of a batch."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with reporting_beside(progress) as report:
            batch = applying.apply(batch=batch, report=report)
    except JobCancelledError:
        batches.step_back(batch=batch)
        raise
    progress.link(_address(batch), f"{number(batch.accepted_count)} usaha diimpor.")


@job_handler(batches.UNDO_JOB)
def undo_import(progress: Progress, batch_id: int) -> None:
    """Takes back what a batch wrote."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with reporting_beside(progress) as report:
            batch = undoing.undo(batch=batch, report=report)
    except JobCancelledError:
        batches.step_back(batch=batch)
        raise
    except ImportNotUndoneError as error:
        batches.step_back(batch=batch)
        raise JobFailedError(str(error)) from error
    progress.link(_address(batch), "Impor dibatalkan.")


@job_handler(finding.FIND_JOB)
def find_duplicates(progress: Progress, code: str) -> None:
    """Looks for pairs in a region."""
    with reporting_beside(progress) as report:
        count = finding.find(region_code=code, report=report)
    progress.link(reverse("ikm:duplicate-list"), f"{number(count)} pasangan perlu diputuskan.")


@job_handler(lists.MATCH_JOB)
def match_other_list(progress: Progress, list_id: int) -> None:
    """Reads a list of another programme and looks for our businesses in it."""
    other_list = OtherList.objects.get(pk=list_id)
    try:
        entries = [] if other_list.entries.exists() else _entries_of(other_list)
    except (SpreadsheetError, NoHeaderError) as error:
        matching.reject(other_list=other_list, message=str(error))
        raise JobFailedError(str(error)) from error
    other_list = matching.store_and_match(other_list=other_list, entries=entries)
    unsure = other_list.counts.get(MatchState.UNSURE, 0)
    address = reverse("ikm:other-list-detail", args=[other_list.pk])
    progress.link(address, f"Selesai dicocokkan. {number(unsure)} baris perlu diputuskan.")


def _entries_of(other_list: OtherList) -> list[OtherEntry]:
    return list(read_entries(lists.content_of(other_list), other_list))


@job_handler(bulk.APPLY_JOB)
def apply_bulk_edit(progress: Progress, edit_id: int) -> None:
    """Changes the chosen businesses."""
    with reporting_beside(progress) as report:
        edit = bulk.apply(edit_id=edit_id, report=report)
    progress.link(_edit_address(edit), f"{number(edit.count)} usaha berubah.")


@job_handler(bulk.UNDO_JOB)
def undo_bulk_edit(progress: Progress, edit_id: int) -> None:
    """Takes a change to many businesses back."""
    with reporting_beside(progress) as report:
        edit = bulk.undo(edit_id=edit_id, report=report)
    restored = edit.count - edit.kept_count
    progress.link(_edit_address(edit), f"{number(restored)} usaha dikembalikan.")


@job_handler(EXPORT_JOB)
def export_businesses(
    progress: Progress, *, query: str, filters: str, user_id: int, membership_id: int
) -> None:
    """Writes the list as the person who asked may see it, in the role of then.

    `filters` says in words what `query` asks for.
    """
    user = User.objects.get(pk=user_id)
    user.active_membership = user.memberships.current().filter(pk=membership_id).first()
    found = found_by(user, criteria_in(query))
    total = found.count()
    if total > MOST_ROWS:
        raise JobFailedError(
            f"Excel hanya muat {number(MOST_ROWS)} usaha. Pilih satu kabupaten/kota dulu."
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "usaha.xlsx"
        write_workbook(
            path,
            head=letterhead(user, filters, total),
            rows=rows_of(found, user),
            report=lambda done: progress.report(done, max(total, done)),
        )
        progress.attach(f"usaha-{timezone.localdate():%Y-%m-%d}.xlsx", path.read_bytes())
    record(action="business.exported", subject=user, by=user, count=total)


def _edit_address(edit: BulkEdit) -> str:
    return reverse("ikm:bulk-detail", args=[edit.pk])


def _address(batch: ImportBatch) -> str:
    return reverse("ikm:import-detail", args=[batch.pk])
