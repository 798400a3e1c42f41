"""Who asks: a program with a token, or a person with the browser's session."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import SessionAuth
from ninja.security.base import AuthBase

from accounts.models import User
from accounts.services import tokens
from reports.api.limits import charge


class BearerToken(AuthBase):
    """`Authorization: Bearer hp_…`. A wrong token is refused, also beside a good session.

    Ninja's own class writes what it does not understand into the log.
    """

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "Token dari /pengaturan/token/"

    def __call__(self, request: HttpRequest) -> User | None:
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _, secret = header.partition(" ")
        is_bearer = scheme.lower() == "bearer"
        token = tokens.find(secret.strip(), now=timezone.now()) if is_bearer else None
        if token is None:
            raise AuthenticationError
        person = token.membership.user
        # The scope is that of the role for which the token was made.
        person.active_membership = token.membership
        request.user = person
        _charge(request, f"token:{token.pk}")
        return person


class SessionCookie(SessionAuth):
    """The browser's own sign-in, in the role that is active there."""

    openapi_description = "Sesi peramban yang sudah masuk"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        person = super().authenticate(request, key)
        if person:
            _charge(request, f"user:{person.pk}")
        return person


def _charge(request: Any, who: str) -> None:
    request.allowance = charge(who)
