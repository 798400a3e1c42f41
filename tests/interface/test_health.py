"""The two addresses for whoever watches the portal."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from halalportal.outbox.models import Entry


def test_healthz_asks_nothing_of_the_database(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_readyz_tells_how_long_work_waits(client: Client, db: None) -> None:
    assert client.get("/readyz").json()["outbox_age_seconds"] == 0
    due = timezone.now() - datetime.timedelta(minutes=5)
    Entry.objects.create(task="contoh", key="tertunda", not_before=due)
    Entry.objects.create(
        task="contoh", key="nanti", not_before=timezone.now() + datetime.timedelta(hours=1)
    )
    Entry.objects.create(task="contoh", key="beres", not_before=due, done_at=timezone.now())
    Entry.objects.filter(key="beres").update(not_before=due - datetime.timedelta(days=1))
    state = client.get("/readyz").json()
    assert state["status"] == "ok"
    assert 300 <= state["outbox_age_seconds"] < 86_400


def test_readyz_fails_without_a_database(client: Client, db: None) -> None:
    def refuse(execute: Callable[..., Any], *arguments: Any) -> Any:
        raise OperationalError("server at 10.0.0.7 closed the connection")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "unavailable"}
