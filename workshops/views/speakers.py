"""The speakers of an event, on one page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.forms.programme import SpeakerForm
from workshops.models import Event, Speaker
from workshops.services import speakers as services
from workshops.views.shared import managed_event


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def speaker_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Everybody who teaches, and a form for one more."""
    event = managed_event(request, pk)
    form = SpeakerForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        speaker = services.add(event=event, details=form.details(), by=request.user)
        messages.success(request, f"{speaker.name} ditambahkan sebagai narasumber.")
        return redirect("workshops:speaker-list", pk=pk)
    return _page(request, event, form)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def speaker_edit(request: AuthenticatedHttpRequest, pk: int, speaker_pk: int) -> HttpResponse:
    """The same page with the form filled in."""
    event = managed_event(request, pk)
    speaker = get_object_or_404(event.speakers, pk=speaker_pk)
    form = SpeakerForm(request.POST or None, event=event, speaker=speaker)
    if request.method == "POST" and form.is_valid():
        services.change(speaker=speaker, details=form.details(), by=request.user)
        messages.success(request, "Perubahan narasumber tersimpan.")
        return redirect("workshops:speaker-list", pk=pk)
    return _page(request, event, form, speaker)


@roles(*OFFICERS)
@require_POST
def speaker_remove(request: AuthenticatedHttpRequest, pk: int, speaker_pk: int) -> HttpResponse:
    """Takes a speaker out."""
    event = managed_event(request, pk)
    speaker = get_object_or_404(event.speakers, pk=speaker_pk)
    services.remove(speaker=speaker, by=request.user)
    messages.success(request, f"{speaker.name} dihapus dari daftar narasumber.")
    return redirect("workshops:speaker-list", pk=pk)


def _page(
    request: AuthenticatedHttpRequest,
    event: Event,
    form: SpeakerForm,
    chosen: Speaker | None = None,
) -> HttpResponse:
    speakers = event.speakers.select_related("session")
    context = {"event": event, "form": form, "speakers": speakers, "chosen": chosen}
    return render(request, "workshops/speaker_list.html", context)
