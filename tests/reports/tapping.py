"""The page for sending by hand, as an officer taps it, and reminders that wait for it."""

from datetime import datetime
from typing import Any

import time_machine

from accounts.models import User
from reports.channels.wa_me import HELP
from reports.models import Reminder, Tap
from reports.selectors.whatsapp.tapping import Turn, turn_of
from tests import factories
from tests.reports.whatsapp import NOON, make_reminder

PAGE = "/pengingat/whatsapp/"
OTHER = "+6283400009802"


def get(user: User, at: datetime = NOON, page: str = PAGE) -> Any:
    with time_machine.travel(at, tick=False):
        return factories.client_for(user).get(page)


def shown(user: User, at: datetime = NOON, page: str = PAGE) -> str:
    """The page as text."""
    return str(get(user, at, page).content.decode())


def post(user: User, action: str, at: datetime = NOON, **data: str) -> Any:
    with time_machine.travel(at, tick=False):
        return factories.client_for(user).post(f"{PAGE}{action}/", data)


def claim(user: User, at: datetime = NOON) -> Tap:
    post(user, "mulai", at)
    return Tap.objects.get(by=user, answer="", lead=None)


def turn(user: User, at: datetime = NOON) -> Turn:
    found = turn_of(user, at)
    assert found
    return found


def say(subject: str, **fields: object) -> Reminder:
    body = f"Soal {subject}. Lihat http://localhost:8000/{subject}/ {HELP}"
    return make_reminder(subject=subject, body=body, **fields)


def statuses() -> set[str]:
    return set(Reminder.objects.values_list("status", flat=True))
