"""The health checks that docker-compose.yml runs inside the containers."""

import os
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from halalportal.embedded import health, ports


class Portal(BaseHTTPRequestHandler):
    """Answers like a Django with ALLOWED_HOSTS=halal.example.go.id."""

    def do_GET(self) -> None:
        is_fine = self.path == "/healthz" and self.headers["Host"] == "halal.example.go.id"
        self.send_response(200 if is_fine else 400)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    with HTTPServer((ports.LOCALHOST, 0), Portal) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("PORT", str(server.server_port))
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("hosts", "is_well"),
    [("halal.example.go.id,other", True), (".halal.example.go.id", True), ("other", False)],
)
def test_the_web_server_is_asked_under_a_name_that_it_allows(
    port: int, monkeypatch: pytest.MonkeyPatch, hosts: str, is_well: bool
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)
    assert health.web() is is_well


def test_a_web_server_that_does_not_answer_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(ports.find_free()))
    assert not health.web()


def test_beat_is_well_while_it_writes_its_schedule(tmp_path: Path) -> None:
    assert not health.beat(tmp_path / "missing")
    assert not health.beat(tmp_path)
    schedule = tmp_path / "schedule"
    schedule.touch()
    assert health.beat(tmp_path)
    long_ago = time.time() - 3600
    os.utime(schedule, (long_ago, long_ago))
    assert not health.beat(tmp_path)
