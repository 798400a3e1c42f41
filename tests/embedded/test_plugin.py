"""The pytest plugin, in test runs of its own."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from halalportal.embedded import ports
from halalportal.embedded.state import PROJECT

from .running_demo import wait_until

SUITE = """
import pytest

def test_plain(): pass

@pytest.fixture
def playwright(): pass

@pytest.fixture
def page(playwright): pass

def test_in_a_browser(page): pass

@pytest.mark.skip
def test_skipped(): pass
"""
WAITING = """
import os, time

def test_waiting():
    print("at", os.environ["DATABASE_URL"], os.environ["BROKER_URL"], flush=True)
    time.sleep(600)
"""


def run(folder: Path, suite: str, **environment: str) -> subprocess.Popen[str]:
    (folder / "test_suite.py").write_text(suite)
    (folder / "pytest.toml").write_text("[pytest]\n")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HALALPORTAL_", "PYTEST_"))}
    arguments = ["-p", "tests.plugin", "-p", "no:django", "-p", "no:cacheprovider", "-s", "-q"]
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(PROJECT), "TMPDIR": str(folder)} | environment,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "code", "summary"),
    [
        ({}, 0, "2 passed, 1 skipped"),
        ({"HALALPORTAL_NO_BROWSER": "1"}, 0, "1 passed, 1 skipped, 1 deselected"),
        ({"HALALPORTAL_NO_SKIPS": "1"}, 1, "2 passed, 1 skipped"),
    ],
)
def test_what_is_left_out_is_told(
    tmp_path: Path, environment: dict[str, str], code: int, summary: str
) -> None:
    with run(tmp_path, SUITE, **environment) as tests:
        output, _ = tests.communicate(timeout=60)
    assert tests.returncode == code
    assert summary in output.splitlines()[-1]
    assert ("Not run: the browser tests" in output) is ("HALALPORTAL_NO_BROWSER" in environment)
    assert ("Failed: tests were skipped" in output) is ("HALALPORTAL_NO_SKIPS" in environment)


def test_a_broker_alone_is_given_to_who_brought_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BROKER_URL")
    suite = """
import os

def test_servers():
    print("at", os.environ["DATABASE_URL"], os.environ["BROKER_URL"])
    print("servers", sorted(os.listdir(os.environ["TMPDIR"] + "/" + next(
        name for name in os.listdir(os.environ["TMPDIR"]) if name.startswith("halalportal-")))))
"""
    with run(tmp_path, suite, DATABASE_URL="postgres://given/given") as tests:
        output, _ = tests.communicate(timeout=60)
    assert "at postgres://given/given redis://" in output
    assert "postgres.log" not in output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_servers_end_with_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("BROKER_URL")
    with run(tmp_path, WAITING) as tests:
        assert tests.stdout is not None
        line = next(line for line in tests.stdout if line.startswith("at "))
        used = [int(port) for port in re.findall(r":(\d+)/", line)]
        assert len(used) == 2
        assert not any(ports.is_free(port) for port in used)
        tests.send_signal(number)
    assert wait_until(lambda: all(ports.is_free(port) for port in used), 20)
