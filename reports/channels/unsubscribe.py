"""The link in an e-mail with which its reader stops the next ones, without a sign-in."""

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse

from reports.models import Reminder

_SIGNER = Signer(salt="reports.unsubscribe", sep=".")


def unsubscribe_url(reminder: Reminder) -> str:
    """The whole address; it names no person, only the reminder."""
    path = reverse("reports:unsubscribe", args=[_SIGNER.sign(str(reminder.pk))])
    return f"{settings.PORTAL_URL}{path}"


def reminder_of_token(token: str) -> int:
    """The key of the reminder that such a link is about.

    Raises:
        BadSignature: when the portal did not make it.
    """
    return int(_SIGNER.unsign(token))
