"""What the test of an event shows."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from halalportal.lib.worksheets import XLSX_TYPE
from workshops import rules
from workshops.knowledge.words import headline, is_uncertain
from workshops.knowledge_sheet import write_results
from workshops.models import Event
from workshops.selectors.knowledge import FEWEST_SHOWN, Results, results
from workshops.views.shared import visible_event


@roles(*READERS)
@require_GET
def test_results(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The gain as a sentence, by topic and kab/kota, and who lacks a pair."""
    event = visible_event(request, pk)
    found = results(event, user=request.user)
    can_manage = rules.can_manage(request.user, event)
    context: dict[str, Any] = {
        "event": event,
        "found": found,
        "can_manage": can_manage,
        "sees_all": rules.can_see_all_participants(request.user, event),
        "fewest": FEWEST_SHOWN,
        "can_strike": can_manage and found is not None and found.may_strike,
    }
    if found and _may_show(found, can_manage=can_manage):
        context |= {
            "headline": headline(found.summary),
            "shows_figures": found.summary is not None,
            "is_uncertain": found.summary is not None and is_uncertain(found.summary),
        }
    return render(request, "workshops/test_results.html", context)


@roles(*READERS)
@require_GET
def test_results_xlsx(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The same figures as a workbook; with names for officers of the event's region."""
    event = visible_event(request, pk)
    found = results(event, user=request.user)
    can_manage = rules.can_manage(request.user, event)
    if found is None or not _may_show(found, can_manage=can_manage):
        raise Http404
    content = write_results(event, found, with_people=can_manage)
    return _download(event, content)


def _may_show(found: Results, *, can_manage: bool) -> bool:
    """Whoever doesn't see the people themselves sees no figures of very few of them."""
    return can_manage or found.summary is None or found.summary.pairs >= FEWEST_SHOWN


def _download(event: Event, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="hasil-tes-{event.pk}.xlsx"'}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)
