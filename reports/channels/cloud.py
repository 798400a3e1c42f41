"""WhatsApp Cloud API: one approved template filled with the values of one reminder.

https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
A business may only begin a conversation with a template that WhatsApp approved. Its name stands at
the rule; its text is the rule's, with named parameters (`template_text`). Approved texts can't be
put together, so several reminders to one person are several messages here.
"""

import datetime
import http.client
import json
import ssl
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from halalportal.lib.phones import whatsapp_digits
from reports.channels.cloud_errors import TEMPORARY
from reports.channels.errors import NotTakenError, RefusedError
from reports.channels.wa_me import HOW_TO_STOP
from reports.enums import DeliveryState
from reports.models import Reminder, ReminderRule, WhatsAppMessage
from reports.texts import fill, names_in

TIMEOUT_SECONDS = 15
LANGUAGE = "id"
NAME = "nama"
# After so many tries that the service was too busy for, a person sends it.
MOST_TRIES = 6
# The service gives no more than this in an answer; it has a few hundred bytes.
_LONGEST_ANSWER = 64 * 1024


def is_set_up() -> bool:
    """Whether the portal has an account there; without one a person sends by hand."""
    return bool(settings.WHATSAPP_TOKEN and settings.WHATSAPP_PHONE_NUMBER_ID)


def template_text(rule: ReminderRule) -> str:
    """The text to have approved for a rule, with WhatsApp's {{placeholders}}."""
    names = {name: f"{{{{{name}}}}}" for name in names_in(rule.body)}
    return f"Halo {{{{{NAME}}}}}. {fill(rule.body, names)} {HOW_TO_STOP}"


def can_carry(reminder: Reminder) -> bool:
    """Whether the approved words say what the reminder says: nobody wrote others."""
    rule = reminder.rule
    same = reminder.body == fill(rule.body, reminder.values)
    return bool(is_set_up() and rule.whatsapp_template and same and not reminder.edited_at)


def hand_over(reminders: Sequence[Reminder], now: datetime.datetime) -> None:
    """Gives the message to the service and keeps what it answered.

    Raises:
        NotTakenError: when it was surely not taken and may be tried again.
        RefusedError: when it will never be taken like this.
        Exception: when the answer got lost; it may have been taken.
    """
    reminder = reminders[0]
    if len(reminders) > 1 or not can_carry(reminder):
        raise RefusedError(None)
    if reminder.whatsapp_messages.count() >= MOST_TRIES:
        raise RefusedError(reminder.whatsapp_messages.latest("pk").error_code)
    message = WhatsAppMessage.objects.create(reminder=reminder, created_at=now)
    try:
        message_id = _post(_payload(reminder, message))
    except (NotTakenError, RefusedError) as error:
        tries = WhatsAppMessage.objects.filter(pk=message.pk, state=DeliveryState.SENDING)
        tries.update(state=DeliveryState.FAILED, error_code=error.code)
        raise
    # Its webhook may have been faster than its answer.
    WhatsAppMessage.objects.filter(pk=message.pk, message_id="").update(message_id=message_id)
    tries = WhatsAppMessage.objects.filter(pk=message.pk, state=DeliveryState.SENDING)
    tries.update(state=DeliveryState.SENT)


def _payload(reminder: Reminder, message: WhatsAppMessage) -> dict[str, Any]:
    values = {NAME: reminder.recipient_name, **reminder.values}
    names = [NAME, *names_in(reminder.rule.body)]
    parameters = [
        {"type": "text", "parameter_name": name, "text": _word(values.get(name))} for name in names
    ]
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": whatsapp_digits(reminder.address),
        "type": "template",
        "template": {
            "name": reminder.rule.whatsapp_template,
            "language": {"code": LANGUAGE},
            "components": [{"type": "body", "parameters": parameters}],
        },
        # Comes back in every webhook, so that a message whose answer got lost is known again.
        "biz_opaque_callback_data": str(message.pk),
    }


def _word(value: Any) -> str:
    """A parameter must be on one line, and something."""
    return " ".join(str(value or "").split()) or "-"


def _post(payload: dict[str, Any]) -> str:
    """Sends and returns the id that the service gave the message. It follows no redirect."""
    address = urlsplit(settings.WHATSAPP_API_URL)
    connection = _connect(address.scheme, address.netloc)
    try:
        connection.request(
            "POST",
            f"{address.path}/{settings.WHATSAPP_PHONE_NUMBER_ID}/messages",
            json.dumps(payload),
            {
                "Authorization": f"Bearer {settings.WHATSAPP_TOKEN}",
                "Content-Type": "application/json",
            },
        )
        answer = connection.getresponse()
        return _read(answer.status, answer.read(_LONGEST_ANSWER))
    finally:
        connection.close()


def _connect(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        connection = http.client.HTTPConnection(host, timeout=TIMEOUT_SECONDS)
    try:
        connection.connect()
    except OSError as error:
        raise NotTakenError(type(error).__name__) from error
    return connection


def _read(status: int, body: bytes) -> str:
    """The message's id, or the error that the answer stands for."""
    data = _json(body)
    if status == http.HTTPStatus.OK:
        return str(data["messages"][0]["id"])
    error = data.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    if not isinstance(code, int):
        code = None
    if status == http.HTTPStatus.TOO_MANY_REQUESTS or code in TEMPORARY:
        raise NotTakenError(f"WhatsApp {status} {code}", code)
    if code is not None or status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
        raise RefusedError(code)
    # A gateway between us gave up; what stands behind it may have taken the message.
    raise ConnectionError(f"WhatsApp answered {status}")


def _json(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
