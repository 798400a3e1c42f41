"""What the tests of WhatsApp share: a service that is running, and reminders for it."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from pytest_django import Settings

from reports.enums import Channel
from reports.models import Reminder, ReminderRule
from reports.texts import fill
from tests import factories, whatsapp_server
from tests.whatsapp_server import Service

NOON = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)  # in Kalimantan Timur
PHONE = "+6283400009801"
TEMPLATE = "perbaikan_belum_dikirim"
RULE = "uji-whatsapp"
VALUES = {
    "nomor": "PGJ-2026-0412",
    "usaha": "Keripik Rekaan",
    "alasan": "Foto belum jelas.",
    "tautan": "http://localhost:8000/pengajuan/PGJ-2026-0412/",
}
_number = itertools.count(1)


@contextmanager
def service(settings: Settings) -> Iterator[Service]:
    """The portal has an account at a running service, and the rule has a template."""
    make_rule(whatsapp_template=TEMPLATE)
    with whatsapp_server.running({TEMPLATE: {"nama", *VALUES}}) as running:
        settings.WHATSAPP_API_URL = running.url
        settings.WHATSAPP_TOKEN = whatsapp_server.TOKEN
        settings.WHATSAPP_PHONE_NUMBER_ID = whatsapp_server.PHONE_NUMBER_ID
        settings.WHATSAPP_APP_SECRET = whatsapp_server.SECRET
        settings.WHATSAPP_VERIFY_TOKEN = whatsapp_server.VERIFY_TOKEN
        yield running


def make_rule(**fields: Any) -> ReminderRule:
    """A rule of its own: no query finds that its reminders are moot."""
    body = "Pengajuan {nomor} untuk {usaha} perlu diperbaiki: {alasan} Lihat {tautan} ya."
    texts = {"label": "Perbaikan belum dikirim", "offset_days": 0, "subject": "x", "body": body}
    rule, _ = ReminderRule.objects.update_or_create(code=RULE, defaults=texts | fields)
    return rule


def make_reminder(**fields: Any) -> Reminder:
    """A reminder by WhatsApp of Kutai Timur that waits, in the words of its rule."""
    rule = ReminderRule.objects.filter(code=RULE).first() or make_rule()
    return Reminder.objects.create(
        **{
            "key": f"{rule.code}:{next(_number)}",
            "rule": rule,
            "region": factories.make_region(factories.EAST_KUTAI),
            "recipient_name": "Maria Rekaan",
            "channel": Channel.WHATSAPP,
            "address": PHONE,
            "subject": "Perbaikan",
            "body": fill(rule.body, VALUES),
            "values": VALUES,
            "due_on": date(2026, 9, 7),
            "expires_on": date(2026, 9, 20),
        }
        | fields
    )
