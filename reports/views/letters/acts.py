"""The steps of a letter: number, signature, withdrawal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.enums import NumberingPolicy
from reports.forms.letters import NumberForm, SignForm, WithdrawForm
from reports.letters.errors import LetterError, OtherLetterError
from reports.selectors.letters.offices import letterhead_of, today_at
from reports.selectors.letters.series import next_number_of
from reports.services import letters as services
from reports.views.letters.shared import own_letter, page, posted


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def letter_number(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Dates the draft and gives it the next number."""
    letter = own_letter(request, pk)
    letterhead, today = letterhead_of(letter.organisation), today_at(letter.organisation)
    has_register = letterhead.policy == NumberingPolicy.REGISTER
    form = NumberForm(posted(request), has_register=has_register, initial={"written_on": today})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data.get("register_number")
        try:
            [numbered] = services.number(
                [letter],
                written_on=form.cleaned_data["written_on"],
                register_numbers=[typed] if typed else None,
                by=request.user,
            )
        except LetterError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Surat bernomor {numbered.number}. Cetak, lalu minta ttd.")
            return redirect("reports:letter-detail", pk=pk)
    upcoming = next_number_of(letter, letterhead, today)
    return page(request, "letter_number", form=form, letter=letter, upcoming=upcoming)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def letter_sign(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes the signed file."""
    letter = own_letter(request, pk)
    initial = {
        "signed_by_name": letter.facts["signer"]["name"],
        "signed_on": today_at(letter.organisation),
    }
    form = SignForm(posted(request), request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.sign(letter=letter, by=request.user, **form.cleaned_data)
        except LetterError as problem:
            is_other = isinstance(problem, OtherLetterError)
            form.add_error("is_confirmed" if is_other else "upload", str(problem))
        else:
            messages.success(request, "Surat tercatat sudah ditandatangani.")
            return redirect("reports:letter-detail", pk=pk)
    return page(request, "letter_sign", form=form, letter=letter)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def letter_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes a letter back, with a reason."""
    letter = own_letter(request, pk)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(letter=letter, reason=form.cleaned_data["reason"], by=request.user)
        except LetterError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Surat {letter.number} ditarik.")
            return redirect("reports:letter-detail", pk=pk)
    return page(request, "letter_withdraw", form=form, letter=letter)
