"""The material of an event: clean copies of files, and links."""

from typing import BinaryIO

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from halalportal.lib import kept_files
from halalportal.lib.uploads import Cleaned, UnusableFileError, clean_upload
from workshops.aftermath_errors import FileRefusedError
from workshops.models import Event, Handout
from workshops.services.locking import lock

MAX_HANDOUTS = 30


def add_file(
    *, event: Event, title: str, file: BinaryIO, size: int, by: User, name: str = ""
) -> Handout:
    """Cleans a PDF or photo and keeps it under a name that nobody can guess.

    Args:
        name: as the sender calls the file; for the words of a refusal alone.

    Raises:
        FileRefusedError: not usable, sent before, or there are enough.
    """
    try:
        # Reading it takes a while: it happens before the row is locked.
        copy = clean_upload(file, size, name=name)
    except UnusableFileError as error:
        raise FileRefusedError(str(error)) from error
    return _keep(event, title, copy, by=by)


@transaction.atomic
def _keep(event: Event, title: str, copy: Cleaned, *, by: User) -> Handout:
    event = lock(event.pk, by=by)
    known = event.handouts.filter(sha256=copy.sha256).first()
    if known:
        raise FileRefusedError(f"Berkas ini sudah ada sebagai “{known}”. Pilih berkas lain.")
    _refuse_more(event)
    handout = Handout(
        event=event, title=title, sha256=copy.sha256, size=len(copy.content), added_by=by
    )
    kept_files.keep(handout.file, copy)
    handout.save(force_insert=True)
    audit.record(action="handout.added", subject=handout, by=by, event=event.pk)
    return handout


@transaction.atomic
def add_link(*, event: Event, title: str, link: str, by: User) -> Handout:
    """Adds an address elsewhere. Raises `FileRefusedError` for a known one or too many."""
    event = lock(event.pk, by=by)
    known = event.handouts.filter(link=link).first()
    if known:
        raise FileRefusedError(f"Tautan ini sudah ada sebagai “{known}”. Tulis tautan lain.")
    _refuse_more(event)
    handout = Handout.objects.create(event=event, title=title, link=link, added_by=by)
    audit.record(action="handout.added", subject=handout, by=by, event=event.pk)
    return handout


@transaction.atomic
def remove(*, handout: Handout, by: User) -> None:
    """Takes it out now; its file leaves the disk once that is final."""
    event = lock(handout.event_id, by=by)
    audit.record(action="handout.removed", subject=handout, by=by, event=event.pk)
    name, storage = str(handout.file.name), handout.file.storage
    handout.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _refuse_more(event: Event) -> None:
    if event.handouts.count() >= MAX_HANDOUTS:
        raise FileRefusedError(f"Sudah ada {MAX_HANDOUTS} materi. Hapus satu dulu.")
