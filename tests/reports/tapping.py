"""The page for sending by hand, as an officer taps it."""

from datetime import datetime

import time_machine

from accounts.models import User
from reports.models import Tap
from tests import factories
from tests.reports.whatsapp import NOON

PAGE = "/pengingat/whatsapp/"


def get(user: User, at: datetime = NOON):  # type: ignore[no-untyped-def]
    with time_machine.travel(at, tick=False):
        return factories.client_for(user).get(PAGE)


def post(user: User, action: str, at: datetime = NOON, **data: str):  # type: ignore[no-untyped-def]
    with time_machine.travel(at, tick=False):
        return factories.client_for(user).post(f"{PAGE}{action}/", data)


def claim(user: User, at: datetime = NOON) -> Tap:
    post(user, "mulai", at)
    return Tap.objects.get(by=user, answer="")
