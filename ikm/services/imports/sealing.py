"""The uploaded file and the NIK of its rows at rest: encrypted, because lists hold NIK."""

import base64
import uuid

from django.core.files.base import ContentFile

from halalportal.lib.encryption import decrypt, encrypt
from ikm.models import Business, ImportBatch
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


class NikSealer:
    """Seals the NIK of rows for the businesses they may become."""

    def __init__(self) -> None:
        self._business = Business()  # one for all rows: making a model instance is slow

    def seal(self, draft: RowDraft) -> None:
        """Puts the sealed NIK, its index and the future business's uuid among the values."""
        if not draft.nik:
            return
        self._business.uuid = uuid.uuid4()
        self._business.seal_nik(draft.nik)
        draft.values["uuid"] = str(self._business.uuid)
        draft.values["nik_index"] = self._business.nik_index
        draft.values["nik_sealed"] = base64.b64encode(bytes(self._business.nik_sealed)).decode()


def reseal(*, sealed: bytes, row_uuid: uuid.UUID, business_uuid: uuid.UUID) -> bytes:
    """A NIK that was sealed for a new business, sealed for a known one instead."""
    known = Business(uuid=business_uuid)
    known.seal_nik(Business(uuid=row_uuid, nik_sealed=sealed).nik)
    return bytes(known.nik_sealed)
