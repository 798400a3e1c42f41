"""How often one token, one person and one address may ask within a minute."""

import time
from dataclasses import dataclass

from django.http import HttpRequest

from halalportal.lib.attempts import count
from halalportal.lib.encryption import keyed_index

WINDOW = 60  # seconds
OF_ONE = 120  # requests with one token, or in one person's session
# Only refused requests are counted by address: a whole office shares one.
REFUSED = 600


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of this minute; `reset` is in seconds."""

    limit: int
    used: int
    reset: int

    @property
    def is_spent(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        """As of the IETF draft \"RateLimit header fields for HTTP\" (03)."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(self.limit - self.used, 0)),
            "RateLimit-Reset": str(self.reset),
        }


class TooManyRequestsError(Exception):
    """The minute's requests are used up."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__()
        self.allowance = allowance


def charge(who: str) -> Allowance:
    """Counts one more request of a token or a person.

    Raises:
        TooManyRequestsError: those of this minute are used up.
    """
    allowance = _spend(who, OF_ONE)
    if allowance.is_spent:
        raise TooManyRequestsError(allowance)
    return allowance


def count_refused(request: HttpRequest) -> Allowance:
    """Counts one more request from an address that came without a valid sign-in."""
    address = keyed_index(request.META.get("REMOTE_ADDR", ""), field="api_address")
    return _spend(f"refused:{address}", REFUSED)


def _spend(who: str, limit: int) -> Allowance:
    window, passed = divmod(int(time.time()), WINDOW)
    # Twice as long as it counts, so that it never runs out between two requests of its minute.
    used = count(f"api:{who}:{window}", seconds=2 * WINDOW)
    return Allowance(limit=limit, used=used, reset=WINDOW - passed)
