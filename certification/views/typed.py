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
from certification.draft_pages import MANDATE, address_of
from certification.enums import DraftOrigin
from certification.errors import CertificationError
from certification.forms.drafted import fields_of
from certification.models import AnswerDraft, Application
from certification.selectors.answer_drafts import draft_of
from certification.services import answer_drafts
from certification.services.answer_drafts import Subject
from certification.views.shared import FILERS, visible_application
from halalportal.lib.access import roles
from halalportal.lib.formats import clock

Make = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """The form of a page, with what was typed before; `draft` only when that isn't saved yet.

    `page` is "" for a form of which nothing is kept, `filled` names the fields that are not saved.
    """

    page: str
    form: Any
    subject: Subject | None = None
    draft: AnswerDraft | None = None
    filled: tuple[str, ...] = ()

    @property
    def keep_url(self) -> str:
        """Where the browser sends what is typed."""
        return self._url("")

    @property
    def drop_url(self) -> str:
        """Where it is thrown away."""
        return self._url("-drop")

    @property
    def zone(self) -> str:
        return self.subject.regency.time_zone if self.subject else ""

    @property
    def is_from_check(self) -> bool:
        return self.draft is not None and self.draft.origin == DraftOrigin.CHECK

    def _url(self, action: str) -> str:
        subject = self.subject
        if subject is None:
            return ""
        if isinstance(subject, Application):
            return reverse(f"certification:application-draft{action}", args=[subject.number])
        return reverse(f"certification:mandate-draft{action}", args=[subject.pk])


def reopened(
    request: AuthenticatedHttpRequest,
    subject: Subject,
    page: str,
    make: Make,
    saved: dict[str, Any],
) -> Typed:
    """The page's form: as posted, or with the saved answers, or with what was typed over them.

    Args:
        make: makes the form of keyword arguments `data` and `initial`.
    """
    if request.method == "POST":
        return Typed(page, make(data=request.POST, initial=saved), subject)
    form = make(initial=saved)
    draft = draft_of(subject, page, request.user)
    values = _unsaved(draft, saved) if draft else {}
    if values.items() <= _shown(form).items():
        return Typed(page, form, subject)
    labels = (form.fields[name].label for name in values if name in form.fields)
    return Typed(page, make(initial=saved | values), subject, draft, tuple(labels))


def remember(request: AuthenticatedHttpRequest, subject: Subject, page: str) -> None:
    """Keeps what was posted and can't be saved as it is, also for browsers without scripts."""
    answer_drafts.keep(subject=subject, page=page, by=request.user, values=_typed(request, page))


def forget(request: AuthenticatedHttpRequest, subject: Subject, page: str) -> None:
    """The page is saved: nothing typed is left over."""
    answer_drafts.drop(subject=subject, page=page, by=request.user)


@roles(*FILERS)
@require_POST
def draft_keep(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """What the browser sends while somebody types; says in a word that it is kept."""
    return kept(request, visible_application(request, number), _page(request))


@roles(*FILERS)
@require_POST
def draft_drop(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Throws away what was typed and shows the saved answers again."""
    application = visible_application(request, number)
    page = _page(request)
    dropped(request, application, page)
    case = reverse("certification:application-detail", args=[number])
    return redirect(f"{case}{address_of(page)}")


def kept(request: AuthenticatedHttpRequest, subject: Subject, page: str) -> HttpResponse:
    """Keeps what was sent; says when, or why not (409)."""
    try:
        draft = answer_drafts.keep(
            subject=subject, page=page, by=request.user, values=_typed(request, page)
        )
    except CertificationError as error:
        return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
    said = f"Tersimpan {clock(draft.at, subject.regency.time_zone)}"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def dropped(request: AuthenticatedHttpRequest, subject: Subject, page: str) -> None:
    """Forgets the page, and says so."""
    forget(request, subject, page)
    messages.success(request, "Isian dibuang. Yang tampil jawaban tersimpan.")


def page_of(request: AuthenticatedHttpRequest) -> str:
    """The page that was sent; 404 for none."""
    page = request.POST.get("halaman", "")
    if not fields_of(page):
        raise Http404
    return page


def _page(request: AuthenticatedHttpRequest) -> str:
    page = page_of(request)
    if page.startswith(MANDATE):
        raise Http404
    return page


def _typed(request: AuthenticatedHttpRequest, page: str) -> dict[str, str]:
    """The page's own fields and nothing else."""
    return {name: request.POST.get(name, "") for name in fields_of(page)}


def _unsaved(draft: AnswerDraft, saved: dict[str, Any]) -> dict[str, str]:
    """What stands over the saved answers; what the check told stands only where there are none."""
    if draft.origin == DraftOrigin.TYPED:
        return draft.values
    values = draft.values.items()
    return {name: text for name, text in values if saved.get(name) in (None, "")}


def _shown(form: forms.Form) -> dict[str, str]:
    """What the fields show, as a browser would send it."""
    return {field.name: _text(field) for field in form}


def _text(field: forms.BoundField) -> str:
    shown: Any = field.field.widget.format_value(field.value())
    if isinstance(shown, list):
        shown = next(iter(shown), "")
    return "" if shown is None else str(shown)
