"""Clean copies on disk, under names that nobody can guess; personal papers are sealed."""

import uuid
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from halalportal.lib.encryption import decrypt_bytes, encrypt_bytes
from halalportal.lib.uploads import EXTENSIONS, Cleaned

_MEDIA_TYPES = {extension: media_type for media_type, extension in EXTENSIONS.items()}


def keep(field: FieldFile, copy: Cleaned, *, is_sealed: bool = False) -> None:
    """Writes `copy` into the file field; the record itself is not saved.

    Args:
        is_sealed: encrypted on disk, for identity cards and mandates.
    """
    name = f"{uuid.uuid4().hex}.{copy.extension}"
    content = encrypt_bytes(copy.content, context=name) if is_sealed else copy.content
    field.save(name, ContentFile(content), save=False)


def read(field: FieldFile, *, is_sealed: bool = False) -> bytes:
    """What `keep` was given.

    Raises:
        FileNotFoundError: it was deleted.
        DecryptionError: it was changed on disk, or stands in another's place.
    """
    with field.open("rb") as file:
        content: bytes = file.read()
    name = PurePosixPath(str(field.name)).name
    return decrypt_bytes(content, context=name) if is_sealed else content


def media_type(field: FieldFile) -> str:
    """The type of the clean copy, by the name that `keep` gave it."""
    return _MEDIA_TYPES[PurePosixPath(str(field.name)).suffix.removeprefix(".")]
