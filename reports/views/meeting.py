"""The head's page as slides for a meeting: big type, no menu, arrow keys."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.selectors.overview import overview
from reports.slides import slides_of
from reports.views.summaries import day_of, visible_programme


@roles(*READERS)
@require_safe
def meeting(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """All slides on one page, so that they show the same figures however long the meeting is."""
    programme = visible_programme(request, slug)
    as_of = day_of(request, programme)
    page = overview(programme=programme, scope=request.user.scope, as_of=as_of, is_open=False)
    per = f"?per={as_of.isoformat()}" if as_of else ""
    context = {"page": page, "per": per, "slides": slides_of(page)}
    return render(request, "reports/summary_meeting.html", context)
