"""Addresses of the read API. Its views ask for a sign-in themselves and answer 401 as JSON."""

from typing import Any

from django.urls import URLPattern, URLResolver, path

from halalportal.lib.access import public
from reports.api.portal import api

API = "api"  # what a view of the API declares as its access


def declared(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """The pattern with a view that no middleware sends to the sign-in page."""
    callback: Any = pattern.callback
    view: Any = public(callback)
    # The description holds no data; the root only names the address below which all lies.
    if getattr(pattern, "name", "") not in ("openapi-json", "api-root"):
        view.access = API
    pattern.callback = view
    return pattern


_patterns, _app, _namespace = api.urls
urlpatterns = [path("", ([declared(pattern) for pattern in _patterns], _app, _namespace))]
