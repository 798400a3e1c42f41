"""What a person does with a table of SiHalal: bring it in, choose, leave out, apply, take back."""

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import MirrorOutcome, MirrorSource, MirrorState
from certification.errors import MirrorClosedError
from certification.mirror.lines import Source
from certification.mirror.sources import PasteSource, TypedSource, WorkbookSource
from certification.models import Application, MirrorBatch, MirrorRow
from certification.selectors.mirror_plan import Planner
from certification.services.mirror.reading import cases_of, counted, line_of, put, read
from halalportal.audit import services as audit
from halalportal.jobs import services as jobs
from halalportal.lib.encryption import decrypt_bytes, encrypt_bytes

READ_JOB = "certification.read_mirror"
APPLY_JOB = "certification.apply_mirror"
UNDO_JOB = "certification.undo_mirror"
# More than this is read by a worker: a page doesn't wait for it.
SMALL_BYTES = 60_000

# A connector that fetches lines by itself needs no entry: it is a `Source` already.
SOURCES: Mapping[MirrorSource, Callable[[bytes], Source]] = {
    MirrorSource.PASTE: lambda content: PasteSource(content.decode()),
    MirrorSource.WORKBOOK: WorkbookSource,
    MirrorSource.TYPED: lambda content: TypedSource(json.loads(content)),
}


def bring(
    *,
    kind: MirrorSource,
    content: bytes,
    file_name: str = "",
    as_of: datetime.datetime | None = None,
    by: User,
) -> MirrorBatch:
    """Reads a table into rows to look at, in a job when it is long; no case is changed."""
    batch = opened(kind=kind, content=content, file_name=file_name, as_of=as_of, by=by)
    if len(content) <= SMALL_BYTES:
        return read(batch=batch, source=SOURCES[kind](content), by=by)
    return _leave_to_worker(batch, content, by)


@transaction.atomic
def opened(
    *,
    kind: MirrorSource,
    content: bytes,
    file_name: str = "",
    as_of: datetime.datetime | None = None,
    by: User,
) -> MirrorBatch:
    """An empty batch for what a source will give (`reading.read`)."""
    batch = MirrorBatch.objects.create(
        source=kind,
        by=by,
        region_id=by.scope.region_code or None,
        as_of=as_of or timezone.now(),
        file_name=file_name[-160:],
        sha256=hashlib.sha256(content).hexdigest(),
    )
    audit.record(action="mirror_batch.brought", subject=batch, by=by, source=kind.value)
    return batch


def source_of(batch: MirrorBatch) -> Source:
    """The source of a batch whose file waits to be read."""
    with batch.file.open("rb") as stored:
        content = decrypt_bytes(stored.read(), context=_context(batch))
    return SOURCES[MirrorSource(batch.source)](content)


def forget_read(batch: MirrorBatch) -> None:
    """Lists of people are not kept twice: the file goes as soon as nobody will read it again."""
    batch.refresh_from_db()
    if batch.state != MirrorState.READING:
        _forget_file(batch)


@transaction.atomic
def _forget_file(batch: MirrorBatch) -> None:
    stored = batch.file.name or ""
    batch.file = ""
    batch.save(update_fields=["file"])
    if stored:
        transaction.on_commit(lambda: batch.file.storage.delete(stored))


@transaction.atomic
def choose(*, row: MirrorRow, application: Application, by: User) -> MirrorRow:
    """Says which of the possible cases a line means.

    Raises:
        MirrorClosedError: the table was applied meanwhile, or the case is none of the possible.
    """
    batch = _claim(row.batch, by)
    locked = MirrorRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    possible = {pk: evidence for pk, _, evidence in locked.candidates}
    case = cases_of(by).filter(pk=application.pk).first()
    taken = batch.rows.filter(application=application).exclude(pk=locked.pk)
    if case is None or case.pk not in possible or not batch.is_open or taken.exists():
        raise MirrorClosedError
    locked.application, locked.evidence = case, f"dipilih {by.name}"[:200]
    put(locked, Planner(by, batch.as_of).plan(line_of(locked), case))
    locked.save()
    _count(batch)
    return locked


@transaction.atomic
def leave_out(*, row: MirrorRow, is_skipped: bool, by: User) -> MirrorRow:
    """Leaves a line out of what is applied, or takes it in again.

    Raises:
        MirrorClosedError: the table was applied meanwhile.
    """
    batch = _claim(row.batch, by)
    locked = MirrorRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not batch.is_open or locked.applied_at:
        raise MirrorClosedError
    locked.is_skipped = is_skipped
    locked.save(update_fields=["is_skipped"])
    return locked


@transaction.atomic
def start_applying(*, batch: MirrorBatch, by: User) -> MirrorBatch:
    """Starts the job that writes the rows.

    Raises:
        MirrorClosedError: nothing is left to write, or somebody was faster.
    """
    locked = _claim(batch, by)
    if not locked.is_open or not locked.rows.to_write().exists():
        raise MirrorClosedError
    locked.state = MirrorState.APPLYING
    return _started(locked, APPLY_JOB, "Terapkan status SiHalal", by)


@transaction.atomic
def start_undoing(*, batch: MirrorBatch, by: User) -> MirrorBatch:
    """Starts the job that takes back what was written within the last day.

    Raises:
        MirrorClosedError: nothing was written, or it is too late.
    """
    locked = _claim(batch, by)
    if not locked.can_undo(timezone.now()) or not locked.rows.to_take_back().exists():
        raise MirrorClosedError
    locked.state = MirrorState.UNDOING
    return _started(locked, UNDO_JOB, "Batalkan status SiHalal", by)


@transaction.atomic
def drop(*, batch: MirrorBatch, by: User) -> MirrorBatch:
    """Ends a table that wrote nothing; its rows are removed.

    Raises:
        MirrorClosedError: something was written.
    """
    locked = _claim(batch, by)
    is_unread = locked.state == MirrorState.READING
    if not (locked.is_open or is_unread) or locked.rows.to_take_back().exists():
        raise MirrorClosedError
    if locked.job and not locked.job.is_finished:
        jobs.cancel(job=locked.job, by=by)
    locked.rows.all().delete()
    locked.state = MirrorState.DROPPED
    locked.save(update_fields=["state"])
    _forget_file(locked)
    audit.record(action="mirror_batch.dropped", subject=locked, by=by)
    return locked


def _claim(batch: MirrorBatch, by: User) -> MirrorBatch:
    """The batch as it is now, locked; only who brought it in decides about it."""
    locked = MirrorBatch.objects.select_for_update(of=("self",)).select_related("job")
    found = locked.get(pk=batch.pk)
    if found.by_id != by.pk:
        raise MirrorClosedError
    return found


def _count(batch: MirrorBatch) -> None:
    batch.counts = dict(counted(batch))
    batch.save(update_fields=["counts"])


def _leave_to_worker(batch: MirrorBatch, content: bytes, by: User) -> MirrorBatch:
    with transaction.atomic():
        sealed = encrypt_bytes(content, context=_context(batch))
        batch.file.save(f"{batch.sha256[:16]}.sealed", ContentFile(sealed), save=False)
        batch.save(update_fields=["file"])
        return _started(batch, READ_JOB, "Baca tabel SiHalal", by)


def _started(batch: MirrorBatch, kind: str, title: str, by: User) -> MirrorBatch:
    membership = by.active_membership
    batch.job = jobs.start(
        kind=kind,
        title=title,
        by=by,
        batch_id=batch.pk,
        membership_id=membership.pk if membership else 0,
    )
    batch.save(update_fields=["state", "job"])
    audit.record(action=kind.replace("certification.", "mirror_batch."), subject=batch, by=by)
    return batch


def _context(batch: MirrorBatch) -> str:
    return f"mirror_batch.file:{batch.pk}"


def chosen_outcomes(batch: MirrorBatch) -> dict[MirrorOutcome, int]:
    """Rows by outcome, of those that are written when it is applied."""
    rows = batch.rows.to_write().order_by().values_list("outcome", flat=True)
    counts: dict[MirrorOutcome, int] = {}
    for outcome in rows:
        counts[MirrorOutcome(outcome)] = counts.get(MirrorOutcome(outcome), 0) + 1
    return counts
