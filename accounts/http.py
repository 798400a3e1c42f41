"""Types of requests whose sender is known."""

from django.http import HttpRequest

from accounts.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """A request behind `LoginRequiredMiddleware`: `user` is a `User`."""

    user: User
