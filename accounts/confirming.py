"""Asking for the password again before something sensitive: an unlocked screen proves nothing."""

import time

from allauth.account.authentication import get_authentication_records

from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.attempts import forget, is_too_often

FRESH_SECONDS = 10 * 60
_SESSION_KEY = "confirmed_at"
_ATTEMPTS, _WINDOW = 10, 5 * 60


def is_fresh(request: AuthenticatedHttpRequest) -> bool:
    """Whether the password was given in this session within the last ten minutes."""
    signed_in = [record["at"] for record in get_authentication_records(request, request.user)]
    latest: float = max([*signed_in, request.session.get(_SESSION_KEY, 0)])
    return 0 <= time.time() - latest < FRESH_SECONDS


def confirm(request: AuthenticatedHttpRequest, password: str) -> str:
    """Takes the password and begins another ten minutes; else says what is wrong.

    Attempts are counted per person.
    """
    key = f"confirm:{request.user.pk}"
    if is_too_often(key, most=_ATTEMPTS, seconds=_WINDOW):
        return "Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."
    if not request.user.check_password(password):
        return "Kata sandi tidak cocok. Periksa lalu coba lagi."
    forget(key)
    request.session[_SESSION_KEY] = time.time()
    return ""
