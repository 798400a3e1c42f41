"""Whether a business needs an application at all: what lists of other programmes say about it."""

from accounts.enums import OFFICERS
from accounts.models import User
from certification.errors import KnownElsewhereError
from ikm.enums import Elsewhere
from ikm.models import Business
from ikm.selectors.elsewhere import Standing, status_of

_SETTLED = (Elsewhere.CERTIFIED, Elsewhere.IN_PROCESS)


def standing_of(business: Business) -> Standing:
    """What is known about the business elsewhere."""
    return status_of([business.pk])[business.pk]


def sentence_about(standing: Standing) -> str:
    """The news and its source in plain words; "" when there are none."""
    if standing.state == Elsewhere.CERTIFIED:
        number = f" ({standing.number})" if standing.number else ""
        return f"Usaha ini sudah bersertifikat halal{number}, menurut {standing.source}."
    if standing.state == Elsewhere.IN_PROCESS:
        return f"Usaha ini sedang diproses program lain, menurut {standing.source}."
    if standing.state == Elsewhere.UNSURE:
        return f"Usaha ini mungkin tercatat di daftar {standing.source}. Pastikan dulu."
    return ""


def is_settled(standing: Standing) -> bool:
    """Whether only an officer, with a reason, starts an application all the same."""
    return standing.state in _SETTLED


def refuse_known(business: Business, *, by: User, reason: str) -> Standing:
    """Returns the standing where the application may start.

    Raises:
        KnownElsewhereError: it is settled, and no officer has given a reason.
    """
    standing = standing_of(business)
    is_officer = by.role in OFFICERS
    if is_settled(standing) and not (is_officer and reason.strip()):
        raise KnownElsewhereError(sentence_about(standing), is_officer=is_officer)
    return standing
