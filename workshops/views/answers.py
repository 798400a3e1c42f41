"""Answering an invitation by a signed link, without signing in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from halalportal.lib.access import public
from halalportal.lib.attempts import is_too_often
from workshops.answer_days import is_open
from workshops.errors import WorkshopError
from workshops.forms.answer import NoteForm, SubstituteForm, lines_form
from workshops.models import Invitation, Participant
from workshops.selectors.answers import people_of, standing
from workshops.services import answers, links
from workshops.views.shared import LinkExpiredError, linked_participant

# By link, not by address: the people of an office share one.
MOST_ANSWERS, WITHIN_SECONDS = 30, 600
TOO_OFTEN = "Terlalu banyak perubahan dalam waktu singkat. Coba lagi 10 menit lagi."


@public
@require_http_methods(["GET", "POST"])
def invitation_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whom a delegation sends; may be changed until the last day."""
    invitation = _linked_invitation(token)
    delegation = invitation.delegation
    assert delegation is not None  # noqa: S101  # invitation_of
    people = people_of(delegation)
    lines = lines_form(delegation, people, request.POST or None)
    note = NoteForm(request.POST or None, initial={"note": invitation.note})
    problem = ""
    if request.method == "POST" and lines.is_valid() and note.is_valid():
        problem = _tried(
            f"undangan:{invitation.pk}",
            lambda: answers.send_people(
                invitation=invitation,
                lines=lines.lines(),
                note=note.cleaned_data["note"],
                by=_signed_in(request),
            ),
        )
        if not problem:
            messages.success(request, "Jawaban tersimpan. Terima kasih.")
            return redirect("workshops:invitation-answer", token)
    context = {
        "invitation": invitation,
        "delegation": delegation,
        "event": invitation.event,
        "people": [(person, links.token_for(person)) for person in people],
        "lines": lines,
        "note": note,
        "problem": problem,
        "is_open": is_open(invitation.event, timezone.now()),
        "token": token,
    }
    return render(request, "workshops/invitation_answer.html", context)


@public
@require_POST
def invitation_refuse(request: HttpRequest, token: str) -> HttpResponse:
    """A delegation sends nobody."""
    invitation = _linked_invitation(token)
    _say(
        request,
        f"undangan:{invitation.pk}",
        lambda: answers.send_people(invitation=invitation, lines=[], by=_signed_in(request)),
        "Tercatat: tidak mengirim orang. Kursinya diberikan kepada yang lain.",
    )
    return redirect("workshops:invitation-answer", token)


@public
@require_GET
def participant_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Comes, can't come, or sends somebody else."""
    return _participant_page(request, linked_participant(token), token, SubstituteForm())


@public
@require_POST
def participant_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Comes."""
    participant = linked_participant(token)
    _say(
        request,
        f"peserta:{participant.pk}",
        lambda: answers.accept(participant=participant),
        "Jawaban tersimpan. Terima kasih.",
    )
    return redirect("workshops:participant-page", token)


@public
@require_POST
def participant_refuse(request: HttpRequest, token: str) -> HttpResponse:
    """Can't come."""
    participant = linked_participant(token)
    _say(
        request,
        f"peserta:{participant.pk}",
        lambda: answers.refuse(participant=participant),
        "Tercatat: Anda tidak bisa hadir.",
    )
    return redirect("workshops:participant-answer", token)


@public
@require_POST
def participant_substitute(request: HttpRequest, token: str) -> HttpResponse:
    """Sends somebody else, who gets the seat."""
    participant = linked_participant(token)
    form = SubstituteForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        problem = _tried(
            f"peserta:{participant.pk}",
            lambda: answers.substitute(
                participant=participant, name=data["name"], phone=data["phone"]
            ),
        )
        if not problem:
            messages.success(request, f"Tercatat: {data['name']} hadir mewakili Anda.")
            return redirect("workshops:participant-answer", token)
        form.add_error(None, problem)
    return _participant_page(request, participant, token, form)


def _participant_page(
    request: HttpRequest, participant: Participant, token: str, form: SubstituteForm
) -> HttpResponse:
    stand = standing(participant, timezone.now())
    substitute = stand.substitute
    context = {
        "participant": participant,
        "event": participant.event,
        "standing": stand,
        "substitute_token": links.token_for(substitute) if substitute else "",
        "token": token,
        "form": form,
    }
    return render(request, "workshops/participant_answer.html", context)


def _linked_invitation(token: str) -> Invitation:
    invitation = links.invitation_of(token)
    if invitation is None:
        raise LinkExpiredError
    return invitation


def _tried(key: str, act: Callable[[], object]) -> str:
    """Why the answer could not be taken, "" when it was."""
    if is_too_often(f"answer:{key}", most=MOST_ANSWERS, seconds=WITHIN_SECONDS):
        return TOO_OFTEN
    try:
        act()
    except WorkshopError as problem:
        return str(problem)
    return ""


def _say(request: HttpRequest, key: str, act: Callable[[], object], done: str) -> None:
    problem = _tried(key, act)
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, done)


def _signed_in(request: HttpRequest) -> User | None:
    """The officer who types in what a delegation said on the phone."""
    return request.user if isinstance(request.user, User) else None
