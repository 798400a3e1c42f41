"""Addresses of the read API. Its views ask for a sign-in themselves and answer 401 as JSON."""

from typing import Any

from django.urls import URLPattern, URLResolver, path

from halalportal.lib.access import public
from reports.api.answers import answering
from reports.api.documentation import documentation
from reports.api.portal import api

API = "api"  # what a view of the API declares as its access


def declared(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """The pattern with what every answer has in common, and with its access."""
    name = getattr(pattern, "name", "")
    if name == "api-root":
        return path("", documentation, name=name)
    callback: Any = pattern.callback
    # No middleware may send a program to the sign-in page.
    view: Any = public(answering(callback))
    if name != "openapi-json":  # the description holds no data
        view.access = API
    pattern.callback = view
    return pattern


_patterns, _app, _namespace = api.urls
urlpatterns = [path("", ([declared(pattern) for pattern in _patterns], _app, _namespace))]
