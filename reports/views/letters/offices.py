"""The own office's letterhead and signers."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Organisation
from halalportal.lib import kept_files
from halalportal.lib.access import roles
from halalportal.lib.http import kept_file
from halalportal.lib.numbering import unit_code
from halalportal.lib.uploads import JPEG, Cleaned, UnusableFileError, clean_upload
from reports.enums import NumberingPolicy
from reports.forms.letters import LetterheadForm, SignerForm
from reports.letters.errors import LetterError, NoLetterheadError
from reports.models import Letterhead, Signer
from reports.selectors.letters.offices import letterhead_of, own_office, today_at
from reports.selectors.letters.series import can_begin, next_number
from reports.services.letters import offices as services
from reports.views.letters.shared import page, posted, to_letterhead


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def letterhead_update(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Head, paper and numbers of the own office, with the next number as example."""
    office = own_office(request.user)
    if office is None:
        return page(request, "letterhead_none")
    letterhead, today = _letterhead(office), today_at(office)
    form = LetterheadForm(
        posted(request),
        request.FILES or None,
        instance=letterhead,
        can_start=can_begin(letterhead, today.year),
    )
    if request.method == "POST" and form.is_valid() and _save(request, form, today):
        messages.success(request, "Kop surat tersimpan. Surat yang sudah ada tidak berubah.")
        return redirect("reports:letterhead-update")
    kept = _letterhead(office)
    return page(
        request,
        "letterhead_update",
        form=form,
        letterhead=kept,
        upcoming=next_number(kept, day=today) if kept.pk else "",
        signers=kept.signers.all() if kept.pk else (),
        today=today,
    )


@roles(*OFFICERS)
@require_safe
def letterhead_logo(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The logo as it stands in letters."""
    office = own_office(request.user)
    letterhead = get_object_or_404(Letterhead.objects.exclude(logo=""), organisation=office)
    try:
        return kept_file(kept_files.read(letterhead.logo), JPEG, "logo")
    except FileNotFoundError as error:
        raise Http404 from error


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def signer_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Somebody more who signs."""
    try:
        letterhead = letterhead_of(own_office(request.user))
    except NoLetterheadError as problem:
        return to_letterhead(request, problem)
    return _signer_page(request, Signer(letterhead=letterhead))


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def signer_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Other words below the signature, or the last day in office."""
    office = own_office(request.user)
    signers = Signer.objects.select_related("letterhead__organisation")
    return _signer_page(request, get_object_or_404(signers, pk=pk, letterhead__organisation=office))


def _signer_page(request: AuthenticatedHttpRequest, signer: Signer) -> HttpResponse:
    form = SignerForm(posted(request), instance=signer)
    if request.method == "POST" and form.is_valid():
        services.save_signer(signer=form.instance, by=request.user)
        messages.success(request, f"{form.instance.name} tersimpan sebagai penanda tangan.")
        return redirect("reports:letterhead-update")
    return page(request, "letter_signer", form=form, signer=signer)


def _letterhead(office: Organisation) -> Letterhead:
    """What is kept, else a first proposal."""
    try:
        return letterhead_of(office)
    except NoLetterheadError:
        proposed: dict[str, Any] = {"phone": office.phone, "email": office.email}
        return Letterhead(
            organisation=office,
            office=office.name,
            government=f"Pemerintah {office.region}",
            unit_code=unit_code(office.short_name, office.name),
            **proposed,
        )


def _save(request: AuthenticatedHttpRequest, form: LetterheadForm, today: datetime.date) -> bool:
    """Whether everything is kept; otherwise the form says what stands in the way."""
    sent, start = form.cleaned_data["new_logo"], form.cleaned_data.get("start")
    try:
        logo = clean_upload(sent.file, sent.size, name=sent.name) if sent else None
        _refuse_document(logo)
        services.save_letterhead(letterhead=form.instance, logo=logo, by=request.user)
        if start is not None and form.instance.policy == NumberingPolicy.YEARLY:
            services.begin_after(
                letterhead=form.instance, year=today.year, last=start, by=request.user
            )
    except UnusableFileError as problem:
        form.add_error("new_logo", str(problem))
    except LetterError as problem:
        form.add_error("start", str(problem))
    return form.is_valid()


def _refuse_document(logo: Cleaned | None) -> None:
    if logo and logo.media_type != JPEG:
        raise UnusableFileError("Logo harus gambar. Kirim foto (JPG, PNG, atau HEIC).")
