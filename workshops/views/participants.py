"""The list of participants, and what an officer does with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops import rules
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import WorkshopError
from workshops.forms import BusinessesForm, PersonForm
from workshops.models import Event, Participant
from workshops.selectors import people as selectors
from workshops.selectors import waiting
from workshops.services import participants as services
from workshops.views.shared import managed_event, problems_shown, visible_event


@roles(*READERS)
@require_GET
def participant_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The people of an event, with a search of the registry to add more."""
    event = visible_event(request, pk)
    return _page(request, event, PersonForm(event=event))


@roles(*OFFICERS)
@require_POST
def participant_add_businesses(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Adds the ticked businesses."""
    event = managed_event(request, pk)
    form = BusinessesForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for [text, *_] in form.errors.values()))
        return redirect(f"{_address(event)}?q={request.POST.get('q', '')}")
    with problems_shown(request):
        added = services.add_businesses(
            event=event,
            businesses=form.cleaned_data["businesses"],
            mode=Mode(form.cleaned_data["mode"]),
            status=ParticipantStatus(form.cleaned_data["status"]),
            by=request.user,
        )
        messages.success(request, _added_text(len(added)))
    return redirect(_address(event))


@roles(*OFFICERS)
@require_POST
def participant_add_person(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Adds somebody of an office by name."""
    event = managed_event(request, pk)
    form = PersonForm(request.POST, event=event)
    if form.is_valid():
        try:
            participant = services.add_person(
                event=event,
                person=form.person(),
                mode=Mode(form.cleaned_data["mode"]),
                status=ParticipantStatus(form.cleaned_data["status"]),
                by=request.user,
            )
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{participant.name} ditambahkan.")
            return redirect(_address(event))
    return _page(request, event, form)


@roles(*OFFICERS)
@require_POST
def participant_register(
    request: AuthenticatedHttpRequest, pk: int, participant_pk: int
) -> HttpResponse:
    """Gives a seat, on site or online."""
    participant = _managed_participant(request, pk, participant_pk)
    chosen = request.POST.get("cara", "")
    mode = Mode(chosen) if chosen in Mode.values else Mode(participant.mode)
    with problems_shown(request):
        services.register(participant=participant, mode=mode, by=request.user)
        messages.success(request, f"{participant.name} terdaftar {mode.label.lower()}.")
    return redirect(_address(participant.event))


@roles(*OFFICERS)
@require_POST
def participant_decline(
    request: AuthenticatedHttpRequest, pk: int, participant_pk: int
) -> HttpResponse:
    """Notes that somebody cannot come."""
    participant = _managed_participant(request, pk, participant_pk)
    with problems_shown(request):
        services.decline(participant=participant, by=request.user)
        messages.success(request, f"{participant.name} dicatat tidak bisa hadir.")
    return redirect(_address(participant.event))


@roles(*OFFICERS)
@require_POST
def participant_prefer(
    request: AuthenticatedHttpRequest, pk: int, participant_pk: int
) -> HttpResponse:
    """Puts somebody first who waits."""
    participant = _managed_participant(request, pk, participant_pk)
    with problems_shown(request):
        services.prefer(participant=participant, by=request.user)
        messages.success(request, f"{participant.name} mendapat kursi kosong yang berikutnya.")
    return redirect(_address(participant.event))


@roles(*OFFICERS)
@require_POST
def participant_remove(
    request: AuthenticatedHttpRequest, pk: int, participant_pk: int
) -> HttpResponse:
    """Takes somebody off the list."""
    participant = _managed_participant(request, pk, participant_pk)
    with problems_shown(request):
        services.remove(participant=participant, by=request.user)
        messages.success(request, f"{participant.name} dihapus dari daftar peserta.")
    return redirect(_address(participant.event))


def _page(request: AuthenticatedHttpRequest, event: Event, form: PersonForm) -> HttpResponse:
    can_manage = rules.can_manage(request.user, event)
    text = request.GET.get("q", "").strip() if can_manage else ""
    wanted = _wanted(request)
    context = {
        "event": event,
        "can_manage": can_manage,
        "sees_all": rules.can_see_all_participants(request.user, event),
        "rows": selectors.participant_rows(event, request.user, **wanted),
        "session_count": event.sessions.count(),
        "queues": waiting.shown(event, request.user),
        "chips": _chips(wanted),
        "address": _address(event),
        "query": text,
        "candidates": selectors.candidates(event, request.user, text) if text else [],
        "modes": Mode.choices,
        "businesses_form": BusinessesForm(user=request.user),
        "form": form,
    }
    return render(request, "workshops/participant_list.html", context)


def _wanted(request: AuthenticatedHttpRequest) -> dict[str, Any]:
    """The known filters of the address: `cara`, `status`, `hadir`."""
    mode, status = request.GET.get("cara", ""), request.GET.get("status", "")
    return {
        "mode": mode if mode in Mode.values else "",
        "status": status if status in ParticipantStatus.values else "",
        "only_present": request.GET.get("hadir") == "ya",
    }


def _chips(wanted: dict[str, Any]) -> list[str]:
    """The filters in words."""
    words = []
    if wanted["mode"]:
        words.append(str(Mode(wanted["mode"]).label))
    if wanted["status"]:
        words.append(str(ParticipantStatus(wanted["status"]).label))
    return [*words, "Hadir"] if wanted["only_present"] else words


def _managed_participant(
    request: AuthenticatedHttpRequest, pk: int, participant_pk: int
) -> Participant:
    people = Participant.objects.filter(event=managed_event(request, pk))
    return get_object_or_404(people.select_related("event"), pk=participant_pk)


def _address(event: Event) -> str:
    return reverse("workshops:participant-list", args=[event.pk])


def _added_text(count: int) -> str:
    return f"{count} usaha ditambahkan." if count else "Semua usaha itu sudah ada di daftar."
