"""The cases that SiHalal leaves standing, and those whose certificate waits to be noted."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.forms.mirror import UnchangedForm
from certification.rules import can_record_incident
from certification.selectors.mirror import (
    at_sihalal,
    blocked_count,
    standings,
    unchanged,
    unnumbered,
)
from certification.selectors.zones import zone_of
from certification.views.mirror import TELLERS
from certification.views.shared import page
from halalportal.lib.access import roles

PAGE_SIZE = 25


@roles(*TELLERS)
@require_safe
def mirror_unchanged(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Cases that SiHalal shows the same for days, and when somebody last looked."""
    user, now = request.user, timezone.now()
    cases = at_sihalal(user)
    form = UnchangedForm(request.GET, seen=cases)
    found = Paginator(unchanged(form.apply(cases), days=form.days(), now=now), PAGE_SIZE)
    shown = found.get_page(request.GET.get("halaman"))
    return page(
        request,
        "mirror_unchanged",
        form=form,
        count=found.count,
        shown=shown,
        lines=standings(list(shown), now),
        blocked=blocked_count(user),
        can_record_incident=can_record_incident(user),
        query=_query(request),
        zone=zone_of(user),
    )


@roles(*TELLERS)
@require_safe
def mirror_certificates(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Cases whose certificate SiHalal shows as issued: number and date are still to be noted."""
    found = Paginator(unnumbered(request.user), PAGE_SIZE)
    shown = found.get_page(request.GET.get("halaman"))
    return page(
        request,
        "mirror_certificates",
        count=found.count,
        shown=shown,
        can_note=request.user.role != Role.LP3H_COORDINATOR,
        zone=zone_of(request.user),
    )


def _query(request: AuthenticatedHttpRequest) -> str:
    """The filters in the address, without the page."""
    query = request.GET.copy()
    query.pop("halaman", None)
    return query.urlencode()
