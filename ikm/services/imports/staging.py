"""Cleaned rows into the database by COPY, and the batch's columns remembered."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection

from halalportal.lib.texts import fold
from ikm.enums import RowOutcome
from ikm.models import ImportBatch, ImportRow, RememberedColumns
from ikm.models.imports import PLACE_FIELDS, TEXT_FIELDS
from ikm.services.imports.drafts import RowDraft
from ikm.services.imports.sealing import NikSealer

_ENCODER = json.JSONEncoder(ensure_ascii=False)  # one for all rows: making one is slow
_TEXTS = (*TEXT_FIELDS, *PLACE_FIELDS, "match_key", "nik_index", "nik_sealed", "uuid")
_COLUMNS = (
    *("batch_id", "number", "raw", "changes", "outcome", "problems", "warnings"),
    *("kbli_version", "is_mentored", "products", *_TEXTS),
)


def copy_rows(blocks: Iterable[bytes]) -> None:
    """Stores what `lines_of` made of the rows of a batch. What cleaning raises undoes all.

    Args:
        blocks: made without asking the database, whose connection is busy taking rows.
    """
    table = ImportRow._meta.db_table
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(_COLUMNS)}) FROM STDIN (NULL '')") as copy,
    ):
        for block in blocks:
            copy.write(block)


def lines_of(batch_id: int, drafts: Iterable[RowDraft]) -> bytes:
    """The rows in COPY's text format, where nothing between two tabs is NULL; NIK are sealed.

    No value holds a tab or an end of line: cleaning makes spaces of them, JSON writes them as \\t.
    """
    sealer = NikSealer()
    lines = []
    for draft in drafts:
        sealer.seal(draft)
        lines.append("\t".join(_cells(batch_id, draft)).replace("\\", "\\\\") + "\n")
    return "".join(lines).encode()


def _cells(batch_id: int, draft: RowDraft) -> list[str]:
    said = draft.values.get
    return [
        str(batch_id),
        str(draft.number),
        _json(draft.raw) if draft.raw else "{}",
        "{}",
        RowOutcome.WRONG.value if draft.is_wrong else RowOutcome.NEW.value,
        _json(draft.problems) if draft.problems else "[]",
        _json(draft.warnings) if draft.warnings else "[]",
        str(said("kbli_version", "")),
        "t" if said("is_mentored") else "",
        _products(said("products", ())),
        *[said(name, "") for name in _TEXTS],
    ]


@lru_cache(maxsize=4_096)
def _products(names: tuple[str, ...]) -> str:
    return _json(names) if names else ""


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
