"""Attendance of an event at a glance, its papers, and the code of the room on the screen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.outbox.models import Queue
from workshops import door_papers, rules
from workshops.models import Event
from workshops.selectors.door import overview
from workshops.services import room_codes
from workshops.views.shared import managed_event, managed_session, problems_shown, visible_event


@roles(*READERS)
@require_GET
def attendance_overview(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Every session with its counts, and the ways to take attendance."""
    event = visible_event(request, pk)
    context = {
        "event": event,
        "rows": overview(event, request.user),
        "can_manage": rules.can_manage(request.user, event),
        "sees_all": rules.can_see_all_participants(request.user, event),
        "has_door": bool(event.venue) and event.ends_at > timezone.now(),
    }
    return render(request, "workshops/attendance_overview.html", context)


@roles(*OFFICERS)
@require_POST
def badge_print(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The badges of everybody expected."""
    event = managed_event(request, pk)
    if door_papers.people_at_door(event, request.user).count() > door_papers.BADGES_AT_ONCE:
        return _in_background(request, event, door_papers.BADGES, "Kartu peserta")
    return _file(door_papers.badges_pdf(event, request.user), door_papers.BADGES, pk)


@roles(*READERS)
@require_POST
def signature_sheet(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The sheet on which the people on site sign."""
    event = visible_event(request, pk)
    if len(door_papers.signature_sheets(event, request.user)) > door_papers.SHEETS_AT_ONCE:
        return _in_background(request, event, door_papers.SIGNATURES, "Daftar hadir")
    return _file(door_papers.signatures_pdf(event, request.user), door_papers.SIGNATURES, pk)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def room_code(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """The code of the room, big enough for the last row."""
    session = managed_session(request, pk, session_pk)
    if request.method == "POST":
        with problems_shown(request):
            room_codes.renew(session=session, by=request.user)
        return redirect("workshops:room-code", pk=pk, session_pk=session_pk)
    code = room_codes.current(session, timezone.now())
    context = {"event": session.event, "session": session, "code": code}
    return render(request, "workshops/room_code.html", context)


def _in_background(
    request: AuthenticatedHttpRequest, event: Event, paper: str, name: str
) -> HttpResponse:
    membership = request.user.active_membership
    job = jobs.start(
        kind=door_papers.PAPER_JOB,
        title=f"{name} {event.title}"[:120],
        by=request.user,
        queue=Queue.PDF,
        event_id=event.pk,
        paper=paper,
        user_id=request.user.pk,
        membership_id=membership.pk if membership else 0,
    )
    messages.info(request, "Berkasnya panjang, jadi dibuat di belakang layar.")
    return redirect("jobs:job-detail", pk=job.pk)


def _file(content: bytes, paper: str, pk: int) -> HttpResponse:
    name = f'attachment; filename="{paper}-{pk}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
