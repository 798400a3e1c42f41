"""Keeping the photos of an application."""

import uuid
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from certification.errors import PhotoError
from certification.models import Application, Upload
from certification.services.parts import lock_open
from halalportal.audit import services as audit
from halalportal.lib.photos import UnusablePhotoError, cleaned

MAX_PHOTOS = 12


def add(*, application: Application, kind: str, file: BinaryIO, size: int, by: User) -> Upload:
    """Cleans and keeps a photo under a name that nobody can guess.

    Raises:
        PhotoError: the file is no usable photo, or there are enough.
    """
    try:
        # Decoding takes a while: it happens before the row is locked.
        picture = cleaned(file, size=size)
    except UnusablePhotoError as error:
        raise PhotoError(str(error)) from error
    return _keep(application, kind, picture, by)


@transaction.atomic
def remove(*, application: Application, photo: Upload, by: User) -> None:
    """Deletes a photo, and its file once that is final."""
    locked = lock_open(application, by)
    name, storage = str(photo.file.name), photo.file.storage
    photo.delete()
    audit.record(action="application.photo_removed", subject=locked, by=by)
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def _keep(application: Application, kind: str, picture: bytes, by: User) -> Upload:
    locked = lock_open(application, by)
    if locked.uploads.count() >= MAX_PHOTOS:
        raise PhotoError(f"Sudah ada {MAX_PHOTOS} foto. Hapus satu foto dulu.")
    photo = Upload(application=locked, kind=kind)
    photo.file.save(f"{uuid.uuid4().hex}.jpg", ContentFile(picture), save=True)
    audit.record(action="application.photo_added", subject=locked, by=by, kind=kind)
    return photo
