"""What the tests of reports share: the reminder rules, cases in any status, a mail server."""

import itertools
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.apps import apps
from pytest_django import Settings

from accounts.models import User
from certification.enums import Status, Track
from certification.models import Allocation, Application, Programme
from halalportal.embedded.ports import find_free
from ikm.models import Business
from reports.models import ReminderRule
from tests.reports import whatsapp as whatsapp_account
from tests.whatsapp_server import Service

_number = itertools.count(1)


@pytest.fixture
def rules(db: None) -> None:
    """The rules of the data migrations, also after a test that emptied the tables; all active."""
    for rule in import_module("reports.migrations.0003_reminder_rules").RULES:
        defaults = rule | {"is_active": True}
        ReminderRule.objects.update_or_create(code=rule["code"], defaults=defaults)
    import_module("reports.migrations.0005_target_reminder_unit").name_the_unit(apps, None)


@pytest.fixture
def whatsapp(db: None, settings: Settings) -> Iterator[Service]:
    """A running WhatsApp Cloud API at which the portal has an account."""
    with whatsapp_account.service(settings) as service:
        yield service


MakeCase = Callable[..., Application]


@pytest.fixture
def make_case() -> MakeCase:
    """Makes an application that has stood in a status since a moment."""

    def make(
        business: Business,
        programme: Programme,
        *,
        by: User,
        status: Status = Status.RETURNED,
        since: datetime | None = None,
        **fields: Any,
    ) -> Application:
        if since:
            fields["status_changed_at"] = since
        fields.setdefault("number", f"PGJ-2026-{9000 + next(_number)}")
        return Application.objects.create(
            programme=programme,
            business=business,
            regency=business.regency,
            allocation=Allocation.objects.filter(programme=programme).first(),
            track=Track.SELF_DECLARE,
            status=status,
            created_by=by,
            **fields,
        )

    return make


class Mailbox:
    """What a real SMTP server took. `answer` is what it says to DATA."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.letters.append(envelope.content)
        return self.answer


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[Mailbox]:
    """A running SMTP server that the portal sends to."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=find_free())
    controller.start()
    use_smtp(settings, controller.port)
    yield mailbox
    controller.stop()


def use_smtp(settings: Settings, port: int) -> None:
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }
