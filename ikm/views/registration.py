"""Registering a walk-in and changing a business: the same page, the same question about twins."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from halalportal.lib.identifiers import Identifier, read_nib, read_phone
from halalportal.lib.texts import squeeze
from ikm.forms import BusinessForm, OwnBusinessForm, RecordForm, RecordPage, permit_rows
from ikm.models import Business
from ikm.selectors.duplicates import Candidate
from ikm.selectors.facts import BusinessFacts
from ikm.selectors.hints import hints
from ikm.services import businesses as services
from ikm.services.businesses import DuplicatesFoundError

# The button "Bukan, lanjut" of the hint.
_DECIDED = "bukan_ganda"


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def business_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Registers a business whose owner came to the office."""
    form = BusinessForm(request.POST or None, user=request.user)
    if not (request.method == "POST" and form.is_valid()):
        return _page(request, form, [])
    facts = form.facts()
    try:
        business = services.register(
            facts=facts, by=request.user, is_new_for_sure=_DECIDED in request.POST
        )
    except DuplicatesFoundError as error:
        return _page(request, form, error.candidates)
    _tell(request, business, facts, f"{business.name} terdaftar.")
    _warn(request, form.warnings)
    if "tambah_lagi" in request.POST:
        return redirect("ikm:business-create")
    return redirect("ikm:business-detail", pk=business.pk)


@roles(*OFFICERS)
@require_POST
def business_hint(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What is like the name, phone or NIB being typed; POST keeps them out of the logs."""
    candidates = hints(
        request.user,
        name=squeeze(request.POST.get("name", ""))[:160],
        phone=_sound(read_phone(request.POST.get("phone", ""))),
        nib=_sound(read_nib(request.POST.get("nib", ""))),
    )
    context = {"candidates": candidates, "may_open": _openable(request, candidates)}
    return render(request, "ikm/_typing_hint.html", context)


@roles(*OFFICERS, Role.OWNER)
@require_http_methods(["GET", "POST"])
def business_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Changes the whole record; its owner sees fewer questions."""
    visible = Business.objects.visible_to(request.user).select_related("village", "district")
    business = get_object_or_404(visible, pk=pk)
    page = _record_page(request, business)
    if not (request.method == "POST" and page.is_valid()):
        return _update_page(request, page, [])
    facts = page.business_form.facts()
    try:
        business = services.update(
            business=business,
            facts=facts,
            by=request.user,
            is_new_for_sure=_DECIDED in request.POST,
            details=page.details(),
        )
    except DuplicatesFoundError as error:
        return _update_page(request, page, error.candidates)
    _tell(request, business, facts, f"Perubahan {business.name} tersimpan.")
    _warn(request, page.warnings())
    return redirect("ikm:business-detail", pk=business.pk)


def _record_page(request: AuthenticatedHttpRequest, business: Business) -> RecordPage:
    data = request.POST or None
    form_class = OwnBusinessForm if request.user.role == Role.OWNER else BusinessForm
    return RecordPage(
        business_form=form_class(data, user=request.user, business=business),
        record_form=RecordForm(data, business=business),
        permits=permit_rows(business, data),
    )


def _update_page(
    request: AuthenticatedHttpRequest, page: RecordPage, candidates: list[Candidate]
) -> HttpResponse:
    context = _context(request, page.business_form, candidates) | {"page": page}
    status = 422 if page.has_errors or candidates else 200
    return render(request, "ikm/business_update.html", context, status=status)


def _page(
    request: AuthenticatedHttpRequest, form: OwnBusinessForm, candidates: list[Candidate]
) -> HttpResponse:
    context = _context(request, form, candidates)
    status = 422 if form.errors or candidates else 200
    return render(request, "ikm/business_form.html", context, status=status)


def _context(
    request: AuthenticatedHttpRequest, form: OwnBusinessForm, candidates: list[Candidate]
) -> dict[str, Any]:
    return {
        "form": form,
        "business": form.business,
        "candidates": candidates,
        "may_open": _openable(request, candidates),
        "decided": _DECIDED,
        "village_names": form.village_names(),
    }


def _tell(
    request: AuthenticatedHttpRequest, business: Business, facts: BusinessFacts, sentence: str
) -> None:
    """Says that it worked, and what could not be kept because another business has it."""
    messages.success(request, sentence)
    if facts.nib and business.nib != facts.nib:
        messages.warning(
            request, "NIB dipakai usaha lain, jadi tidak disimpan. Periksa dokumennya."
        )
    if facts.nik and business.nik != facts.nik:
        messages.warning(request, "NIK dipakai usaha lain, jadi tidak disimpan. Periksa KTP.")


def _warn(request: AuthenticatedHttpRequest, sentences: list[str]) -> None:
    for sentence in sentences:
        messages.warning(request, sentence)


def _openable(request: AuthenticatedHttpRequest, candidates: list[Candidate]) -> set[int]:
    """Keys of those whose page the person may open."""
    visible = Business.objects.visible_to(request.user)
    pks = [candidate.business.pk for candidate in candidates]
    return set(visible.filter(pk__in=pks).values_list("pk", flat=True))


def _sound(found: Identifier) -> str:
    """An identifier that is complete, "" while it is being typed."""
    return "" if found.problem else found.value
