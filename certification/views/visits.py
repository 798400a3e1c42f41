"""The list of visits: companions see their own, LP3H and officers those in their sight."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.forms.visits import VisitFilterForm
from certification.selectors.visits import (
    companions_of,
    grouped,
    in_order,
    places_of,
    visits_of,
    waiting_visits,
)
from certification.views.shared import page
from halalportal.lib.access import roles

LISTERS = (Role.COMPANION, Role.LP3H_COORDINATOR, *OFFICERS, Role.AUDITOR)
PAGE_SIZE = 40


@roles(*LISTERS)
@require_GET
def visit_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Whom to visit: the latest first, or kecamatan by kecamatan."""
    user = request.user
    waiting = waiting_visits(user)
    is_own = user.role == Role.COMPANION
    form = VisitFilterForm(
        request.GET,
        places=places_of(waiting),
        companions=[] if is_own else companions_of(waiting),
    )
    found = in_order(form.apply(waiting), by_place=form.is_by_place)
    people = ("business__village", "business__district", "business__regency")
    rows = Paginator(found.with_people().select_related(*people), PAGE_SIZE)
    current = rows.get_page(request.GET.get("halaman"))
    return page(
        request,
        "visit_list",
        rows=current,
        count=rows.count,
        groups=grouped(visits_of(list(current)), by_place=form.is_by_place),
        filters=form,
        is_own=is_own,
        is_by_place=form.is_by_place,
        shows_contact=rules.can_see_contact(user),
    )
