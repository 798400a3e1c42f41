"""What was typed on the pages of mandates and not saved."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.views.decorators.http import require_POST

from accounts.http import AuthenticatedHttpRequest
from certification.draft_pages import MANDATE, revoked_mandate
from certification.models import Mandate
from certification.views.shared import READERS
from certification.views.typed import dropped, kept, page_of
from halalportal.lib.access import roles
from ikm.models import Business


@roles(*READERS)
@require_POST
def mandate_draft_keep(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What the browser sends while somebody types; says in a word that it is kept."""
    page = _page(request)
    return kept(request, _business(request, pk, page), page)


@roles(*READERS)
@require_POST
def mandate_draft_drop(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Throws away what was typed and shows the page again."""
    page = _page(request)
    dropped(request, _business(request, pk, page), page)
    if mandate := revoked_mandate(page):
        return redirect("certification:mandate-revoke", pk=mandate)
    return redirect(f"{resolve_url('certification:mandate-create')}?{request.GET.urlencode()}")


def _business(request: AuthenticatedHttpRequest, pk: int, page: str) -> Business:
    """Whose mandate it is; 404 for a stranger. Who holds a mandate may not see the business."""
    if mandate := revoked_mandate(page):
        mandates = Mandate.objects.visible_to(request.user).select_related("business__regency")
        return get_object_or_404(mandates, pk=mandate, business=pk).business
    businesses = Business.objects.visible_to(request.user).select_related("regency")
    return get_object_or_404(businesses, pk=pk)


def _page(request: AuthenticatedHttpRequest) -> str:
    page = page_of(request)
    if not page.startswith(MANDATE):
        raise Http404
    return page
