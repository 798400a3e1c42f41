"""Personal data in the clear, once, for a purpose."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.confirming import confirm, is_fresh
from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from halalportal.lib.formats import phone, rupiah
from ikm import rules
from ikm.forms import PurposeForm
from ikm.models import Business
from ikm.services import unmasking as services

_OWN = "Pemilik melihat datanya sendiri"
_LABELS = {
    "nik": "NIK pemilik",
    "npwp": "NPWP",
    "phone": "Nomor HP",
    "email": "Email",
    "capital": "Modal usaha",
    "sales": "Penjualan setahun",
    "investment": "Nilai investasi",
}


@roles(*rules.UNMASKERS)
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def business_unmask(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Asks for the purpose, then shows the values on this one answer."""
    business = get_object_or_404(Business.objects.visible_to(request.user), pk=pk)
    is_own = request.user.role == Role.OWNER
    form = PurposeForm(request.POST or None, confirm=_confirmation(request))
    context = {"form": form, "business": business, "is_own": is_own}
    if request.method != "POST" or not (is_own or form.is_valid()):
        status = 422 if form.errors else 200
        return render(request, "ikm/business_unmask.html", context, status=status)
    purpose = _OWN if is_own else form.sentence()
    values = services.unmask(business=business, purpose=purpose, by=request.user)
    context["rows"] = [(_LABELS[name], _readable(name, value)) for name, value in values.items()]
    return render(request, "ikm/business_unmasked.html", context)


def _confirmation(request: AuthenticatedHttpRequest) -> Callable[[str], str] | None:
    """Officers and auditors see the data of many, so an old sign-in is not enough for them."""
    if request.user.role not in (*OFFICERS, Role.AUDITOR) or is_fresh(request):
        return None
    return lambda password: confirm(request, password)


def _readable(name: str, value: str | int) -> str:
    if isinstance(value, int):
        return rupiah(value)
    return phone(value) if name == "phone" else value
