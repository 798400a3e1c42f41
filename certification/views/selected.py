"""The businesses that a selection round chose and whose applications nobody started yet."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.models import Nomination
from certification.selectors.selection import waiting_to_apply
from certification.views.shared import page
from halalportal.lib.access import roles

PAGE_SIZE = 50


@roles(Role.REGENCY_OFFICER)
@require_GET
def selected_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Those of the officer's own kab/kota, of all programmes, each with the way to start."""
    named = Nomination.objects.visible_to(request.user)
    found = waiting_to_apply(timezone.localdate()).filter(nomination__in=named)
    rows = Paginator(found, PAGE_SIZE).get_page(request.GET.get("halaman"))
    return page(request, "selected_list", rows=rows)
