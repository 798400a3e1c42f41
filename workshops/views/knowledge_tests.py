"""The test of an event: its questions, its times, and its sheets of paper."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops import rules
from workshops.enums import Phase
from workshops.errors import WorkshopError
from workshops.forms.knowledge_test import TimesForm
from workshops.knowledge_papers import key_pdf, sheet_pdf
from workshops.models import KnowledgeTest, Question, TestItem
from workshops.selectors import questions as selectors
from workshops.selectors.knowledge import phase_counts
from workshops.services import knowledge_tests as services
from workshops.views.shared import managed_event, visible_event

PHASES = {phase.slug: phase for phase in Phase}


@roles(*READERS)
@require_GET
def test_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The questions and times, and how many have handed in; officers change them."""
    event = visible_event(request, pk)
    test = KnowledgeTest.objects.select_related("event").filter(event=event).first()
    now = timezone.now()
    context = {
        "event": event,
        "test": test,
        "items": (items := list(_items(test)) if test else []),
        "struck": [item for item in items if item.is_struck],
        "phases": phase_counts(test, now=now) if test else [],
        "is_started": test is not None and test.sittings.exists(),
        "can_manage": rules.can_manage(request.user, event),
    }
    return render(request, "workshops/test_detail.html", context)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def test_questions(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ticks the questions of the test; begins with a proposal of ten, one of each topic in turn."""
    event = managed_event(request, pk)
    test = KnowledgeTest.objects.filter(event=event).first()
    if request.method == "POST":
        chosen = _chosen(request)
        try:
            services.choose_questions(event=event, questions=chosen, by=request.user)
        except WorkshopError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"Tes tersimpan dengan {len(chosen)} soal.")
            return redirect("workshops:test-detail", pk=pk)
    topics = request.GET.getlist("topik")
    context = {
        "event": event,
        "test": test,
        "topics": selectors.choices_for(test, topics=topics),
        "wanted": topics,
    }
    return render(request, "workshops/test_questions.html", context)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def test_times(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """When each phase opens and closes."""
    test = managed_test(request, pk)
    form = TimesForm(request.POST or None, test=test)
    if request.method == "POST" and form.is_valid():
        services.set_times(test=test, times=form.times(), by=request.user)
        messages.success(request, "Waktu tes tersimpan.")
        return redirect("workshops:test-detail", pk=pk)
    context = {"form": form, "event": test.event, "test": test}
    return render(request, "workshops/test_times.html", context)


@roles(*OFFICERS)
@require_GET
def test_sheet(request: AuthenticatedHttpRequest, pk: int, fase: str) -> HttpResponse:
    """The sheet of questions on paper."""
    test = managed_test(request, pk)
    return _pdf(sheet_pdf(test, phase_of(fase)), f"lembar-tes-{fase}-{pk}.pdf")


@roles(*OFFICERS)
@require_GET
def test_key(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The right letters, for those who mark the sheets."""
    return _pdf(key_pdf(managed_test(request, pk)), f"kunci-tes-{pk}.pdf")


def managed_test(request: AuthenticatedHttpRequest, pk: int) -> KnowledgeTest:
    """The test of an event of the officer's region, with questions; 404 for others."""
    tests = KnowledgeTest.objects.select_related("event__region", "event__organiser")
    return get_object_or_404(tests, event=managed_event(request, pk), items__position=1)


def phase_of(slug: str) -> Phase:
    """The phase of an address; 404 for another word."""
    if slug not in PHASES:
        raise Http404
    return PHASES[slug]


def _items(test: KnowledgeTest) -> QuerySet[TestItem]:
    return test.items.select_related("question__topic").prefetch_related("question__choices")


def _chosen(request: AuthenticatedHttpRequest) -> list[Question]:
    """The ticked questions in the order of the page."""
    ids = [int(text) for text in request.POST.getlist("soal") if text.isdecimal()][:1000]
    questions = Question.objects.visible_to(request.user).filter(pk__in=ids)
    return list(questions.order_by("topic__label", "pk"))


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
