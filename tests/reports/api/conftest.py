"""A programme with rows in every list of the API."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from accounts.enums import Role
from accounts.models import User
from certification.models import Certificate, Obstacle, ObstacleCause
from tests.reports.story import NOW, Story, tell
from tests.reports.test_due import make_event


@pytest.fixture
def one_transaction() -> Iterator[None]:
    """Requests leave the test's connection open, as those of Django's own test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def story(province_officer: User) -> Story:
    """The programme of `tests.reports.story` with certificates, an event and an obstacle."""
    told = tell(province_officer)
    applications = told.programme.applications.order_by("pk")
    for number, application in enumerate(applications.filter(status="issued")):
        Certificate.objects.create(
            application=application, number=f"ID{number:017}", issued_on=date(2026, 5, 1 + number)
        )
    Obstacle.objects.create(
        application=applications.get(status="returned"),
        programme=told.programme,
        cause=ObstacleCause.objects.order_by("pk")[0],
        since=NOW,
        reported_by=province_officer,
        next_actor=Role.OWNER,
    )
    make_event(NOW)
    return told
