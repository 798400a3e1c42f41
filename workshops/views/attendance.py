"""The attendance sheet of a session: ticks, everybody at once, undo. htmx saves a tap at once."""

import datetime
import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops import rules
from workshops.enums import Evidence, Mode
from workshops.models import Participant, Session
from workshops.selectors import people as selectors
from workshops.services import attendance as services
from workshops.views.shared import managed_session, problems_shown, visible_event

ID = re.compile(r"[0-9]{1,18}")
# How long the page offers to take back what was marked in one go.
UNDO_SPAN = datetime.timedelta(hours=12)


@roles(*READERS)
@require_GET
def attendance_sheet(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """Who was in a session; officers of the region tick, others read."""
    event = visible_event(request, pk)
    session = get_object_or_404(event.sessions.select_related("event"), pk=session_pk)
    query = request.GET.get("cari", "").strip()
    rows = selectors.sheet(session, request.user, text=query)
    context = {
        "event": event,
        "session": session,
        "query": query,
        "rows": rows,
        "present_count": sum(row.is_present for row in rows),
        "has_people": bool(rows) or event.participants.visible_to(request.user).exists(),
        "can_manage": rules.can_manage(request.user, event),
        "batch": selectors.last_batch(session, request.user, since=timezone.now() - UNDO_SPAN),
        "modes": Mode.choices,
    }
    return render(request, "workshops/attendance_sheet.html", context)


@roles(*OFFICERS)
@require_POST
def attendance_save(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """Saves the ticks of the sheet."""
    session = managed_session(request, pk, session_pk)
    with problems_shown(request):
        result = services.save_sheet(session=session, by=request.user, **_read_sheet(request.POST))
        messages.success(
            request,
            f"Kehadiran tersimpan: {result.marked} baru ditandai hadir, "
            f"{result.unmarked} dibatalkan.",
        )
    return _back(session)


@roles(*OFFICERS)
@require_POST
def attendance_mark_all(
    request: AuthenticatedHttpRequest, pk: int, session_pk: int
) -> HttpResponse:
    """Marks all registered people present."""
    session = managed_session(request, pk, session_pk)
    with problems_shown(request):
        count = services.mark_all(session=session, by=request.user)
        messages.success(request, f"{count} peserta baru ditandai hadir.")
    return _back(session)


@roles(*OFFICERS)
@require_POST
def attendance_undo_batch(
    request: AuthenticatedHttpRequest, pk: int, session_pk: int
) -> HttpResponse:
    """Takes back what the officer marked in one go."""
    session = managed_session(request, pk, session_pk)
    at = parse_datetime(request.POST.get("waktu", ""))
    count = services.undo_batch(session=session, at=at, by=request.user) if at else 0
    messages.success(request, f"{count} tanda hadir dibatalkan.")
    return _back(session)


@roles(*OFFICERS)
@require_POST
def attendance_mark(
    request: AuthenticatedHttpRequest, pk: int, session_pk: int, participant_pk: int
) -> HttpResponse:
    """Marks one person present; answers htmx with the new row."""
    session = managed_session(request, pk, session_pk)
    person = _person(session, participant_pk)
    mode = _mode(request.POST, participant_pk, default=person.mode)
    with problems_shown(request):
        evidence = _evidence(request.POST)
        services.mark(
            session=session, participant=person, mode=mode, by=request.user, evidence=evidence
        )
    return _row(request, session, person)


@roles(*OFFICERS)
@require_POST
def attendance_undo(
    request: AuthenticatedHttpRequest, pk: int, session_pk: int, participant_pk: int
) -> HttpResponse:
    """Takes one mark back; answers htmx with the new row."""
    session = managed_session(request, pk, session_pk)
    person = _person(session, participant_pk)
    services.undo(session=session, participant=person, by=request.user)
    return _row(request, session, person)


def _read_sheet(data: QueryDict) -> dict[str, Any]:
    """The posted ticks: `hadir` and `semula` hold participant ids, `cara_<id>` a mode."""
    ticked, shown = (
        [int(text) for text in data.getlist(name) if ID.fullmatch(text)]
        for name in ("hadir", "semula")
    )
    present = {pk: _mode(data, pk, default=Mode.ONSITE) for pk in ticked}
    return {"present": present, "shown_present": shown, "evidence": _evidence(data)}


def _evidence(data: QueryDict) -> Evidence:
    """By the signature on paper when the officer copies from there."""
    return Evidence.SIGNATURE if data.get("bukti") == Evidence.SIGNATURE else Evidence.OFFICER


def _mode(data: QueryDict, participant_pk: int, *, default: str) -> Mode:
    chosen = data.get(f"cara_{participant_pk}", "")
    return Mode(chosen) if chosen in Mode.values else Mode(default)


def _person(session: Session, participant_pk: int) -> Participant:
    people = session.event.participants.select_related("business", "region")
    return get_object_or_404(people, pk=participant_pk)


def _row(request: AuthenticatedHttpRequest, session: Session, person: Participant) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return _back(session)
    mark = session.attendances.select_related("by").filter(participant=person).first()
    context = {
        "event": session.event,
        "session": session,
        "row": selectors.sheet_row(person, mark),
        "can_manage": True,
        "modes": Mode.choices,
    }
    return render(request, "workshops/_attendance_row.html", context)


def _back(session: Session) -> HttpResponse:
    return redirect("workshops:attendance-sheet", pk=session.event_id, session_pk=session.pk)
