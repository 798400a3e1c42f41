"""What SiHalal says of an application: kept as it was read, understood, and followed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Coalesce, Greatest

from accounts.models import User
from certification.enums import Status
from certification.errors import StatusMappedError
from certification.models import Application, NationalEvent, NationalStatus, StatusText
from certification.rules import can_map_statuses, can_move, can_record_national
from certification.services.status import Mending, lock, move
from certification.workflow import AT_SIHALAL, FOLLOWING, transitions_for
from halalportal.audit import services as audit
from halalportal.lib.texts import fold

LONGEST_TEXT = 80


@dataclass(frozen=True, slots=True)
class Told:
    """What a text did: the event, None for no news; what it means; the step taken, or ""."""

    event: NationalEvent | None
    national: NationalStatus | None
    moved: str = ""


@transaction.atomic
def record(
    *,
    application: Application,
    raw: str,
    at: datetime.datetime,
    source: str,
    by: User,
    items: Sequence[Mending] = (),
    note: str = "",
) -> Told:
    """Keeps a status of SiHalal and takes our status along where a step leads there.

    May run twice. What was read earlier than the newest reading is kept but changes nothing. An
    unknown text waits in the list of texts. A step that is not the teller's to take is left.

    Args:
        raw: the text as SiHalal shows it.
        at: when SiHalal showed it.
        source: a `MirrorSource`.
        items: what a return names, if that is known.

    Raises:
        PermissionDenied: the application is not in the person's hands.
    """
    locked = lock(application)
    if not can_record_national(by, locked):
        raise PermissionDenied
    raw = raw.strip()[:LONGEST_TEXT]
    national = meaning_of(raw)
    newest = locked.national_checked_at
    is_known = locked.national_events.filter(at=at, raw=raw).exists()
    if is_known or (raw == locked.sihalal_status_raw and locked.national_events.exists()):
        mark_checked([locked.pk], at)
        return Told(None, national)
    event = NationalEvent.objects.create(
        application=locked, national=national, raw=raw, at=at, source=source, by=by
    )
    if newest is not None and at < newest:
        return Told(event, national)
    _understand(locked, national, at, raw=raw, by=by)
    return Told(event, national, _follow(locked, by, items=items, note=note))


def mark_checked(application_ids: Iterable[int], at: datetime.datetime) -> None:
    """Somebody looked at `at` and found nothing new; one query for any number."""
    Application.objects.filter(pk__in=application_ids).update(
        national_checked_at=Greatest(Coalesce("national_checked_at", at), at)
    )


def meaning_of(raw: str) -> NationalStatus | None:
    """What a text means; one that nobody has seen before is listed for mapping."""
    text, _ = StatusText.objects.select_related("national__stop_reason").get_or_create(
        key=fold(raw)[:LONGEST_TEXT], defaults={"text": raw}
    )
    return text.national


@transaction.atomic
def map_text(*, text: StatusText, national: NationalStatus, by: User) -> int:
    """Says what a text means, once and for all; returns how many applications waited for that.

    Raises:
        StatusMappedError: somebody was faster.
    """
    if not can_map_statuses(by):
        raise PermissionDenied
    locked = StatusText.objects.select_for_update(of=("self",)).get(pk=text.pk)
    if locked.national is not None:
        raise StatusMappedError(locked.text, locked.national.label)
    locked.national, locked.mapped_by = national, by
    locked.save(update_fields=["national", "mapped_by"])
    audit.record(action="status_text.map", subject=locked, by=by, code=national.pk)
    unread = NationalEvent.objects.filter(national=None)
    raws = [
        raw
        for raw in unread.order_by().values_list("raw", flat=True).distinct()
        if fold(raw)[:LONGEST_TEXT] == locked.key
    ]
    unread.filter(raw__in=raws).update(national=national)
    seen = Application.objects.filter(national_status=None, sihalal_status_raw__in=raws)
    waiting = list(seen.order_by("pk"))
    for application in waiting:
        _catch_up(application, national, by)
    return len(waiting)


def _catch_up(application: Application, national: NationalStatus, by: User) -> None:
    locked = lock(application)
    _understand(locked, national, locked.national_checked_at, raw=locked.sihalal_status_raw, by=by)
    _follow(locked, by)


def _understand(
    locked: Application,
    national: NationalStatus | None,
    at: datetime.datetime | None,
    *,
    raw: str,
    by: User,
) -> None:
    """Writes the reading on the application; the same status in other words runs on."""
    if national is None or national.pk != locked.national_status_id:
        locked.national_since = at
    locked.national_status, locked.sihalal_status_raw = national, raw
    locked.national_checked_at = at
    fields = ["national_status", "sihalal_status_raw", "national_since", "national_checked_at"]
    locked.save(update_fields=fields)
    code = national.pk if national else ""
    audit.record(action="application.national", subject=locked, by=by, code=code)


def _follow(locked: Application, by: User, *, items: Sequence[Mending] = (), note: str = "") -> str:
    """Takes the step that leads to where SiHalal has it; returns its name, "" for none."""
    national, steps = locked.national_status, transitions_for(locked.track)
    if national is None or Status(locked.status) not in AT_SIHALAL:
        return ""
    for name in FOLLOWING:
        is_way = steps[name].target == national.status and locked.status in steps[name].sources
        if is_way and can_move(by, locked, name):
            _take(locked, name, national, by=by, items=items, note=note)
            return name
    return ""


def _take(
    locked: Application,
    name: str,
    national: NationalStatus,
    *,
    by: User,
    items: Sequence[Mending],
    note: str,
) -> None:
    changes: dict[str, Any] = {}
    if name == "bpjph_return":
        changes["returned_count"] = locked.returned_count + 1
    elif name == "stop":
        changes["stop_reason"] = national.stop_reason
    return_items = items if name == "bpjph_return" else ()
    move(locked, name, by=by, items=return_items, note=note, **changes)
