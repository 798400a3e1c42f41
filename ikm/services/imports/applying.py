"""Writing what was checked: one transaction, one import after another, nothing twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from halalportal.audit.models import AuditEntry
from halalportal.audit.services import record
from ikm.enums import BusinessSource, ImportStatus, RowOutcome
from ikm.models import Business, ImportBatch, ImportRow, Product
from ikm.services.imports.checking import Report, silent
from ikm.services.imports.drafts import RowDraft
from ikm.services.imports.matching import PLACE_FIELDS, PLAIN_FIELDS, match_rows
from ikm.services.imports.sealing import draft_of

_CHUNK = 500
_LOCK = 0x1A9  # names the advisory lock of imports
_CHANGED_FIELDS = (*PLAIN_FIELDS, *PLACE_FIELDS, "nik_sealed", "nik_index", "updated_at")


@transaction.atomic
def apply(*, batch: ImportBatch, report: Report = silent) -> ImportBatch:
    """Writes the accepted rows of a batch that was told to apply; a second run changes nothing.

    Rows are matched anew, since businesses may have changed after the check. A row that fits no
    longer becomes wrong. Whatever `report` raises undoes all of it.
    """
    _wait_for_other_imports()
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.status != ImportStatus.APPLYING:
        return batch
    rows = {row.number: row for row in batch.rows.accepted()}
    drafts = [draft_of(row) for row in rows.values()]
    match_rows(drafts, batch.region_id or "")
    done = 0
    for chunk in batched(drafts, _CHUNK, strict=False):
        report(done, len(drafts))
        _create(batch, [draft for draft in chunk if draft.outcome == RowOutcome.NEW])
        _change(batch, [draft for draft in chunk if draft.outcome == RowOutcome.CHANGED])
        done += len(chunk)
    _remember(rows, drafts)
    return _finish(batch)


def _wait_for_other_imports() -> None:
    """Two imports of the same list at once: the second one sees what the first one wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _create(batch: ImportBatch, drafts: Sequence[RowDraft]) -> None:
    businesses = []
    for draft in drafts:
        business = Business(source=BusinessSource.IMPORT)
        _assign(business, draft)
        businesses.append(business)
    Business.objects.bulk_create(businesses)
    for draft, business in zip(drafts, businesses, strict=True):
        draft.business_id = business.pk
    _add_products(drafts)
    _audit(batch, drafts, "business.imported")


def _change(batch: ImportBatch, drafts: Sequence[RowDraft]) -> None:
    found = Business.objects.select_for_update().in_bulk([d.business_id for d in drafts])
    for draft in drafts:
        business = found[draft.business_id or 0]
        _assign(business, draft, keep_place="place" not in draft.changes)
        business.updated_at = timezone.now()
    Business.objects.bulk_update(found.values(), _CHANGED_FIELDS)
    _add_products(drafts)
    _audit(batch, drafts, "business.changed_by_import")


def _assign(business: Business, draft: RowDraft, *, keep_place: bool = False) -> None:
    """Sets what the row says; what it leaves empty stays."""
    for name in PLAIN_FIELDS:
        if name in draft.values:
            setattr(business, name, draft.values[name])
    if not keep_place:
        for name in PLACE_FIELDS:
            setattr(business, name, draft.values.get(name))
    if draft.nik and not business.nik_index:
        business.seal_nik(draft.nik)


def _add_products(drafts: Iterable[RowDraft]) -> None:
    """A product that the business has already, in any case of letters, is left alone."""
    Product.objects.bulk_create(
        (
            Product(business_id=draft.business_id or 0, name=name)
            for draft in drafts
            for name in draft.values.get("products", [])
        ),
        ignore_conflicts=True,
    )


def _audit(batch: ImportBatch, drafts: Iterable[RowDraft], action: str) -> None:
    AuditEntry.objects.bulk_create(
        AuditEntry(
            action=action,
            actor_id=batch.by_id,
            subject_type=Business._meta.label_lower,
            subject_id=str(draft.business_id),
            data={"import_batch": batch.pk, "fields": sorted(draft.changes)},
        )
        for draft in drafts
    )


def _remember(rows: dict[int, ImportRow], drafts: Sequence[RowDraft]) -> None:
    """Each row keeps its business, and what became of it if that differs from the check."""
    written = [d for d in drafts if d.business_id]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ikm_importrow SET business_id = written.business "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS written (row, business) "
            "WHERE id = written.row",
            [[rows[d.number].pk for d in written], [d.business_id for d in written]],
        )
    surprises = [d for d in drafts if d.outcome != rows[d.number].outcome]
    for draft in surprises:
        row = rows[draft.number]
        row.outcome, row.problems, row.warnings = draft.outcome, draft.problems, draft.warnings
    ImportRow.objects.bulk_update(
        [rows[draft.number] for draft in surprises],
        ["outcome", "problems", "warnings"],
        batch_size=_CHUNK,
    )


def _finish(batch: ImportBatch) -> ImportBatch:
    outcomes = batch.rows.values_list("outcome", flat=True)
    counts: dict[str, Any] = dict(Counter(outcomes.iterator()))
    batch.counts, batch.status, batch.applied_at = counts, ImportStatus.APPLIED, timezone.now()
    batch.save(update_fields=["counts", "status", "applied_at"])
    record(action="import_batch.applied", subject=batch, by=batch.by, **counts)
    return batch
