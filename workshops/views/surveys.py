"""The survey of an event: answered on the phone, read as sums by the office."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import public, roles
from workshops import rules
from workshops.forms.survey import SurveyForm
from workshops.models import Participant, SurveyQuestion
from workshops.selectors import survey
from workshops.services import surveys as services
from workshops.views.files import handout_answer
from workshops.views.shared import linked_participant, problems_shown, visible_event


@public
@require_http_methods(["GET", "POST"])
def participant_survey(request: HttpRequest, token: str) -> HttpResponse:
    """All questions on one page; the second time only thanks."""
    participant = linked_participant(token)
    now = timezone.now()
    card = survey.card_of(participant, now)
    questions = SurveyQuestion.objects.active()
    form = SurveyForm(request.POST or None, questions=questions)
    if request.method == "POST" and form.is_valid():
        return _answer(request, token, participant, form)
    context = {
        "participant": participant,
        "event": participant.event,
        "token": token,
        "card": card,
        "form": form,
        "kept_days": survey.KEPT.days,
    }
    return render(request, "workshops/participant_survey.html", context)


def _answer(
    request: HttpRequest, token: str, participant: Participant, form: SurveyForm
) -> HttpResponse:
    with problems_shown(request):
        services.answer(
            participant=participant,
            scores=form.scores(),
            texts=form.texts(),
            now=timezone.now(),
        )
        messages.success(request, "Terima kasih. Jawaban Anda tersimpan tanpa nama.")
    return redirect("workshops:participant-survey", token=token)


@public
@require_GET
def participant_handout(request: HttpRequest, token: str, handout_pk: int) -> HttpResponse:
    """A handout's file, by a participant's link."""
    return handout_answer(linked_participant(token).event, handout_pk)


@roles(*READERS)
@require_GET
def survey_results(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Means and spreads; words only when enough people answered."""
    event = visible_event(request, pk)
    if not rules.can_see_outcome(request.user, event):
        raise PermissionDenied
    context = {
        "event": event,
        "results": survey.results(event),
        "window": survey.window(event),
        "least": survey.LEAST_FOR_TEXTS,
        "kept_days": survey.KEPT.days,
    }
    return render(request, "workshops/survey_results.html", context)
