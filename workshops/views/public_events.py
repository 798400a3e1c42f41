"""The public calendar, and signing up from it without an account."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from halalportal.lib.access import public
from workshops.enums import ParticipantStatus
from workshops.errors import SignedUpBeforeError, WorkshopError
from workshops.forms.sign_up import OwnBusinessForm, SignUpForm, VisitorForm, own_businesses
from workshops.models import Event, Participant
from workshops.selectors import people
from workshops.selectors.calendar import OpenEvent, with_seats
from workshops.selectors.programme import programme
from workshops.services import links, visitors

# At most so many events on the page; a calendar of a province has fewer.
MOST_SHOWN = 100


def coming_events() -> list[OpenEvent]:
    """Public events that have not ended, the next one first."""
    events = Event.objects.public().upcoming(timezone.now())
    return with_seats(list(events.select_related("region", "organiser")[:MOST_SHOWN]))


def public_list(request: HttpRequest) -> HttpResponse:
    """The calendar for everybody."""
    return render(request, "workshops/event_calendar.html", {"events": coming_events()})


def public_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A public event for everybody; 404 for any other."""
    event = _public_event(pk)
    context = {
        "event": event,
        "seats": with_seats([event])[0].seats,
        "is_open": timezone.now() < event.starts_at and bool(event.modes),
        "programme": programme(event),
        "sessions": event.sessions.select_related("event"),
        "lesson_hours": people.lesson_hours(event),
    }
    return render(request, "workshops/event_public.html", context)


@public
@require_http_methods(["GET", "POST"])
def event_sign_up(request: HttpRequest, pk: int) -> HttpResponse:
    """A visitor by name, or an owner with the own business; ends on the participant's page."""
    event = _public_event(pk)
    form = _form(request, event)
    if request.method == "POST" and form.is_valid():
        try:
            participant = _sign_up(request, event, form)
        except SignedUpBeforeError as problem:
            if token := _token_here(request, event):
                return redirect("workshops:participant-page", token=token)
            form.add_error(None, str(problem))
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _welcome(participant))
            token = links.token_for(participant)
            request.session[_session_key(event)] = token
            return redirect("workshops:participant-page", token=token)
    context = {
        "event": event,
        "form": form,
        "seats": with_seats([event])[0].seats,
        "is_open": timezone.now() < event.starts_at and bool(event.modes),
        "own_token": _token_here(request, event),
    }
    return render(request, "workshops/event_sign_up.html", context)


def _public_event(pk: int) -> Event:
    events = Event.objects.public().select_related("region", "organiser")
    return get_object_or_404(events, pk=pk)


def _form(request: HttpRequest, event: Event) -> SignUpForm:
    """An owner picks the own business; everybody else types a name."""
    user: Any = request.user
    data = request.POST or None
    if getattr(user, "role", "") == Role.OWNER and own_businesses(user).exists():
        return OwnBusinessForm(data, event=event, user=user)
    known = {"name": user.name, "phone": user.phone} if user.is_authenticated else {}
    return VisitorForm(data, event=event, initial=known)


def _sign_up(request: HttpRequest, event: Event, form: SignUpForm) -> Participant:
    user: Any = request.user if request.user.is_authenticated else None
    if isinstance(form, VisitorForm):
        address = get_adapter(request).get_client_ip(request)
        return visitors.sign_up_visitor(
            event=event, person=form.person(), address=address, by=user, **form.chosen()
        )
    business = form.cleaned_data["business"]
    return visitors.sign_up_business(event=event, business=business, by=user, **form.chosen())


def _session_key(event: Event) -> str:
    return f"peserta-{event.pk}"


def _token_here(request: HttpRequest, event: Event) -> str:
    """The link of whoever signed up from this browser last, "" for nobody."""
    token: str = request.session.get(_session_key(event), "")
    return token if token and links.participant_of(token) else ""


def _welcome(participant: Participant) -> str:
    if participant.status == ParticipantStatus.WAITING:
        return "Kursi penuh. Anda masuk daftar tunggu dan dikabari begitu ada kursi."
    return "Anda terdaftar. Simpan alamat halaman ini: kode hadir Anda ada di sini."
