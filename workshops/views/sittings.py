"""The test on a participant's phone, opened by the own link: one question a page."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from halalportal.lib.access import public
from halalportal.lib.formats import clock
from workshops.enums import Phase
from workshops.errors import WorkshopError
from workshops.models import Choice, KnowledgeTest, Participant, Sitting
from workshops.selectors.sittings import OwnTest, Stand, own_test, pages
from workshops.services import sittings as services
from workshops.views.knowledge_tests import phase_of
from workshops.views.shared import linked_participant

BACKGROUND = "text/plain"  # what the page's script accepts
CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits at which test."""

    token: str
    participant: Participant
    test: KnowledgeTest
    phase: Phase
    sitting: Sitting | None

    def address(self, name: str, *args: int) -> str:
        return reverse(f"workshops:{name}", args=[self.token, self.phase.slug, *args])

    def own(self) -> OwnTest:
        items = list(self.test.items.all())
        return own_test(self.test, self.phase, self.sitting, items=items, now=timezone.now())


@public
@never_cache
@require_GET
def sitting_intro(request: HttpRequest, token: str, fase: str) -> HttpResponse:
    """What comes, how far the participant is, and the result after the final test."""
    desk = _desk(token, fase)
    return _page(request, desk, "sitting_intro", own=desk.own())


@public
@require_POST
def sitting_start(request: HttpRequest, token: str, fase: str) -> HttpResponse:
    """Begins the test, or goes on with the first open question."""
    desk = _desk(token, fase)
    try:
        sitting = services.start(test=desk.test, participant=desk.participant, phase=desk.phase)
    except WorkshopError as problem:
        messages.error(request, str(problem))
        return redirect(desk.address("sitting-intro"))
    open_ones = (page.number for page in pages(sitting) if page.is_open)
    if number := next(open_ones, None):
        return redirect(desk.address("sitting-question", number))
    return redirect(desk.address("sitting-check"))


@public
@never_cache
@require_GET
def sitting_question(request: HttpRequest, token: str, fase: str, number: int) -> HttpResponse:
    """One question with its choices."""
    desk = _desk(token, fase)
    own = desk.own()
    if desk.sitting is None or own.stand != Stand.BEGUN:
        return redirect(desk.address("sitting-intro"))
    all_pages = pages(desk.sitting)
    if not 1 <= number <= len(all_pages):
        raise Http404
    is_last = number == len(all_pages)
    forward = (
        desk.address("sitting-check") if is_last else desk.address("sitting-question", number + 1)
    )
    return _page(
        request,
        desk,
        "sitting_question",
        page=all_pages[number - 1],
        total=len(all_pages),
        own=own,
        forward=forward,
        backward=desk.address("sitting-question", number - 1) if number > 1 else "",
        base=desk.address("sitting-intro"),
    )


@public
@require_POST
def sitting_answer(request: HttpRequest, token: str, fase: str, number: int) -> HttpResponse:
    """Keeps a choice: for a form goes on, for the page's script says what happened."""
    desk = _desk(token, fase)
    in_background = request.headers.get("Accept") == BACKGROUND
    try:
        said = _keep(request, desk, number)
    except WorkshopError as problem:
        if in_background:
            return HttpResponse(str(problem), status=CONFLICT, content_type=BACKGROUND)
        messages.error(request, str(problem))
        return redirect(desk.address("sitting-intro"))
    if in_background:
        return HttpResponse(said, content_type=BACKGROUND)
    return redirect(_wanted(request, desk, number))


@public
@never_cache
@require_GET
def sitting_check(request: HttpRequest, token: str, fase: str) -> HttpResponse:
    """What is answered and what is still open, before handing in."""
    desk = _desk(token, fase)
    own = desk.own()
    if desk.sitting is None or own.stand != Stand.BEGUN:
        return redirect(desk.address("sitting-intro"))
    return _page(
        request,
        desk,
        "sitting_check",
        own=own,
        open_pages=[page for page in pages(desk.sitting) if page.is_open],
        base=desk.address("sitting-intro"),
    )


@public
@require_POST
def sitting_hand_in(request: HttpRequest, token: str, fase: str) -> HttpResponse:
    """Hands the test in; a second time changes nothing."""
    desk = _desk(token, fase)
    if desk.sitting is None:
        return redirect(desk.address("sitting-intro"))
    try:
        services.hand_in(sitting=desk.sitting)
    except WorkshopError as problem:
        messages.error(request, str(problem))
        return redirect(desk.address("sitting-check"))
    messages.success(request, f"{desk.phase.label} terkirim.")
    return redirect(desk.address("sitting-intro"))


def _desk(token: str, fase: str) -> Desk:
    participant, phase = linked_participant(token), phase_of(fase)
    tests = KnowledgeTest.objects.select_related("event")
    test = get_object_or_404(tests, event=participant.event_id, items__position=1)
    sitting = Sitting.objects.filter(test=test, participant=participant, phase=phase).first()
    return Desk(token, participant, test, phase, sitting)


def _keep(request: HttpRequest, desk: Desk, number: int) -> str:
    """Writes the posted choice; nothing chosen leaves the question as it was."""
    chosen = request.POST.get("pilihan", "")
    if desk.sitting is None or not chosen.isdecimal():
        return ""
    item = get_object_or_404(desk.test.items, position=number)
    choice = get_object_or_404(Choice, pk=int(chosen[:18]), question_id=item.question_id)
    kept = services.answer(sitting=desk.sitting, item=item, choice=choice)
    return f"Tersimpan {clock(kept.answered_at, desk.test.event.time_zone)}"


def _wanted(request: HttpRequest, desk: Desk, number: int) -> str:
    """Where the pressed button leads: back, or on to the next question or the check."""
    if request.POST.get("ke") == "mundur" and number > 1:
        return desk.address("sitting-question", number - 1)
    if number < desk.test.items.count():
        return desk.address("sitting-question", number + 1)
    return desk.address("sitting-check")


def _page(request: HttpRequest, desk: Desk, name: str, **context: object) -> HttpResponse:
    shared = {
        "desk": desk,
        "event": desk.participant.event,
        "participant": desk.participant,
        "page_url": reverse("workshops:participant-page", args=[desk.token]),
    }
    return render(request, f"workshops/{name}.html", shared | context)
