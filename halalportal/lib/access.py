"""Who may open a page: every view declares it, and a test walks the URLs for one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]

PUBLIC = "public"
SIGNED_IN = "signed_in"


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Django's own: every view without `@public` asks for a sign-in."""


def public(view: View) -> View:
    """Declares that anybody may open the view."""
    marked: Any = login_not_required(view)
    marked.access = PUBLIC
    return cast(View, marked)


def signed_in(view: View) -> View:
    """Declares that every signed-in person may open the view, whatever the role."""
    marked: Any = view
    marked.access = SIGNED_IN
    return cast(View, marked)


def roles(*codes: str) -> Callable[[View], View]:
    """Declares the roles that may open the view; any other active role gets 403.

    Args:
        codes: role codes, e.g. `"regency_officer"`; the caller passes its enum's members.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if getattr(request.user, "role", "") not in codes:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        marked: Any = guarded
        marked.access = frozenset(codes)
        return cast(View, marked)

    return decorate
