"""Gives the signed-in person the role that was chosen in this session."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User

SESSION_KEY = "membership"


class ActiveMembershipMiddleware:
    """Reads the chosen membership at each request, so an ended one counts no more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.session.get(SESSION_KEY)
        if chosen and isinstance(request.user, User):
            membership = (
                request.user.memberships.current()
                .select_related("region", "organisation")
                .filter(pk=chosen)
                .first()
            )
            if membership:
                request.user.active_membership = membership
        return self.get_response(request)
