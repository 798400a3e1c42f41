"""Writing what was checked: one transaction, one import after another, nothing twice."""

from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from halalportal.audit.services import record
from ikm.enums import ImportStatus, RowOutcome
from ikm.models import Business, ImportBatch
from ikm.services.imports import apply_sql as sql
from ikm.services.imports.checking import Report, counts_of, silent
from ikm.services.imports.matching import match
from ikm.services.imports.sealing import reseal

_CHUNK = 10_000
WRITTEN = (RowOutcome.NEW, RowOutcome.CHANGED)
_LOCK = 0x1A9  # names the advisory lock of imports


@transaction.atomic
def apply(
    *, batch: ImportBatch, report: Report = silent, is_just_matched: bool = False
) -> ImportBatch:
    """Writes the accepted rows of a batch that was told to apply; a second run changes nothing.

    Rows are matched anew, since businesses may have changed after the check. A row that fits no
    longer becomes wrong. Whatever `report` raises undoes all of it.

    Args:
        is_just_matched: the check was in this transaction, with other imports waiting since.

    Raises:
        IntegrityError: with `is_just_matched`, when somebody registered one of them meanwhile.
    """
    wait_for_other_imports()
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.status != ImportStatus.APPLYING:
        return batch
    if not is_just_matched:
        match(batch, only_accepted=True)
    _write(batch, report)
    return _finish(batch)


def wait_for_other_imports() -> None:
    """Two imports of the same list at once: the second one sees what the first one wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _write(batch: ImportBatch, report: Report) -> None:
    insert_new = sql.insert_businesses()
    names: dict[str, Any] = {"batch": batch.pk, "by": batch.by_id, "now": timezone.now()}
    counts = counts_of(batch)
    total = sum(counts.get(outcome, 0) for outcome in WRITTEN)
    done = after = 0
    with connection.cursor() as cursor:
        # Foreign keys are checked while a chunk's rows are still at hand, not all at the commit.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql.CHUNKS, names | {"size": _CHUNK})
        for until, upto in cursor.fetchall():
            report(done, total)
            chunk = names | {"after": after, "until": until}
            cursor.execute(insert_new.text, chunk | insert_new.defaults)
            for statement in sql.CHANGE if RowOutcome.CHANGED in counts else ():
                cursor.execute(statement, chunk)
            done, after = upto, until
        _fill_niks(cursor, names)
    report(total, total)


def _fill_niks(cursor: CursorWrapper, names: dict[str, Any]) -> None:
    """A NIK is sealed for one business, so a known business's is sealed anew, one by one."""
    cursor.execute(sql.MISSING_NIKS, names)
    for pk, business_uuid, row_uuid, sealed, index in cursor.fetchall():
        nik_sealed = reseal(sealed=sealed, row_uuid=row_uuid, business_uuid=business_uuid)
        Business.objects.filter(pk=pk).update(nik_sealed=nik_sealed, nik_index=index)


def _finish(batch: ImportBatch) -> ImportBatch:
    batch.counts, batch.status = counts_of(batch), ImportStatus.APPLIED
    batch.applied_at = timezone.now()
    batch.save(update_fields=["counts", "status", "applied_at"])
    record(action="import_batch.applied", subject=batch, by=batch.by, **batch.counts)
    return batch
