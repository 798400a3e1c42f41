"""One child process and its end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from halalportal.embedded.process import ChildProcess
from halalportal.embedded.state import PROJECT

from .running_demo import wait_until


def child(tmp_path: Path, script: str, grace: float = 10) -> ChildProcess:
    environment = {"PATH": os.environ["PATH"]}
    command = ["/bin/sh", "-c", script]
    return ChildProcess("child", command, tmp_path / "child.log", environment, grace=grace)


def is_running(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_process_that_ignores_the_signal_is_killed_after_the_grace_time(tmp_path: Path) -> None:
    stubborn = child(tmp_path, "trap '' TERM; echo ready; while :; do sleep 1; done", grace=0.2)
    stubborn.start()
    assert wait_until(lambda: stubborn.news() == ["ready"], 10)
    pid = stubborn.pid
    assert pid is not None
    stubborn.stop()
    assert not is_running(pid)


def test_a_second_ctrl_c_does_not_wait_for_the_grace_time(tmp_path: Path) -> None:
    stubborn = child(tmp_path, "trap '' TERM; echo ready; while :; do sleep 1; done", grace=3600)
    stubborn.start()
    assert wait_until(lambda: stubborn.news() == ["ready"], 10)
    stubborn.stop(lambda: True)
    assert not stubborn.is_alive


def test_what_a_process_left_behind_is_killed_with_it(tmp_path: Path) -> None:
    parent = child(tmp_path, "sleep 1000 & echo $!; exec sleep 1000")
    parent.start()
    assert wait_until(lambda: (tmp_path / "child.log").read_text().endswith("\n"), 10)
    grandchild = int((tmp_path / "child.log").read_text())
    assert is_running(grandchild)
    parent.stop()
    assert wait_until(lambda: not is_running(grandchild), 10)


def test_the_death_of_the_parent_reaches_the_child(tmp_path: Path) -> None:
    script = f"""
import sys, time
from pathlib import Path
from halalportal.embedded.process import ChildProcess
log = Path({str(tmp_path)!r}) / "log"
child = ChildProcess("child", ["sleep", "1000"], log, {{"PATH": "/bin"}})
child.start()
print(child.pid, flush=True)
time.sleep(1000)
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not is_running(pid), 10)


def test_news_gives_whole_lines_once_and_tail_the_last_ones(tmp_path: Path) -> None:
    talker = child(tmp_path, "echo one; echo two; printf thr")
    (tmp_path / "child.log").write_text("from an earlier run\n")
    talker.start()
    assert talker.wait(10)
    assert talker.news() == ["one", "two"]
    assert talker.news() == []
    assert talker.tail(2) == "two\nthr"
    assert talker.exit_code == 0


@pytest.mark.parametrize(("size", "is_moved"), [(100, False), (6 * 1024 * 1024, True)])
def test_a_long_log_makes_room(tmp_path: Path, size: int, is_moved: bool) -> None:
    (tmp_path / "child.log").write_bytes(b"x" * size)
    quiet = child(tmp_path, "exit 0")
    quiet.start()
    assert quiet.wait(10)
    assert (tmp_path / "child.log.1").exists() is is_moved
