"""Obstacles counted, over all programmes or in one, with the cases behind every number."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.enums import READERS, STAFF, Role
from accounts.http import AuthenticatedHttpRequest
from certification.forms.obstacle_filters import ObstacleFilterForm
from certification.models import Obstacle, Programme
from certification.rules import (
    RECORDS_OBSTACLES,
    can_manage_programme,
    can_record_incident,
)
from certification.selectors.applications import lines
from certification.selectors.incidents import outages
from certification.selectors.obstacles import summary_of, trend
from certification.selectors.stalls import stalls
from certification.selectors.zones import zone_of
from certification.trend import picture
from certification.views.shared import page, visible_programme
from halalportal.lib.access import roles

PAGE_SIZE = 25


@roles(*STAFF)
@require_GET
def obstacle_overview(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The obstacles of all programmes."""
    return page(request, "obstacle_overview", **_report(request))


@roles(*READERS, Role.LP3H_COORDINATOR)
@require_GET
def obstacle_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The obstacles of one programme."""
    programme = visible_programme(request, slug)
    report = _report(request, programme)
    can_manage = can_manage_programme(request.user, programme)
    return page(request, "obstacle_list", programme=programme, can_manage=can_manage, **report)


@roles(*STAFF)
@require_GET
def stall_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Cases that are late without a word why, with the way to write it down."""
    found = stalls(request.user, zone_of(request.user))
    programme = request.GET.get("program", "")
    if programme:
        found = found.filter(programme__slug=programme)
    rows = _page(found.with_people(), request)
    return page(
        request,
        "stall_list",
        count=rows.paginator.count,
        lines=lines(rows.object_list),
        can_write=request.user.role in RECORDS_OBSTACLES,
        **_pages(rows, f"?program={programme}&" if programme else "?"),
    )


def _report(
    request: AuthenticatedHttpRequest, programme: Programme | None = None
) -> dict[str, Any]:
    user, now, zone = request.user, timezone.now(), zone_of(request.user)
    seen = Obstacle.objects.visible_to(user)
    late = stalls(user, zone)
    if programme:
        seen = seen.filter(application__programme=programme)
        late = late.filter(programme=programme)
    form = ObstacleFilterForm(request.GET, seen=seen, zone=zone)
    found = form.apply(seen)
    summary, weeks = summary_of(found), trend(form.placed(seen), zone, now)
    rows = _page(
        found.select_related(
            "cause", "application__business", "application__regency", "application__organisation"
        ),
        request,
    )
    return {
        "filters": form,
        "chips": form.chips(),
        "summary": summary,
        "count": summary.count,
        "weeks": weeks,
        "trend": picture(weeks),
        "obstacles": rows.object_list,
        "stalled": late.count(),
        "outages": None if programme else outages(user, now),
        "zone": zone,
        "today": timezone.localdate(now),
        "can_write": user.role in RECORDS_OBSTACLES,
        "can_record_incident": can_record_incident(user),
        **_pages(rows, f"{form.address()}&"),
    }


def _page(rows: Any, request: AuthenticatedHttpRequest) -> Page[Any]:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("halaman"))


def _pages(rows: Page[Any], query: str) -> dict[str, str]:
    previous = f"{query}halaman={rows.previous_page_number()}" if rows.has_previous() else ""
    following = f"{query}halaman={rows.next_page_number()}" if rows.has_next() else ""
    return {"previous_url": previous, "next_url": following}
