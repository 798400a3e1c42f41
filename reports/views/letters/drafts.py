"""Writing one letter by hand, changing a draft, throwing it away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.forms.letters import LetterForm
from reports.forms.letters.letter import initial_of
from reports.letters.errors import LetterError, NoLetterheadError
from reports.models import Letter, LetterTemplate
from reports.selectors.letters.offices import (
    letterhead_of,
    own_office,
    signers_of,
    today_at,
)
from reports.services import letters as services
from reports.views.letters.shared import own_letter, page, posted, to_letterhead


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def letter_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Choose a template, then fill in what it asks for."""
    try:
        letterhead = letterhead_of(own_office(request.user))
        signers = signers_of(letterhead)
    except NoLetterheadError as problem:
        return to_letterhead(request, problem)
    today = today_at(letterhead.organisation)
    templates = LetterTemplate.objects.written_with(request.user).valid_on(today)
    if not request.GET.get("templat", "").isdigit():
        return page(request, "letter_choose", templates=templates)
    template = get_object_or_404(templates, pk=request.GET["templat"])
    initial = {"paper": letterhead.paper} | initial_of({"dinas": letterhead.office})
    form = LetterForm(posted(request), template=template, signers=signers, initial=initial)
    if request.method == "POST" and form.is_valid():
        letter = _kept(form, template=template, letterhead=letterhead, by=request.user)
        if letter:
            messages.success(request, "Draf tersimpan. Baca dulu, lalu beri nomor.")
            return redirect("reports:letter-detail", pk=letter.pk)
    return page(request, "letter_form", form=form, template=template)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def letter_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Writes a draft again."""
    letter = own_letter(request, pk)
    letterhead = letterhead_of(letter.organisation)
    initial: dict[str, Any] = {
        "recipient": "\n".join(letter.facts["recipient"]),
        "signer": letter.signer_id,
        "paper": letter.paper,
    } | initial_of(letter.facts["fields"])
    form = LetterForm(
        posted(request), template=letter.template, signers=signers_of(letterhead), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        words = {"recipient": form.to_recipient(), "fields": letter.facts["fields"]}
        words["fields"] = words["fields"] | form.values()
        try:
            services.redraft(
                letter=letter,
                signer=form.cleaned_data["signer"],
                paper=form.cleaned_data["paper"],
                by=request.user,
                **words,
            )
        except LetterError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Draf tersimpan.")
            return redirect("reports:letter-detail", pk=pk)
    return page(request, "letter_form", form=form, template=letter.template, letter=letter)


@roles(*OFFICERS)
@require_POST
def letter_discard(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Throws a draft away."""
    letter = own_letter(request, pk)
    try:
        services.discard(letter=letter, by=request.user)
    except LetterError as problem:
        messages.error(request, str(problem))
        return redirect("reports:letter-detail", pk=pk)
    messages.success(request, "Draf dihapus.")
    return redirect("reports:letter-list")


def _kept(form: LetterForm, **given: Any) -> Letter | None:
    """The new draft; None when the form then says what stands in the way."""
    try:
        return services.draft(
            recipient=form.to_recipient(),
            fields=form.values(),
            signer=form.cleaned_data["signer"],
            paper=form.cleaned_data["paper"],
            **given,
        )
    except LetterError as problem:
        form.add_error(None, str(problem))
        return None
