"""Looking up an application without an account: its number and four digits of the phone."""

import re

from django.core import signing

from certification.errors import LookupRefusedError, TooManyLookupsError
from certification.models import Application
from halalportal.lib.attempts import is_too_often, is_used_up
from halalportal.lib.encryption import keyed_index

_SALT = "certification.lookup"
LINK_DAYS = 30
_HOUR = 3_600
# Wrong answers only. The number is what protects a case: ten thousand digits take six weeks. An
# address may be a whole office or a workshop hall, so its limit only stops a machine.
MOST_WRONG_PER_NUMBER = 10
MOST_WRONG_PER_ADDRESS = 300


def find(*, number: str, digits: str, address: str) -> Application:
    """The application that has this number and whose owner's phone ends with these digits.

    Args:
        address: where the question comes from, for counting wrong answers.

    Raises:
        LookupRefusedError: no such pair; the same for a wrong number and for wrong digits.
        TooManyLookupsError: too many wrong answers within the hour.
    """
    number = re.sub(r"\s+", "", number).upper()
    keys = {
        f"lookup:{keyed_index(number, field='lookup')}": MOST_WRONG_PER_NUMBER,
        f"lookup-from:{keyed_index(address, field='lookup')}": MOST_WRONG_PER_ADDRESS,
    }
    found = (
        Application.objects.filter(number=number, business__phone__endswith=digits)
        .exclude(business__phone="")
        .first()
    )
    if any(is_used_up(key, most=most) for key, most in keys.items()):
        raise TooManyLookupsError
    if found:
        return found
    for key, most in keys.items():
        is_too_often(key, most=most, seconds=_HOUR)
    raise LookupRefusedError


def token_for(application: Application) -> str:
    """What the link in a message carries: opens the state of one application, for thirty days."""
    return signing.dumps(application.pk, salt=_SALT)


def application_of(token: str) -> Application | None:
    """The application of a link; None when it was changed or is too old."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=LINK_DAYS * 24 * _HOUR)
    except signing.BadSignature:
        return None
    found = Application.objects.select_related(
        "business", "programme", "regency", "national_status", "stop_reason"
    )
    return found.filter(pk=pk).first()
