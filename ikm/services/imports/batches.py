"""What a person does with an import: send a file, choose columns, apply it or cancel it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from halalportal.jobs import services as jobs
from halalportal.lib.spreadsheets import kind_of
from ikm import rules
from ikm.enums import ImportStatus
from ikm.errors import ImportNotReadyError, NotAllowedError
from ikm.models import ImportBatch
from ikm.services.imports.applying import apply, wait_for_other_imports
from ikm.services.imports.checking import store
from ikm.services.imports.sealing import store_file
from ikm.services.imports.staging import remember_columns
from regions.models import Region

CHECK_JOB = "ikm.check_import"
APPLY_JOB = "ikm.apply_import"
UNDO_JOB = "ikm.undo_import"


@transaction.atomic
def upload(*, content: bytes, file_name: str, region: Region, by: User) -> ImportBatch:
    """Keeps a file and starts the job that checks it; no business is written.

    Raises:
        SpreadsheetError: when the file is no table, broken, locked or too big.
        NotAllowedError: when the officer may not import into the region.
    """
    if not rules.can_import(by, region.code):
        raise NotAllowedError
    kind_of(content)
    batch = new_batch(content=content, file_name=file_name, region=region, by=by)
    _start_check(batch, by)
    record(action="import_batch.uploaded", subject=batch, by=by, region=region.code)
    return batch


def new_batch(
    *, content: bytes, file_name: str, region: Region | None, by: User | None
) -> ImportBatch:
    """The saved batch of a file, its content encrypted."""
    digest = hashlib.sha256(content).hexdigest()
    batch = ImportBatch(region=region, by=by, file_name=file_name[-160:], sha256=digest)
    store_file(batch, content)
    batch.save()
    return batch


@transaction.atomic
def choose_columns(*, batch: ImportBatch, columns: Mapping[str, str], by: User) -> ImportBatch:
    """Checks the file again with the columns that a person chose (field → heading)."""
    batch = _locked(batch, by)
    if batch.status != ImportStatus.CHECKED:
        raise ImportNotReadyError
    batch.columns, batch.status = dict(columns), ImportStatus.CHECKING
    batch.save(update_fields=["columns", "status"])
    remember_columns(batch)
    _start_check(batch, by)
    record(action="import_batch.columns_chosen", subject=batch, by=by)
    return batch


@transaction.atomic
def start_applying(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Starts the job that writes the accepted rows.

    Raises:
        ImportNotReadyError: when there is nothing to write, or somebody was faster.
    """
    batch = _locked(batch, by)
    if not batch.can_apply:
        raise ImportNotReadyError
    batch.status = ImportStatus.APPLYING
    title = f"Impor {batch.file_name}"
    batch.job = jobs.start(kind=APPLY_JOB, title=title, by=by, batch_id=batch.pk)
    batch.save(update_fields=["status", "job"])
    record(action="import_batch.apply_requested", subject=batch, by=by)
    return batch


@transaction.atomic
def cancel(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Ends an import that wrote nothing; its rows and its file are removed."""
    batch = _locked(batch, by)
    if not batch.can_cancel:
        raise ImportNotReadyError
    if batch.job and not batch.job.is_finished:
        jobs.cancel(job=batch.job, by=by)
    batch.rows.all().delete()
    stored = batch.file.name or ""
    batch.status, batch.file = ImportStatus.CANCELLED, ""
    batch.save(update_fields=["status", "file"])
    transaction.on_commit(lambda: batch.file.storage.delete(stored))
    record(action="import_batch.cancelled", subject=batch, by=by)
    return batch


@transaction.atomic
def start_undoing(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Starts the job that takes back what the import wrote within the last day.

    Raises:
        ImportNotReadyError: when there is nothing to take back, or it is too late.
    """
    batch = _locked(batch, by)
    if not batch.can_undo(timezone.now()):
        raise ImportNotReadyError
    batch.status = ImportStatus.UNDOING
    title = f"Batalkan impor {batch.file_name}"
    batch.job = jobs.start(kind=UNDO_JOB, title=title, by=by, batch_id=batch.pk)
    batch.save(update_fields=["status", "job"])
    record(action="import_batch.undo_requested", subject=batch, by=by)
    return batch


@transaction.atomic
def step_back(*, batch: ImportBatch) -> None:
    """After a job that was cancelled or refused: as it was before; a check ends the import."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    after = {
        ImportStatus.CHECKING: ImportStatus.CANCELLED,
        ImportStatus.APPLYING: ImportStatus.CHECKED,
        ImportStatus.UNDOING: ImportStatus.APPLIED,
    }
    batch.status = after.get(ImportStatus(batch.status), ImportStatus(batch.status))
    batch.save(update_fields=["status"])


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcome → number of rows, and the rows whose village is known."""

    counts: dict[str, int]
    village_count: int


@transaction.atomic
def import_at_once(*, content: bytes, file_name: str, region: Region | None) -> Tally:
    """Checks and applies a file without asking anybody: for the command line.

    Raises:
        SpreadsheetError, NoHeaderError: when the file can't be read.
    """
    wait_for_other_imports()
    batch = new_batch(content=content, file_name=file_name, region=region, by=None)
    batch = store(batch=batch, content=content)
    batch.status = ImportStatus.APPLYING
    batch.save(update_fields=["status"])
    try:
        with transaction.atomic():
            return _tally(apply(batch=batch, is_just_matched=True))
    except IntegrityError:  # somebody registered one of them in these seconds
        return _tally(apply(batch=batch))


@transaction.atomic
def dry_run(*, content: bytes, region: Region | None) -> Tally:
    """What `import_at_once` would find; nothing of it is kept."""
    batch = ImportBatch.objects.create(region=region, file_name="-", sha256="-")
    tally = _tally(store(batch=batch, content=content))
    transaction.set_rollback(True)
    return tally


def _tally(batch: ImportBatch) -> Tally:
    located = batch.rows.exclude(village_id=None)
    return Tally(batch.counts, located.count())


def _start_check(batch: ImportBatch, by: User) -> None:
    title = f"Periksa {batch.file_name}"
    batch.job = jobs.start(kind=CHECK_JOB, title=title, by=by, batch_id=batch.pk)
    batch.save(update_fields=["job"])


def _locked(batch: ImportBatch, by: User) -> ImportBatch:
    """The batch as it is now, locked until the end of the transaction."""
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("job")
    batch = locked.get(pk=batch.pk)
    if not rules.can_decide_import(by, batch):
        raise NotAllowedError
    return batch
