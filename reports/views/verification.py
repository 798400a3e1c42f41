"""The page behind the QR code of a paper."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from halalportal.lib.access import public
from halalportal.lib.attempts import is_too_often, is_used_up
from halalportal.lib.encryption import keyed_index
from reports.selectors.verification import verify

# Unknown codes only. A whole hall may share one address; a code has 120 bits.
MOST_UNKNOWN = 300
_HOUR = 3_600


@public
@never_cache
@require_safe
def document_show(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a paper is genuine, and what stands on it; the same page for an unknown code."""
    address = get_adapter(request).get_client_ip(request)
    key = f"verify-from:{keyed_index(address, field='verify')}"
    if is_used_up(key, most=MOST_UNKNOWN):
        return _page(request, {"is_too_often": True}, status=429)
    paper = verify(code)
    if paper is None:
        is_too_often(key, most=MOST_UNKNOWN, seconds=_HOUR)
        return _page(request, {}, status=404)
    return _page(request, {"paper": paper}, status=200)


def _page(request: HttpRequest, context: dict[str, object], *, status: int) -> HttpResponse:
    response = render(request, "reports/document_show.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
