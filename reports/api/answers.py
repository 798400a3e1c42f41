"""What every answer of the API has in common: HEAD, ETag, caching, counts of requests."""

import hashlib
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from halalportal.lib.access import View
from reports.api.limits import Allowance
from reports.api.problems import only_reads

READING = ("GET", "HEAD")


def answering(view: View) -> View:
    """The view of an endpoint with what HTTP expects around it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        method = request.method
        if method not in READING:
            return only_reads()
        request.method = "GET"  # the endpoints know no other
        try:
            found: Any = view(request, *args, **kwargs)
        finally:
            request.method = method
        response = _conditional(request, found)
        _say_what_is_left(request, response)
        return _without_body(response) if method == "HEAD" else response

    return answer


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With an ETag; 304 without a body where the client has the same already."""
    # A browser or program may keep it for itself, but asks each time whether it still holds.
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization", "Cookie"])
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    found: Any = get_conditional_response(request, etag=etag, response=response)
    return found  # type: ignore[no-any-return]


def _say_what_is_left(request: Any, response: HttpResponse) -> None:
    allowance: Allowance | None = getattr(request, "allowance", None)
    for name, value in (allowance.headers() if allowance else {}).items():
        response[name] = value


def _without_body(response: HttpResponse) -> HttpResponse:
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response
