"""Cleaned rows into the database by COPY, and the batch's columns remembered."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from django.db import connection

from halalportal.lib.texts import fold
from ikm.enums import RowOutcome
from ikm.models import ImportBatch, ImportRow, RememberedColumns
from ikm.services.imports.drafts import RowDraft
from ikm.services.imports.sealing import NikSealer

_ENCODER = json.JSONEncoder(ensure_ascii=False)  # one for all rows: making one is slow
_COLUMNS = "batch_id, number, raw, values, changes, outcome, problems, warnings"


def copy_rows(batch: ImportBatch, drafts: Iterable[RowDraft]) -> None:
    """Stores the rows of a batch; NIK are sealed on the way. What `drafts` raises undoes all."""
    table = ImportRow._meta.db_table
    sealer = NikSealer()
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({_COLUMNS}) FROM STDIN") as copy,
    ):
        for draft in drafts:
            sealer.seal(draft)
            copy.write_row(_stored(batch.pk, draft))


def _stored(batch_id: int, draft: RowDraft) -> tuple[int | str, ...]:
    outcome = RowOutcome.WRONG if draft.is_wrong else RowOutcome.NEW
    return (
        batch_id,
        draft.number,
        _json(draft.raw),
        _json(draft.values),
        "{}",
        outcome.value,
        _json(draft.problems),
        _json(draft.warnings),
    )


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def remembered_columns(batch: ImportBatch, headings: Sequence[str]) -> dict[str, str]:
    """What a person chose for a file with these headings in this region; {} if nobody did."""
    found = RememberedColumns.objects.filter(
        region=batch.region_id, fingerprint=_fingerprint(headings)
    )
    columns: dict[str, str] = found.values_list("columns", flat=True).first() or {}
    # The next file may write the same headings in other letters.
    written = {fold(heading): heading for heading in headings}
    return {
        field: written[fold(heading)]
        for field, heading in columns.items()
        if fold(heading) in written
    }


def remember_columns(batch: ImportBatch) -> None:
    """Keeps the batch's columns for the next file with the same headings."""
    RememberedColumns.objects.update_or_create(
        region=batch.region,
        fingerprint=_fingerprint(batch.headings),
        defaults={"columns": batch.columns},
    )


def _fingerprint(headings: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(map(fold, headings)).encode()).hexdigest()
