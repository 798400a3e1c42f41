"""The visit plan of a kecamatan, made to be printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import STAFF
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm import rules
from ikm.forms import BusinessFilterForm
from ikm.selectors.visits import districts_with_businesses, visit_plan


@roles(*STAFF)
@require_safe
def visit_plan_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The plan of `?kecamatan=`, or the choice of a kecamatan; the list's other filters hold."""
    form = BusinessFilterForm(request.GET, user=request.user)
    criteria = form.criteria()
    code = request.GET.get("kecamatan") or request.GET.get("wilayah", "")
    districts = districts_with_businesses(request.user, criteria)
    district = next((region for region, _ in districts if region.code == code), None)
    context = {
        "districts": districts,
        "plan": district and visit_plan(request.user, criteria, district),
        "query": form.query(kecamatan="", wilayah=""),
        "shows_contacts": rules.can_see_contacts(request.user),
    }
    return render(request, "ikm/visit_plan.html", context)
