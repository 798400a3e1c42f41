"""Mandates as lists, and the page where an owner sees everything done in the own name."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.forms.mandates import MandateFilterForm
from certification.models import Mandate
from certification.selectors.on_behalf import MOST, acts_for
from certification.views.shared import READERS, page
from halalportal.lib.access import roles
from ikm.models import Business

PAGE_SIZE = 50


@roles(*READERS)
@require_GET
def mandate_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Owners: whom they entrusted and what was done. Others: the mandates of their desk."""
    mandates = Mandate.objects.visible_to(request.user).with_people()
    if request.user.role == Role.OWNER:
        return _own_page(request, list(mandates))
    today = timezone.localdate()
    form = MandateFilterForm(request.GET)
    found = form.apply(mandates, today)
    rows = Paginator(found, PAGE_SIZE).get_page(request.GET.get("halaman"))
    return page(
        request,
        "mandate_list",
        rows=rows,
        standings=[(mandate, mandate.standing(today)) for mandate in rows],
        filters=form,
        ending_count=mandates.ending(today).count(),
    )


def _own_page(request: AuthenticatedHttpRequest, mandates: list[Mandate]) -> HttpResponse:
    today = timezone.localdate()
    acts = acts_for(request.user)
    return page(
        request,
        "mandate_own",
        standings=[(mandate, mandate.standing(today)) for mandate in mandates],
        acts=acts,
        is_cut=len(acts) == MOST,
        businesses=Business.objects.visible_to(request.user).order_by("name"),
    )
