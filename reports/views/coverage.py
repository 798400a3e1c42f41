"""The circles of the registry per kab/kota, and the lists behind them."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from halalportal.lib.formats import number
from ikm import rules
from ikm.columns import USUAL
from ikm.selectors.pages import COUNT_CAP, BusinessPage, business_page
from reports.selectors.coverage import LABELS, Circle, circle_list, coverage
from reports.views.summaries import base_for


@roles(*READERS)
@require_safe
def coverage_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How many are known, registered, mentored, in facilitation, certified; each number a link."""
    total, rows = coverage(request.user)
    context = {
        "total": total,
        "rows": rows,
        "part": "Kabupaten/kota" if len(request.user.scope.region_code) == 2 else "Kecamatan",
        "base_template": base_for(request),
    }
    return render(request, "reports/coverage.html", context)


@roles(*READERS)
@require_safe
def coverage_list(request: AuthenticatedHttpRequest, circle: str) -> HttpResponse:
    """The businesses of one circle, of the kab/kota or kecamatan in `?wilayah=`."""
    if circle not in Circle:
        raise Http404
    place = request.GET.get("wilayah", "")
    found = circle_list(request.user, Circle(circle), place)
    page = business_page(
        found.select_related("regency", "district", "village").defer("nik_sealed", "words"),
        after=request.GET.get("setelah", ""),
        before=request.GET.get("sebelum", ""),
    )
    context = {
        "title": f"Usaha {LABELS[Circle(circle)].lower()}",
        "page": page,
        "summary": _summary(page),
        "next_url": page.next_token and _address(place, setelah=page.next_token),
        "previous_url": page.previous_token and _address(place, sebelum=page.previous_token),
        "columns": USUAL,
        "shows_contacts": rules.can_see_contacts(request.user),
        "shows_regency": len(request.user.scope.region_code) == 2,
        "base_template": base_for(request),
    }
    return render(request, "reports/coverage_list.html", context)


def _address(place: str, **token: str) -> str:
    return f"?{urlencode(({'wilayah': place} if place else {}) | token)}"


def _summary(page: BusinessPage) -> str:
    if page.is_count_capped:
        return f"Lebih dari {number(COUNT_CAP)} usaha"
    return f"{number(page.count)} usaha"
