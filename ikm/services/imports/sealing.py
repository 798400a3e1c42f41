"""The uploaded file and the NIK of its rows at rest: encrypted, because lists hold NIK."""

import base64
from typing import Any

from django.core.files.base import ContentFile

from halalportal.lib.encryption import decrypt, encrypt
from ikm.models import ImportBatch, ImportRow
from ikm.services.imports.drafts import RowDraft


def store_file(batch: ImportBatch, content: bytes) -> None:
    """Keeps the file's content encrypted; the batch is not saved."""
    text = base64.b64encode(content).decode()
    sealed = encrypt(text, context=f"import_batch.file:{batch.sha256}")
    batch.file.save(f"{batch.sha256[:16]}.sealed", ContentFile(sealed), save=False)


def load_file(batch: ImportBatch) -> bytes:
    """The content that was uploaded."""
    with batch.file.open("rb") as stored:
        text = decrypt(stored.read(), context=f"import_batch.file:{batch.sha256}")
    return base64.b64decode(text)


def _nik_context(batch_id: int, number: int) -> str:
    return f"import_row.nik:{batch_id}:{number}"


def row_of(draft: RowDraft, batch: ImportBatch) -> ImportRow:
    """The unsaved row of a checked draft, its NIK sealed."""
    values: dict[str, Any] = dict(draft.values)
    if draft.nik:
        sealed = encrypt(draft.nik, context=_nik_context(batch.pk, draft.number))
        values["nik_sealed"] = base64.b64encode(sealed).decode()
    return ImportRow(
        batch=batch,
        number=draft.number,
        raw=draft.raw,
        values=values,
        changes=draft.changes,
        outcome=draft.outcome,
        problems=draft.problems,
        warnings=draft.warnings,
        business_id=draft.business_id,
    )


def draft_of(row: ImportRow) -> RowDraft:
    """The draft that a stored row was made of."""
    values = dict(row.values)
    sealed = values.pop("nik_sealed", "")
    nik = ""
    if sealed:
        nik = decrypt(base64.b64decode(sealed), context=_nik_context(row.batch_id, row.number))
    return RowDraft(number=row.number, values=values, nik=nik, warnings=list(row.warnings))
