"""Photos of an event: clean copies, for the office and its report."""

from typing import BinaryIO

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from halalportal.lib import kept_files
from halalportal.lib.uploads import JPEG, Cleaned, UnusableFileError, clean_upload
from workshops.aftermath_errors import FileRefusedError
from workshops.models import Event, EventPhoto
from workshops.services.locking import lock

MAX_PHOTOS = 60


def add(*, event: Event, file: BinaryIO, size: int, by: User, name: str = "") -> EventPhoto:
    """Cleans and keeps a photo. The same photo sent twice is kept once.

    Args:
        name: as the sender calls the file; for the words of a refusal alone.

    Raises:
        FileRefusedError: no photo, or there are enough.
    """
    try:
        # Decoding takes a while: it happens before the row is locked.
        copy = clean_upload(file, size, name=name)
    except UnusableFileError as error:
        raise FileRefusedError(str(error)) from error
    if copy.media_type != JPEG:
        raise FileRefusedError("Kirim foto (JPG, PNG, atau HEIC). Berkas PDF masuk ke materi.")
    return _keep(event, copy, by=by)


@transaction.atomic
def _keep(event: Event, copy: Cleaned, *, by: User) -> EventPhoto:
    event = lock(event.pk, by=by)
    known = event.photos.filter(sha256=copy.sha256).first()
    if known:
        return known
    if event.photos.count() >= MAX_PHOTOS:
        raise FileRefusedError(f"Sudah ada {MAX_PHOTOS} foto. Hapus satu foto dulu.")
    photo = EventPhoto(event=event, sha256=copy.sha256, added_by=by)
    kept_files.keep(photo.file, copy)
    photo.save(force_insert=True)
    audit.record(action="photo.added", subject=photo, by=by, event=event.pk)
    return photo


@transaction.atomic
def describe(*, photo: EventPhoto, caption: str, by: User) -> EventPhoto:
    """Says what the photo shows; the report prints it below the photo."""
    event = lock(photo.event_id, by=by)
    photo.caption = caption
    photo.save(update_fields=["caption"])
    audit.record(action="photo.described", subject=photo, by=by, event=event.pk)
    return photo


@transaction.atomic
def remove(*, photo: EventPhoto, by: User) -> None:
    """Takes it out now; its file leaves the disk once that is final."""
    event = lock(photo.event_id, by=by)
    audit.record(action="photo.removed", subject=photo, by=by, event=event.pk)
    name, storage = str(photo.file.name), photo.file.storage
    photo.delete()
    transaction.on_commit(lambda: storage.delete(name))
