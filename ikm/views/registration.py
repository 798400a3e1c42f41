"""Registering a walk-in and changing a business: the same page, the same question about twins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm.forms import BusinessForm, OwnBusinessForm
from ikm.models import Business
from ikm.selectors.duplicates import Candidate
from ikm.selectors.facts import BusinessFacts
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
    if "tambah_lagi" in request.POST:
        return redirect("ikm:business-create")
    return redirect("ikm:business-detail", pk=business.pk)


@roles(*OFFICERS, Role.OWNER)
@require_http_methods(["GET", "POST"])
def business_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Changes a business; its owner sees fewer questions."""
    visible = Business.objects.visible_to(request.user).select_related("village", "district")
    business = get_object_or_404(visible, pk=pk)
    form_class = OwnBusinessForm if request.user.role == Role.OWNER else BusinessForm
    form = form_class(request.POST or None, user=request.user, business=business)
    if not (request.method == "POST" and form.is_valid()):
        return _page(request, form, [])
    facts = form.facts()
    try:
        business = services.update(
            business=business,
            facts=facts,
            by=request.user,
            is_new_for_sure=_DECIDED in request.POST,
        )
    except DuplicatesFoundError as error:
        return _page(request, form, error.candidates)
    _tell(request, business, facts, f"Perubahan {business.name} tersimpan.")
    return redirect("ikm:business-detail", pk=business.pk)


def _page(
    request: AuthenticatedHttpRequest, form: OwnBusinessForm, candidates: list[Candidate]
) -> HttpResponse:
    visible = Business.objects.visible_to(request.user)
    pks = [candidate.business.pk for candidate in candidates]
    context = {
        "form": form,
        "business": form.business,
        "candidates": candidates,
        "may_open": set(visible.filter(pk__in=pks).values_list("pk", flat=True)),
        "decided": _DECIDED,
        "village_names": form.village_names(),
    }
    status = 422 if form.errors or candidates else 200
    return render(request, "ikm/business_form.html", context, status=status)


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
