"""What a person does with a list of another programme: send it, have it matched, decide."""

import base64
import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from halalportal.jobs import services as jobs
from halalportal.lib.encryption import decrypt, encrypt
from halalportal.lib.spreadsheets import kind_of
from ikm import rules
from ikm.enums import ImportStatus, MatchState
from ikm.errors import ListRefusedError, NotAllowedError
from ikm.models import OtherEntry, OtherList
from ikm.services.elsewhere.matching import count_states, hold_certificates, release_certificate
from regions.models import Region

MATCH_JOB = "ikm.match_other_list"


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What the sender says about a list. `kind` is one of `ListKind`."""

    name: str
    source: str
    kind: str
    region: Region
    year: int | None = None


@transaction.atomic
def upload(*, content: bytes, file_name: str, facts: ListFacts, by: User) -> OtherList:
    """Keeps a list and starts the job that matches it; the same file again is the same list.

    Raises:
        SpreadsheetError: when the file is no table, broken, locked or too big.
        NotAllowedError: when the officer may not import into the region.
    """
    if not rules.can_import(by, facts.region.code):
        raise NotAllowedError
    kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    same = OtherList.objects.filter(region=facts.region, sha256=digest, kind=facts.kind)
    if known := same.exclude(status=ImportStatus.REJECTED).first():
        return known
    found = OtherList(
        name=facts.name,
        source=facts.source,
        kind=facts.kind,
        year=facts.year,
        region=facts.region,
        by=by,
        file_name=file_name[-160:],
        sha256=digest,
    )
    sealed = encrypt(base64.b64encode(content).decode(), context=_context(found))
    found.file.save(f"{digest[:16]}.sealed", ContentFile(sealed), save=False)
    found.save()
    _start(found, by)
    record(action="other_list.uploaded", subject=found, by=by, region=facts.region.code)
    return found


@transaction.atomic
def match_again(*, other_list: OtherList, by: User) -> OtherList:
    """Looks once more for what was not found, since businesses were added or mended.

    Raises:
        ListRefusedError: while it is being matched, or when its file can't be read.
    """
    found = OtherList.objects.select_for_update(of=("self",)).get(pk=other_list.pk)
    if not rules.can_import(by, found.region_id):
        raise NotAllowedError
    if found.status == ImportStatus.REJECTED:
        raise ListRefusedError("Berkas daftar ini tidak bisa dibaca. Kirim berkas lain.")
    if found.job and not found.job.is_finished:
        raise ListRefusedError("Daftar ini masih dicocokkan. Tunggu sampai selesai.")
    _start(found, by)
    record(action="other_list.match_requested", subject=found, by=by)
    return found


@transaction.atomic
def confirm(*, entry: OtherEntry, by: User) -> OtherEntry:
    """Says that an unsure entry is the business; its certificate is then held by the business.

    Raises:
        ListRefusedError: when somebody decided already.
    """
    entry = _decided(entry, MatchState.CONFIRMED, by)
    hold_certificates(entry.source_list_id)
    return entry


@transaction.atomic
def refuse(*, entry: OtherEntry, by: User) -> OtherEntry:
    """Says that an unsure entry is another business."""
    return _decided(entry, MatchState.REFUSED, by)


@transaction.atomic
def reopen(*, entry: OtherEntry, by: User) -> OtherEntry:
    """Takes a person's decision back: the entry is unsure again, its certificate no longer held.

    The same certificate stays where another matched entry names it too.

    Raises:
        ListRefusedError: when no person has decided it.
    """
    entry = _locked(entry, by)
    if entry.state not in (MatchState.CONFIRMED, MatchState.REFUSED):
        raise ListRefusedError("Baris ini belum diputuskan. Muat ulang halaman.")
    before = entry.state
    entry.state, entry.decided_by, entry.decided_at = MatchState.UNSURE, None, None
    entry.save(update_fields=["state", "decided_by", "decided_at"])
    release_certificate(entry)
    count_states(entry.source_list_id)
    record(
        action="other_entry.reopened",
        subject=entry,
        by=by,
        business=entry.business_id,
        before=before,
    )
    return entry


def content_of(other_list: OtherList) -> bytes:
    """The file that was sent."""
    with other_list.file.open("rb") as stored:
        return base64.b64decode(decrypt(stored.read(), context=_context(other_list)))


def _context(other_list: OtherList) -> str:
    return f"other_list.file:{other_list.sha256}"


def _start(other_list: OtherList, by: User) -> None:
    title = f"Cocokkan {other_list.name}"
    other_list.job = jobs.start(kind=MATCH_JOB, title=title, by=by, list_id=other_list.pk)
    other_list.save(update_fields=["job"])


def _decided(entry: OtherEntry, state: MatchState, by: User) -> OtherEntry:
    entry = _locked(entry, by)
    if entry.state != MatchState.UNSURE:
        raise ListRefusedError("Baris ini sudah diputuskan. Muat ulang halaman.")
    entry.state, entry.decided_by, entry.decided_at = state, by, timezone.now()
    entry.save(update_fields=["state", "decided_by", "decided_at"])
    count_states(entry.source_list_id)
    record(action=f"other_entry.{state}", subject=entry, by=by, business=entry.business_id)
    return entry


def _locked(entry: OtherEntry, by: User) -> OtherEntry:
    """The entry as it is now, locked until the end of the transaction."""
    entries = OtherEntry.objects.select_for_update(of=("self",)).select_related("business")
    entry = entries.get(pk=entry.pk)
    if entry.business is None or not rules.can_merge(by, entry.business):
        raise NotAllowedError
    return entry
