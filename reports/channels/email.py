"""E-mail by Django's mailer."""

import datetime
import logging
import smtplib
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from reports.channels.errors import NotTakenError
from reports.channels.unsubscribe import unsubscribe_url
from reports.digest_text import together
from reports.models import Reminder
from reports.quiet_hours import greeting
from reports.selectors.sent import is_for_staff

logger = logging.getLogger(__name__)


def message_of(reminders: Sequence[Reminder], now: datetime.datetime) -> EmailMessage:
    """The plain-text message. Its Message-ID is the same however often it is built."""
    lead = reminders[0]
    subject, body = together(reminders)
    hello = greeting(now, lead.region.time_zone)
    host = urlsplit(settings.PORTAL_URL).hostname or "localhost"
    farewell, way_out = _way_out(lead)
    return EmailMessage(
        subject=subject,
        body=f"{hello}, {lead.recipient_name}.\n\n{body}\n\n{settings.OFFICE_NAME}\n{farewell}",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[lead.address],
        headers={
            "Message-ID": f"<pengingat-{lead.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
            **way_out,
        },
    )


def _way_out(lead: Reminder) -> tuple[str, dict[str, str]]:
    """How the reader stops the next ones (RFC 8058). For staff they are a part of the work."""
    if is_for_staff(lead):
        return "", {}
    url = unsubscribe_url(lead)
    headers = {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return f"\nTidak mau diingatkan lagi? {url}\n", headers


def hand_over(reminders: Sequence[Reminder], now: datetime.datetime) -> None:
    """Gives the reminders to the mail server as one message; raises as `deliver`."""
    deliver(message_of(reminders, now))


def deliver(message: EmailMessage) -> None:
    """Gives a message to the mail server.

    Raises:
        NotTakenError: when no connection came about, or the server answered no.
        Exception: when the answer got lost; the server may have taken it.
    """
    connection = mailers.default
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotTakenError(type(error).__name__) from error
    try:
        connection.send_messages([message])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        raise NotTakenError(type(error).__name__) from error
    finally:
        _close_quietly(connection)


def _close_quietly(connection: object) -> None:
    # A farewell that fails changes nothing about what the server already took.
    try:
        connection.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        logger.info("The mail server closed first")
