"""The question bank: see, add, replace, retire."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.forms.questions import QuestionForm
from workshops.models import Question, Topic
from workshops.selectors import questions as selectors
from workshops.services import questions as services


@roles(*OFFICERS)
@require_GET
def question_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The questions of one topic or of all, in use or retired."""
    topics = list(Topic.objects.all())
    wanted = request.GET.get("topik", "")
    topic = wanted if wanted in {topic.pk for topic in topics} else ""
    retired = request.GET.get("status") == "tidak-dipakai"
    context = {
        "rows": selectors.bank(topic=topic, retired=retired),
        "topics": topics,
        "topic": topic,
        "retired": retired,
    }
    return render(request, "workshops/question_list.html", context)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def question_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new question."""
    form = QuestionForm(request.POST or None, initial={"topic": request.GET.get("topik")})
    if request.method == "POST" and form.is_valid():
        services.add(content=form.content(), by=request.user)
        messages.success(request, "Soal baru tersimpan.")
        return redirect("workshops:question-list")
    return render(request, "workshops/question_form.html", {"form": form})


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def question_replace(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """A new question in place of an old one, which stays in the tests that asked it."""
    question = _question(request, pk)
    form = QuestionForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        services.replace(question=question, content=form.content(), by=request.user)
        messages.success(request, "Soal diganti. Tes yang sudah memakai soal lama tidak berubah.")
        return redirect("workshops:question-list")
    return render(request, "workshops/question_form.html", {"form": form, "question": question})


@roles(*OFFICERS)
@require_POST
def question_retire(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes a question out of use."""
    services.set_active(question=_question(request, pk), is_active=False, by=request.user)
    messages.success(request, "Soal tidak dipakai lagi untuk tes baru.")
    return redirect("workshops:question-list")


@roles(*OFFICERS)
@require_POST
def question_restore(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes a question back into use."""
    services.set_active(question=_question(request, pk), is_active=True, by=request.user)
    messages.success(request, "Soal dipakai lagi.")
    return redirect("workshops:question-list")


def _question(request: AuthenticatedHttpRequest, pk: int) -> Question:
    return get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
