"""How the tests of the API ask: as a program with a token."""

from typing import Any

import schemathesis
import time_machine
from django.core.wsgi import get_wsgi_application
from django.test import Client
from schemathesis.config import SchemathesisConfig

from accounts.models import User
from accounts.services import tokens
from tests.reports.story import NOW

ROOT = "/api/v1/"
LISTS = ("programmes", "businesses", "applications", "events", "certificates")
SUMMARY = f"{ROOT}programmes/cerita-2026/summary/"
OBSTACLES = f"{ROOT}programmes/cerita-2026/obstacles/"
RECAPS = f"{ROOT}programmes/cerita-2026/recaps/"
RECAP = f"{RECAPS}capaian/"
schema = schemathesis.openapi.from_wsgi(
    f"{ROOT}openapi.json", get_wsgi_application(), config=SchemathesisConfig()
)
EVERYTHING = (*(f"{ROOT}{name}/" for name in LISTS), SUMMARY, OBSTACLES, RECAPS, RECAP)


def token_of(user: User, *, days: int = 30) -> str:
    """The secret of a new token of the person."""
    with time_machine.travel(NOW, tick=False):
        return tokens.make(name="Uji", days=days, by=user)[1]


def read(secret: str, url: str, **headers: str) -> Any:
    """What a program with this token gets."""
    with time_machine.travel(NOW, tick=False):
        return Client().get(url, headers={"Authorization": f"Bearer {secret}"} | headers)
