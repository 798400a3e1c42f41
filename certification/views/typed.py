"""Pages that remember what was typed and not saved: autosaved by the browser, kept when wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.http import AuthenticatedHttpRequest
from certification.errors import CertificationError
from certification.forms.steps import fields_of
from certification.models import AnswerDraft, Application
from certification.selectors.answer_drafts import draft_of
from certification.services import answer_drafts
from certification.views.shared import FILERS, visible_application
from halalportal.lib.access import roles
from halalportal.lib.formats import clock

Make = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """The form of a page, with what was typed before; `draft` only when that isn't saved yet."""

    page: str
    form: Any
    draft: AnswerDraft | None = None


def reopened(
    request: AuthenticatedHttpRequest,
    application: Application,
    page: str,
    make: Make,
    saved: dict[str, Any],
) -> Typed:
    """The page's form: as posted, or with the saved answers, or with what was typed over them.

    Args:
        make: makes the form of keyword arguments `data` and `initial`.
    """
    if request.method == "POST":
        return Typed(page, make(data=request.POST, initial=saved))
    form = make(initial=saved)
    draft = draft_of(application, page, request.user)
    if draft is None or draft.values == _shown(form):
        return Typed(page, form)
    return Typed(page, make(initial=saved | draft.values), draft)


def remember(request: AuthenticatedHttpRequest, application: Application, page: str) -> None:
    """Keeps what was posted and can't be saved as it is, also for browsers without scripts."""
    answer_drafts.keep(
        application=application, page=page, by=request.user, values=_typed(request, page)
    )


def forget(request: AuthenticatedHttpRequest, application: Application, page: str) -> None:
    """The page is saved: nothing typed is left over."""
    answer_drafts.drop(application=application, page=page, by=request.user)


@roles(*FILERS)
@require_POST
def draft_keep(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """What the browser sends while somebody types; says in a word that it is kept."""
    application = visible_application(request, number)
    page = _page(request)
    try:
        draft = answer_drafts.keep(
            application=application, page=page, by=request.user, values=_typed(request, page)
        )
    except CertificationError as error:
        return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
    said = f"Tersimpan {clock(draft.at, application.regency.time_zone)}"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@roles(*FILERS)
@require_POST
def draft_drop(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Throws away what was typed and shows the saved answers again."""
    application = visible_application(request, number)
    page = _page(request)
    answer_drafts.drop(application=application, page=page, by=request.user)
    messages.success(request, "Isian dibuang. Yang tampil jawaban tersimpan.")
    return redirect(f"{reverse('certification:application-detail', args=[number])}bagian/{page}/")


def _page(request: AuthenticatedHttpRequest) -> str:
    page = request.POST.get("halaman", "")
    if not fields_of(page):
        raise Http404
    return page


def _typed(request: AuthenticatedHttpRequest, page: str) -> dict[str, str]:
    """The page's own fields and nothing else."""
    return {name: request.POST.get(name, "") for name in fields_of(page)}


def _shown(form: forms.Form) -> dict[str, str]:
    """What the fields show, as a browser would send it."""
    values = {field.name: field.value() for field in form}
    return {name: "" if value is None else str(value) for name, value in values.items()}
