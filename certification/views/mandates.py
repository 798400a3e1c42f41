"""Mandates: asked for by a helper, given on paper or by code, looked at, and revoked."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.draft_pages import MANDATE_PAPER, revoke_page
from certification.errors import CertificationError, WordsChangedError
from certification.forms.mandates import CodeForm, PaperForm, RevokeForm
from certification.mandate_sheet import sheet_pdf
from certification.models import Mandate
from certification.selectors.mandates import HELPERS, today_at
from certification.services import mandate_codes, mandate_papers
from certification.services import mandates as services
from certification.services.mandates import Paper
from certification.views.mandate_terms import Asked, asked_of, way_on
from certification.views.shared import READERS, page
from certification.views.typed import Typed, forget, remember, reopened
from halalportal.lib.access import roles
from halalportal.lib.uploads import UnusableFileError, clean_upload


@roles(*HELPERS)
@require_http_methods(["GET", "POST"])
def mandate_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The words for the owner, the paper to print, and the photo of it once it is signed."""
    asked = asked_of(request)
    typed = _typed(request, asked)
    if request.method != "POST":
        return _create_page(request, asked, typed)
    if typed.form.is_valid():
        try:
            mandate = services.grant(terms=asked.terms, paper=_paper(typed.form), by=request.user)
        except WordsChangedError as error:
            # A fresh page with the words of today.
            messages.error(request, str(error))
            return redirect(request.get_full_path())
        except (CertificationError, UnusableFileError) as error:
            typed.form.add_error("photo", str(error))
        else:
            return _given(request, mandate, asked)
    remember(request, asked.terms.business, typed.page)
    return _create_page(request, asked, typed)


@roles(*HELPERS)
@require_POST
def mandate_use_code(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The code that the owner told the helper."""
    asked = asked_of(request)
    form = CodeForm(request.POST)
    if form.is_valid():
        business, code = asked.terms.business, form.cleaned_data["code"]
        try:
            mandate = mandate_codes.use(business=business, code=code, by=request.user)
        except CertificationError as error:
            form.add_error("code", str(error))
        else:
            return _given(request, mandate, asked)
    return _create_page(request, asked, _blank(asked), code=form)


@roles(*HELPERS)
@require_GET
def mandate_sheet(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The paper to print, as PDF."""
    asked = asked_of(request)
    content = sheet_pdf(asked.terms, asked.words)
    name = f"surat-kuasa-{slugify(asked.terms.business.name)[:40]}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@roles(*READERS)
@require_GET
def mandate_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One mandate: its words, how it was given, and its end."""
    mandate = _visible(request, pk)
    day = today_at(mandate.business.regency)
    word, tone = mandate.standing(day)
    return page(
        request,
        "mandate_detail",
        mandate=mandate,
        word=word,
        tone=tone,
        can_revoke=mandate.is_in_force(day) and rules.can_revoke(request.user, mandate),
        can_see_paper=rules.can_see_contact(request.user),
    )


@roles(*READERS)
@require_GET
def mandate_paper(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The photo of the signed paper; looking at it is written down."""
    mandate = _visible(request, pk)
    if not rules.can_see_contact(request.user):
        raise PermissionDenied
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    try:
        photo = mandate_papers.show(mandate, by=request.user)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    return HttpResponse(photo.content, content_type=photo.media_type, headers=headers)


@roles(*READERS)
@require_http_methods(["GET", "POST"])
def mandate_revoke(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ends a mandate at once."""
    mandate = _visible(request, pk)
    if not rules.can_revoke(request.user, mandate):
        raise PermissionDenied
    typed = reopened(request, mandate.business, revoke_page(pk), RevokeForm, {})
    if request.method == "POST" and typed.form.is_valid():
        try:
            services.revoke(mandate=mandate, by=request.user, **typed.form.cleaned_data)
        except CertificationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Kuasa kepada {mandate.given_to_name} sudah dicabut.")
        forget(request, mandate.business, typed.page)
        return redirect("certification:mandate-detail", pk=pk)
    if request.method == "POST":
        remember(request, mandate.business, typed.page)
    return page(request, "mandate_revoke", mandate=mandate, typed=typed, form=typed.form)


def _paper(form: PaperForm) -> Paper:
    """What was sent.

    Raises:
        UnusableFileError: it is no photo.
    """
    sent = form.cleaned_data["photo"]
    return Paper(
        words_sha256=form.cleaned_data["words_sha256"],
        photo=clean_upload(sent.file, sent.size, name=sent.name),
        is_thumb=form.cleaned_data["mark"] == "thumb",
    )


def _given(request: AuthenticatedHttpRequest, mandate: Mandate, asked: Asked) -> HttpResponse:
    forget(request, mandate.business, MANDATE_PAPER)
    messages.success(request, f"Kuasa dari {mandate.business.owner_name} tersimpan.")
    return redirect(way_on(request, asked))


def _create_page(
    request: AuthenticatedHttpRequest,
    asked: Asked,
    typed: Typed,
    *,
    code: CodeForm | None = None,
) -> HttpResponse:
    # The code that an owner reads out is a secret of minutes: it is never kept.
    return page(
        request,
        "mandate_create",
        asked=asked,
        typed=typed,
        paper=typed.form,
        code=code or CodeForm(),
    )


def _typed(request: AuthenticatedHttpRequest, asked: Asked) -> Typed:
    """The form of the paper, with what was chosen before; a photo is taken anew."""

    def make(**kwargs: Any) -> PaperForm:
        files = request.FILES if request.method == "POST" else None
        return PaperForm(files=files, **kwargs)

    saved = {"words_sha256": asked.words.sha256}
    return reopened(request, asked.terms.business, MANDATE_PAPER, make, saved)


def _blank(asked: Asked) -> Typed:
    form = PaperForm(initial={"words_sha256": asked.words.sha256})
    return Typed(MANDATE_PAPER, form, asked.terms.business)


def _visible(request: AuthenticatedHttpRequest, pk: int) -> Mandate:
    mandates = Mandate.objects.visible_to(request.user).with_people()
    return get_object_or_404(mandates, pk=pk)
