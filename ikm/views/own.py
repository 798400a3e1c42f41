"""An owner finds, proves or registers the own business."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm.errors import (
    AlreadyOwnedError,
    TooManyBusinessesError,
    TooManyClaimsError,
    WrongCodeError,
)
from ikm.forms import ClaimCodeForm, ClaimNoteForm, ClaimSearchForm, NewOwnBusinessForm
from ikm.models import Business, Claim
from ikm.selectors.claims import Hit, hit_of, hits_among, search
from ikm.services import claim_codes, claims
from ikm.services.businesses import DuplicatesFoundError
from ikm.services.own_businesses import register_own

_DECIDED = "bukan_ganda"
_TAKEN = "Usaha ini sudah tersambung ke akun lain. Hubungi petugas dinas."


@roles(Role.OWNER)
@require_http_methods(["GET", "POST"])
def claim_start(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Own businesses, own claims, and the search for a record (by POST: no NIB in an address)."""
    form = ClaimSearchForm(request.POST or None)
    hits = search(**form.cleaned_data) if request.method == "POST" and form.is_valid() else None
    context = {
        "form": form,
        "hits": hits,
        "businesses": Business.objects.visible_to(request.user).order_by("name"),
        "claims": Claim.objects.visible_to(request.user).select_related("business"),
    }
    return render(request, "ikm/claim_start.html", context, status=422 if form.errors else 200)


@roles(Role.OWNER)
@require_safe
def claim_proof(request: AuthenticatedHttpRequest, uuid: UUID) -> HttpResponse:
    """The two ways to prove that a record is the own business."""
    return _proof_page(request, _record(uuid), ClaimCodeForm())


@roles(Role.OWNER)
@require_POST
def claim_redeem(request: AuthenticatedHttpRequest, uuid: UUID) -> HttpResponse:
    """Proves with the code of the office."""
    business = _record(uuid)
    form = ClaimCodeForm(request.POST)
    if not form.is_valid():
        return _proof_page(request, business, form)
    try:
        claim_codes.redeem(business=business, text=form.cleaned_data["code"], by=request.user)
    except WrongCodeError:
        form.add_error("code", "Kode tidak cocok atau sudah tidak berlaku. Periksa kertasnya.")
        return _proof_page(request, business, form)
    except AlreadyOwnedError:
        return _taken(request)
    messages.success(request, f"{business.name} tersambung ke akun Anda.")
    return redirect("ikm:business-detail", pk=business.pk)


@roles(Role.OWNER)
@require_POST
def claim_create(request: AuthenticatedHttpRequest, uuid: UUID) -> HttpResponse:
    """Asks an officer to approve."""
    business = _record(uuid)
    form = ClaimNoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        claims.request(business=business, note=note, by=request.user)
    except AlreadyOwnedError:
        return _taken(request)
    except TooManyClaimsError:
        messages.error(request, "Tunggu jawaban petugas atas permintaan Anda yang lain.")
        return redirect("ikm:claim-start")
    messages.success(request, "Permintaan terkirim. Petugas memeriksanya lalu menyambungkan usaha.")
    return redirect("ikm:claim-start")


@roles(Role.OWNER)
@require_http_methods(["GET", "POST"])
def business_create_own(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Registers a business that no list has."""
    form = NewOwnBusinessForm(request.POST or None, user=request.user)
    if not (request.method == "POST" and form.is_valid()):
        return _new_page(request, form, [])
    is_sure = _DECIDED in request.POST
    try:
        business = register_own(facts=form.facts(), by=request.user, is_new_for_sure=is_sure)
    except DuplicatesFoundError as error:
        return _new_page(request, form, hits_among(error.candidates))
    except TooManyBusinessesError:
        form.add_error(None, "Akun ini sudah punya 5 usaha. Untuk usaha lain, hubungi petugas.")
        return _new_page(request, form, [])
    messages.success(request, f"{business.name} terdaftar.")
    return redirect("ikm:business-detail", pk=business.pk)


def _record(uuid: UUID) -> Business:
    """A record by its unguessable id; the page shows its name and kecamatan only."""
    records = Business.objects.living().select_related("district", "regency")
    return get_object_or_404(records, uuid=uuid)


def _taken(request: AuthenticatedHttpRequest) -> HttpResponse:
    messages.error(request, _TAKEN)
    return redirect("ikm:claim-start")


def _proof_page(
    request: AuthenticatedHttpRequest, business: Business, form: ClaimCodeForm
) -> HttpResponse:
    context = {"hit": hit_of(business), "form": form, "note_form": ClaimNoteForm()}
    return render(request, "ikm/claim_proof.html", context, status=422 if form.errors else 200)


def _new_page(
    request: AuthenticatedHttpRequest, form: NewOwnBusinessForm, hits: list[Hit]
) -> HttpResponse:
    context = {
        "form": form,
        "hits": hits,
        "decided": _DECIDED,
        "village_names": form.village_names(),
    }
    status = 422 if form.errors or hits else 200
    return render(request, "ikm/business_create_own.html", context, status=status)
