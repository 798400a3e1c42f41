"""A set of services: what dies is restarted, what keeps dying ends all, everything is stopped."""

import os
import signal
from pathlib import Path

import pytest

from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.process import ChildProcess
from halalportal.embedded.programs import Program
from halalportal.embedded.restarts import Restarts
from halalportal.embedded.stop import StopFlag
from halalportal.embedded.watch import Watch

from .running_demo import wait_until


def program(folder: Path, name: str, script: str) -> Program:
    environment = {"PATH": os.environ["PATH"]}
    log = folder / f"{name}.log"
    return Program(ChildProcess(name, ["/bin/sh", "-c", script], log, environment))


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def watch(said: list[str]) -> Watch:
    return Watch(StopFlag(), said.append, lambda: Restarts(limit=3, first_delay=0.05))


def test_a_killed_program_starts_again(tmp_path: Path, watch: Watch, said: list[str]) -> None:
    sleeper = program(tmp_path, "sleeper", "exec sleep 100")
    watch.start(sleeper)
    first = sleeper.process.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: watch.tend() or sleeper.process.pid != first, 10)
    assert sleeper.process.is_alive
    assert said == ["sleeper ended (exit code -9) and starts again in 0.05 s."]
    watch.stop_all()
    assert not sleeper.process.is_alive


def test_a_program_that_keeps_ending_ends_all_with_its_last_words(
    tmp_path: Path, watch: Watch
) -> None:
    watch.start(program(tmp_path, "broken", "echo no such module; exit 3"))
    with pytest.raises(EmbeddedError, match=r"broken keeps ending \(exit code 3\)") as caught:
        wait_until(lambda: bool(watch.tend()), 10)
    assert "no such module" in str(caught.value)
    assert (tmp_path / "broken.log").read_text() == "no such module\n" * 3


def test_one_that_fails_to_stop_does_not_keep_the_others(
    tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (program(tmp_path, name, "exec sleep 100") for name in ("first", "second"))
    watch.start(first)
    watch.start(second)
    process = second.process

    def fail(hurry: object) -> None:
        process.stop()
        raise OSError("disk is gone")

    monkeypatch.setattr(second, "stop", fail)
    with pytest.raises(OSError, match="disk is gone"):
        watch.stop_all()
    assert not first.process.is_alive
