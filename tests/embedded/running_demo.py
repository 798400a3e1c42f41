"""A `manage.py demo` of the tests' own: its folder, its port, its processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from halalportal.embedded import readiness
from halalportal.embedded.process import end_with_parent
from halalportal.embedded.state import PROJECT, StateFolder

_PATIENCE = 90.0


def wait_until(condition: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
    """Return whether `condition` became true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


class RunningDemo:
    """The command in a process of its own; what it prints goes to `output`."""

    def __init__(self, folder: Path, port: int, **urls: str) -> None:
        self.folder, self.port = folder, port
        self.state = StateFolder(folder)
        self._output = folder.parent / f"output-{time.monotonic_ns()}.txt"
        environment = {k: v for k, v in os.environ.items() if not k.endswith("_URL")}
        with self._output.open("w") as output:
            self.supervisor = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--empty", "--port", str(port)],
                cwd=PROJECT,
                env=environment | {"DEMO_DIR": str(folder)} | urls,
                stdout=output,
                stderr=subprocess.STDOUT,
                # An aborted test run leaves no demo behind.
                preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509
            )

    @property
    def output(self) -> str:
        return self._output.read_text()

    def is_up(self) -> bool:
        return "Ready: " in self.output and readiness.web_is_up(self.port)

    def wait_until_up(self) -> None:
        assert wait_until(lambda: self.is_up() or self.supervisor.poll() is not None)
        assert self.is_up(), self.output

    def end(self, number: signal.Signals) -> int:
        """Send a signal to the supervisor and return its exit code."""
        self.supervisor.send_signal(number)
        return self.supervisor.wait(60)

    def processes(self) -> dict[int, str]:
        """Return the command of each living process that belongs to this demo."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if self._owns(entry):
                    found[int(entry.name)] = _command(entry)
            except OSError:
                continue
        return found

    def pid_of(self, words: str) -> int:
        """Return the oldest process of the demo whose command contains `words`, 0 without one."""
        return min(
            (pid for pid, command in self.processes().items() if words in command), default=0
        )

    def _owns(self, entry: Path) -> bool:
        if "State:\tZ" in (entry / "status").read_text():
            return False
        # PostgreSQL's processes paint over their environment, but live in its data folder.
        if (entry / "cwd").resolve().is_relative_to(self.folder):
            return True
        return f"DEMO_DIR={self.folder}\0".encode() in (entry / "environ").read_bytes()


def _command(entry: Path) -> str:
    return (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
