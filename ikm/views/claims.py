"""Officers decide claims and hand out codes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm.errors import AlreadyOwnedError, ClaimDecidedError
from ikm.forms import RefusalForm
from ikm.models import Business, Claim
from ikm.services import claim_codes
from ikm.services import claims as services

_TAKEN = "Usaha ini sudah tersambung ke sebuah akun."
_AT_MOST = 50


@roles(*OFFICERS)
@require_safe
def claim_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Claims that wait, oldest first."""
    waiting = Claim.objects.visible_to(request.user).waiting()
    rows = waiting.select_related("user", "business__district", "business__regency")[:_AT_MOST]
    context = {"claims": rows, "count": waiting.count(), "form": RefusalForm()}
    return render(request, "ikm/claim_list.html", context)


@roles(*OFFICERS)
@require_POST
def claim_approve(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Connects the account to the business."""
    claim = _claim(request, pk)
    try:
        services.approve(claim=claim, by=request.user)
    except ClaimDecidedError:
        messages.error(request, "Permintaan ini sudah diputuskan petugas lain.")
    except AlreadyOwnedError:
        messages.error(request, f"{_TAKEN} Tolak permintaan ini.")
    else:
        messages.success(request, f"{claim.business.name} tersambung ke akun {claim.user.name}.")
    return redirect("ikm:claim-list")


@roles(*OFFICERS)
@require_POST
def claim_refuse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Refuses with a reason."""
    claim = _claim(request, pk)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tulis alasan menolak.")
        return redirect("ikm:claim-list")
    try:
        services.refuse(claim=claim, reason=form.cleaned_data["reason"], by=request.user)
    except ClaimDecidedError:
        messages.error(request, "Permintaan ini sudah diputuskan petugas lain.")
    else:
        messages.success(request, f"Permintaan {claim.user.name} ditolak.")
    return redirect("ikm:claim-list")


@roles(*OFFICERS)
@never_cache
@require_http_methods(["GET", "POST"])
def claim_code_create(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Makes a code and shows it once, on a slip to print."""
    businesses = Business.objects.visible_to(request.user).select_related("district", "regency")
    business = get_object_or_404(businesses, pk=pk)
    if request.method != "POST":
        return render(request, "ikm/claim_code_create.html", {"business": business})
    try:
        code, text = claim_codes.make(business=business, by=request.user)
    except AlreadyOwnedError:
        messages.error(request, _TAKEN)
        return redirect("ikm:business-detail", pk=business.pk)
    context = {
        "business": business,
        "text": text,
        "expires_at": code.expires_at,
        "portal_address": request.build_absolute_uri("/daftar/"),
    }
    return render(request, "ikm/claim_code_slip.html", context)


def _claim(request: AuthenticatedHttpRequest, pk: int) -> Claim:
    claims = Claim.objects.visible_to(request.user).select_related("user", "business")
    return get_object_or_404(claims, pk=pk)
