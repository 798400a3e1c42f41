"""The scanner at the door: a page that works offline, its list of names, and where it sends to."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import public, roles
from workshops import badges
from workshops.door_words import verdict
from workshops.errors import WorkshopError
from workshops.forms.scans import BadgeForm, sent_scans
from workshops.selectors.door import known_badges
from workshops.services import scanning
from workshops.views.shared import managed_session

LEVELS = {"success": messages.SUCCESS, "warning": messages.WARNING, "danger": messages.ERROR}


@roles(*OFFICERS)
@require_GET
def scanner(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """The page. `kode` is a badge for which the officer may still decide."""
    session = managed_session(request, pk, session_pk)
    context = {
        "event": session.event,
        "session": session,
        "open_badge": badges.typed(request.GET.get("kode", "")),
        "present_count": session.attendances.count(),
    }
    return render(request, "workshops/scanner.html", context)


@roles(*OFFICERS)
@require_GET
@never_cache
def scanner_names(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """Everybody on the list by badge, for the phone at the door."""
    return JsonResponse(known_badges(managed_session(request, pk, session_pk)))


@roles(*OFFICERS)
@require_POST
@never_cache
def scanner_send(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """Takes a batch of scans and answers what became of each."""
    session = managed_session(request, pk, session_pk)
    scans = sent_scans(request.body)
    if scans is None:
        return JsonResponse({"pesan": "Pindaian ini tidak terbaca."}, status=400)
    try:
        results = scanning.receive(session=session, scans=scans, by=request.user)
    except WorkshopError as problem:
        return JsonResponse({"pesan": str(problem)}, status=400)
    zone = session.event.time_zone
    answers = [
        {"nonce": str(result.nonce)} | asdict(verdict(result, zone, request.user))
        for result in results
    ]
    return JsonResponse({"hasil": answers})


@roles(*OFFICERS)
@require_POST
def scanner_type(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """A typed code, for a page without JavaScript."""
    session = managed_session(request, pk, session_pk)
    form = BadgeForm(request.POST)
    address = reverse("workshops:scanner", args=[pk, session_pk])
    if not form.is_valid():
        messages.error(request, str(form.errors["badge"][0]))
        return redirect(address)
    [result] = scanning.receive(session=session, scans=[form.scan()], by=request.user)
    answer = verdict(result, session.event.time_zone, request.user)
    messages.add_message(request, LEVELS[answer.tone], answer.text)
    return redirect(f"{address}?kode={form.cleaned_data['badge']}" if answer.may_enter else address)


@public
@require_GET
def scanner_worker(request: HttpRequest) -> HttpResponse:
    """The service worker that opens the scanner without a signal. It holds no data."""
    return render(request, "workshops/scanner_worker.js", content_type="text/javascript")
