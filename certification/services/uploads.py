"""Keeping the files of an application: cleaned, under random names, some of them sealed."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, Sum

from accounts.models import User
from certification import upload_rules
from certification.enums import Status, UploadKind
from certification.errors import UploadError
from certification.models import Application, Material, Upload
from certification.services.parts import lock_open
from halalportal.audit import services as audit
from halalportal.lib import kept_files
from halalportal.lib.uploads import Cleaned, UnusableFileError, clean_upload

MAX_FILES = 60
MAX_TOTAL_BYTES = 60 * 1024 * 1024
# Identity cards are encrypted on disk, and gone some time after the verification.
IDENTITY_DAYS = 90
SEALED_KINDS = frozenset({UploadKind.IDENTITY})


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a photo was taken, as far as the person said so."""

    at: datetime.datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def add(
    *,
    application: Application,
    kind: str,
    file: BinaryIO,
    size: int,
    by: User,
    material: Material | None = None,
    name: str = "",
    place: Place | None = None,
) -> Upload:
    """Cleans and keeps a file under a name that nobody can guess.

    Args:
        name: as the sender calls the file; for the words of a refusal alone.

    Raises:
        UploadError: the file is not usable, was sent before, or there are enough.
    """
    try:
        # Decoding takes a while: it happens before the row is locked.
        copy = clean_upload(file, size, name=name)
    except UnusableFileError as error:
        raise UploadError(str(error)) from error
    upload = Upload(kind=kind, material=material, added_by=by, is_encrypted=kind in SEALED_KINDS)
    if place:
        upload.taken_at, upload.latitude, upload.longitude = (
            place.at,
            place.latitude,
            place.longitude,
        )
    return _keep(application, upload, copy, by)


def reuse(*, application: Application, upload: Upload, by: User) -> Upload:
    """Takes over a file of an earlier application of the same business.

    Raises:
        UploadError: it was sent before, or there are enough.
    """
    if upload.application.business_id != application.business_id:
        raise PermissionDenied
    copy = Cleaned(read(upload), upload.media_type)
    again = Upload(kind=upload.kind, added_by=by, is_encrypted=upload.kind in SEALED_KINDS)
    return _keep(application, again, copy, by)


@transaction.atomic
def remove(*, application: Application, upload: Upload, by: User) -> None:
    """Deletes a file, on disk once that is final."""
    locked = _locked(application, upload.kind, by)
    audit.record(action="application.upload_removed", subject=locked, by=by, kind=upload.kind)
    discard(upload)


def discard(upload: Upload) -> None:
    """Deletes the record now, its file after the transaction; the caller has asked the rules."""
    name, storage = str(upload.file.name), upload.file.storage
    upload.delete()
    transaction.on_commit(lambda: storage.delete(name))


def read(upload: Upload) -> bytes:
    """The clean copy.

    Raises:
        FileNotFoundError: the file is gone.
    """
    return kept_files.read(upload.file, is_sealed=upload.is_encrypted)


def forget_identities(*, now: datetime.datetime) -> int:
    """Deletes the identity cards that nobody needs any more, and returns how many.

    They go `IDENTITY_DAYS` after the verification, or after the application ended without one.
    """
    before = now - datetime.timedelta(days=IDENTITY_DAYS)
    is_verified = Q(application__verification__finished_at__lt=before)
    has_ended = Q(
        application__status__in=[Status.ISSUED, Status.STOPPED],
        application__status_changed_at__lt=before,
    )
    old = Upload.objects.filter(is_verified | has_ended, kind=UploadKind.IDENTITY)
    return sum(_forget(pk) for pk in old.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _forget(pk: int) -> bool:
    """Whether it was there: another worker may be at the same."""
    found = Upload.objects.select_for_update(of=("self",), skip_locked=True)
    upload = found.select_related("application").filter(pk=pk).first()
    if upload is None:
        return False
    audit.record(action="application.identity_forgotten", subject=upload.application, by=None)
    discard(upload)
    return True


@transaction.atomic
def _keep(application: Application, upload: Upload, copy: Cleaned, by: User) -> Upload:
    locked = _locked(application, upload.kind, by)
    _refuse_more(locked, copy)
    _refuse_again(locked, upload, copy)
    upload.application = locked
    upload.media_type, upload.size, upload.sha256 = (
        copy.media_type,
        len(copy.content),
        copy.sha256,
    )
    kept_files.keep(upload.file, copy, is_sealed=upload.is_encrypted)
    upload.save()
    audit.record(action="application.upload_added", subject=locked, by=by, kind=upload.kind)
    return upload


def _locked(application: Application, kind: str, by: User) -> Application:
    """The locked application, open for this kind of file.

    Raises:
        NotEditableError, PermissionDenied, …: as `lock_open`, for what owners send.
    """
    if kind in upload_rules.OWNER_KINDS:
        return lock_open(application, by, part="photos")
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("business")
        .get(pk=application.pk)
    )
    if not upload_rules.can_add(by, locked, kind):
        raise PermissionDenied
    return locked


def _refuse_more(application: Application, copy: Cleaned) -> None:
    uploads = application.uploads
    if uploads.count() >= MAX_FILES:
        raise UploadError(f"Sudah ada {MAX_FILES} berkas. Hapus satu berkas dulu.")
    total = uploads.aggregate(total=Sum("size"))["total"] or 0
    if total + len(copy.content) > MAX_TOTAL_BYTES:
        raise UploadError("Berkas pengajuan ini sudah terlalu banyak. Hapus satu berkas dulu.")


def _refuse_again(application: Application, upload: Upload, copy: Cleaned) -> None:
    same = application.uploads.filter(sha256=copy.sha256)
    if upload.kind == UploadKind.MATERIAL:  # one sheet may show the certificates of two materials
        same = same.filter(kind=upload.kind, material=upload.material)
    if known := same.first():
        raise UploadError(
            f"Berkas ini sudah dikirim sebagai {known.get_kind_display()}. Pilih berkas lain."
        )
