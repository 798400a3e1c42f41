"""The page of one business."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.enums import STAFF, Role
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm import rules
from ikm.models import Business
from ikm.selectors.businesses import detail_of
from ikm.selectors.records import record_of, showings_of


@roles(*STAFF, Role.OWNER)
@require_safe
def business_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One business: what is known, what is missing, who helps; a merged one leads to the kept."""
    businesses = Business.objects.visible_to(request.user)
    if kept := businesses.filter(absorbed=pk).first():
        return redirect("ikm:business-detail", pk=kept.pk)
    business = get_object_or_404(
        businesses.select_related("regency", "district", "village", "owner"), pk=pk
    )
    context = {
        "detail": detail_of(business),
        "business": business,
        "can_edit": rules.can_edit(request.user, business),
        "can_assign": rules.can_assign(request.user, business),
        "shows_contacts": rules.can_see_contacts(request.user),
        "record": record_of(business),
        "can_make_code": rules.can_make_code(request.user, business),
        "can_unmask": rules.can_unmask(request.user),
        "showings": showings_of(business) if business.owner_id == request.user.pk else [],
    }
    return render(request, "ikm/business_detail.html", context)
