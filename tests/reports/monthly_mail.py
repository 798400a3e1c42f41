"""Monthly reports subscribed to, queued and delivered at chosen moments."""

import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import cast

import time_machine

from accounts.models import User
from halalportal.outbox.models import Entry
from reports.models import Subscription
from reports.services import monthly
from reports.tasks import send_monthly_report
from tests.reports.story import NOW, Story

LIST = "/laporan/langganan/"
BEFORE = datetime(2026, 5, 20, 3, tzinfo=UTC)


def subscribe(user: User, story: Story, at: datetime = BEFORE) -> Subscription:
    with time_machine.travel(at, tick=False):
        return monthly.subscribe(programme=story.programme, by=user)


def queue(now: datetime = NOW) -> int:
    with time_machine.travel(now, tick=False):
        return monthly.queue_due(now=now)


def deliver(now: datetime = NOW) -> None:
    """What the worker does with every entry that waits."""
    with time_machine.travel(now, tick=False):
        for entry in Entry.objects.due(now).filter(key__startswith="monthly-report:"):
            send_monthly_report.run(entry.pk)


def read(letter: bytes) -> EmailMessage:
    return cast(EmailMessage, email.message_from_bytes(letter, policy=email.policy.default))
