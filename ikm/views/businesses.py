"""The list of businesses and the page of one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.enums import STAFF, Role
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from halalportal.lib.formats import number
from ikm import rules
from ikm.forms import BusinessFilterForm
from ikm.models import Business
from ikm.selectors.businesses import detail_of, list_of
from ikm.selectors.pages import COUNT_CAP, BusinessPage, business_page


@roles(*STAFF)
@require_safe
def business_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Search and filters of the address, twenty-five rows, neighbours by key."""
    form = BusinessFilterForm(request.GET, user=request.user)
    page = business_page(
        list_of(request.user, form.criteria()),
        after=request.GET.get("setelah", ""),
        before=request.GET.get("sebelum", ""),
    )
    context = {
        "form": form,
        "page": page,
        "summary": _summary(page),
        "next_url": page.next_token and f"?{form.query(setelah=page.next_token)}",
        "previous_url": page.previous_token and f"?{form.query(sebelum=page.previous_token)}",
        "can_register": rules.can_register(request.user, request.user.scope.region_code),
        "shows_contacts": rules.can_see_contacts(request.user),
        # In a list of one kab/kota its name on each row would say nothing.
        "shows_regency": len(request.user.scope.region_code) != 5,
    }
    return render(request, "ikm/business_list.html", context)


def _summary(page: BusinessPage) -> str:
    if page.is_count_capped:
        return f"Lebih dari {number(COUNT_CAP)} usaha"
    return f"{number(page.count)} usaha"


@roles(*STAFF, Role.OWNER)
@require_safe
def business_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One business: what is known, what is missing, who helps."""
    businesses = Business.objects.visible_to(request.user)
    business = get_object_or_404(
        businesses.select_related("regency", "district", "village", "owner"), pk=pk
    )
    detail = detail_of(business)
    context = {
        "detail": detail,
        "business": business,
        "can_edit": rules.can_edit(request.user, business),
        "can_file": rules.can_be_helped_by(request.user, business, detail.current),
        "can_assign": rules.can_assign(request.user, business),
        "shows_contacts": rules.can_see_contacts(request.user),
    }
    return render(request, "ikm/business_detail.html", context)
