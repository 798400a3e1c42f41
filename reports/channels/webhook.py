"""What WhatsApp tells the portal: reading it, and knowing that it is WhatsApp.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started (signature, challenge)
"""

import datetime
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from halalportal.lib.phones import to_e164
from reports.enums import DeliveryState

_STATES = {
    "sent": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "failed": DeliveryState.FAILED,
}
_STOP = frozenset({"stop", "berhenti"})
_START = frozenset({"mulai", "start"})
# "Berhenti bu" is a wish, "Berhenti produksi sejak bulan lalu karena modal" is an answer.
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class MessageStatus:
    """What became of a message. `try_id` is what the portal gave along, "" where it did not."""

    message_id: str
    try_id: str
    state: DeliveryState
    at: datetime.datetime
    error_code: int | None


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants no reminders any more, or again. `phone` is in E.164."""

    phone: str
    wants_none: bool


def is_signed(body: bytes, header: str) -> bool:
    """Whether the header is the body's HMAC-SHA256 with the app's secret."""
    secret = settings.WHATSAPP_APP_SECRET
    if not secret:
        return False
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={digest}".encode(), header.encode())


def read(body: bytes) -> dict[str, Any]:
    """The notification.

    Raises:
        ValueError: when it is no JSON object.
    """
    data = json.loads(body)
    if not isinstance(data, dict):
        raise ValueError("no object")
    return data


def statuses(data: dict[str, Any], now: datetime.datetime) -> Iterator[MessageStatus]:
    """What it says of messages; whatever it says in another form is left out."""
    for value in _values(data):
        for status in _objects(value.get("statuses")):
            state = _STATES.get(str(status.get("status")))
            message_id = str(status.get("id", ""))
            if state and message_id:
                yield MessageStatus(
                    message_id=message_id[:120],
                    try_id=str(status.get("biz_opaque_callback_data", "")),
                    state=state,
                    at=_moment(status.get("timestamp"), now),
                    error_code=_error_code(status),
                )


def wishes(data: dict[str, Any]) -> Iterator[Wish]:
    """Who wrote STOP, BERHENTI, or MULAI; what else people write is not kept."""
    for value in _values(data):
        for message in _objects(value.get("messages")):
            phone = to_e164(f"+{message.get('from', '')}")
            words = re.findall(r"\w+", _text(message).lower())
            if phone and 0 < len(words) <= _MOST_WORDS and words[0] in _STOP | _START:
                yield Wish(phone, wants_none=words[0] in _STOP)


def _values(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in _objects(data.get("entry")):
        for change in _objects(entry.get("changes")):
            value = change.get("value")
            if isinstance(value, dict):
                yield value


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, list):
        yield from (item for item in found if isinstance(item, dict))


def _text(message: dict[str, Any]) -> str:
    """What was typed, or the words of the button that was tapped."""
    text, button = message.get("text"), message.get("button")
    if isinstance(text, dict):
        return str(text.get("body", ""))
    return str(button.get("text", "")) if isinstance(button, dict) else ""


def _moment(stamp: Any, now: datetime.datetime) -> datetime.datetime:
    """The moment of a Unix stamp; `now` for one that is none, or that lies ahead."""
    try:
        return min(datetime.datetime.fromtimestamp(int(stamp), datetime.UTC), now)
    except (TypeError, ValueError, OverflowError, OSError):
        return now


def _error_code(status: dict[str, Any]) -> int | None:
    for error in _objects(status.get("errors")):
        code = error.get("code")
        if isinstance(code, int) and 0 <= code < 2**31:
            return code
    return None
