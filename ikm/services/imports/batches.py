"""What a person does with an import: send a file, choose columns, apply it or cancel it."""

import hashlib
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from halalportal.audit.services import record
from halalportal.jobs import services as jobs
from halalportal.lib.spreadsheets import kind_of
from ikm import rules
from ikm.enums import ImportStatus
from ikm.errors import ImportNotReadyError, NotAllowedError
from ikm.models import ImportBatch
from ikm.services.imports.applying import apply
from ikm.services.imports.checking import Examination, examine, store
from ikm.services.imports.sealing import store_file
from regions.models import Region

CHECK_JOB = "ikm.check_import"
APPLY_JOB = "ikm.apply_import"


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
def step_back(*, batch: ImportBatch) -> None:
    """After a cancelled job: a check ends the import, an application waits for approval again."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    after = {
        ImportStatus.CHECKING: ImportStatus.CANCELLED,
        ImportStatus.APPLYING: ImportStatus.CHECKED,
    }
    batch.status = after.get(ImportStatus(batch.status), ImportStatus(batch.status))
    batch.save(update_fields=["status"])


@transaction.atomic
def import_at_once(
    *, content: bytes, file_name: str, region: Region | None
) -> tuple[ImportBatch, Examination]:
    """Checks and applies a file without asking anybody: for the command line.

    Raises:
        SpreadsheetError, NoHeaderError: when the file can't be read.
    """
    examination = examine(content, region_code=region.code if region else "")
    batch = new_batch(content=content, file_name=file_name, region=region, by=None)
    batch = store(batch=batch, examination=examination)
    batch.status = ImportStatus.APPLYING
    batch.save(update_fields=["status"])
    return apply(batch=batch), examination


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
