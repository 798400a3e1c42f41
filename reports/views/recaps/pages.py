"""The recaps of a programme: the list of them, and each as a table."""

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import READERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification.rules import can_manage_programme
from halalportal.lib.access import roles
from halalportal.lib.formats import number
from reports.documents.recaps import answer
from reports.documents.recaps.paper import MOST_ROWS
from reports.enums import Paper
from reports.forms.recaps import RecapFilterForm
from reports.selectors.recaps import RECAPS, Question, open_recaps
from reports.selectors.recaps.shape import Row
from reports.views.summaries import base_for, visible_programme

ROLES = (*READERS, Role.LP3H_COORDINATOR)
PAGE_SIZE = 100


@roles(*ROLES)
@require_safe
def recap_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The recaps that the person may see, each with the question that it answers."""
    programme = visible_programme(request, slug)
    question = Question(programme=programme, scope=request.user.scope)
    context = {
        "programme": programme,
        "recaps": open_recaps(question),
        "sees_events": request.user.role in READERS,
        "base_template": base_for(request),
    }
    return render(request, "reports/recap_list.html", context)


@roles(*ROLES)
@require_safe
def recap_detail(request: AuthenticatedHttpRequest, slug: str, code: str) -> HttpResponse:
    """One recap as a table, narrowed by the address."""
    form = asked(request, slug, code, request.GET)
    form.show_day_in_words()
    found = answer(RECAPS[code], form.question())
    page = Paginator(found.table.rows, PAGE_SIZE).get_page(request.GET.get("hal"))
    context = {
        "programme": form.programme,
        "found": found,
        "lines": [*found.lines(list(page.object_list))],
        "form": form,
        "page": page,
        **_pager(form, page),
        "papers": (Paper.F4, Paper.A4),
        "is_too_long": len(found.table.rows) > MOST_ROWS,
        "can_set": code == "indikator" and can_manage_programme(request.user, form.programme),
        "base_template": base_for(request),
    }
    return render(request, "reports/recap_detail.html", context)


def asked(
    request: AuthenticatedHttpRequest, slug: str, code: str, data: QueryDict
) -> RecapFilterForm:
    """The filters of a recap that the person may see.

    Raises:
        Http404: no such programme or recap for this person.
    """
    programme, recap = visible_programme(request, slug), RECAPS.get(code)
    scope = request.user.scope
    if recap is None or not recap.is_open_to(Question(programme=programme, scope=scope)):
        raise Http404
    form = RecapFilterForm(data, programme=programme, scope=scope, recap=recap)
    form.is_valid()
    return form


def _pager(form: RecapFilterForm, page: Page[Row]) -> dict[str, str]:
    """The words and links of a table of several pages."""
    chosen = form.query().removeprefix("?")
    before = f"{chosen}&" if chosen else ""
    return {
        "summary": f"Baris {number(page.start_index())}–{number(page.end_index())} dari "
        f"{number(page.paginator.count)}",
        "previous_url": f"?{before}hal={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?{before}hal={page.number + 1}" if page.has_next() else "",
    }
