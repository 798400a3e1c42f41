"""One child process: its own session, its user, its log, its end together with ours."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from halalportal.embedded.privileges import Identity

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_LOG_LIMIT = 5 * 1024 * 1024


def _never() -> bool:
    return False


@dataclass
class ChildProcess:
    """A command that can be started, watched and stopped, again and again."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    identity: Identity = field(default_factory=Identity)
    folder: Path = Path("/")
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    _running: subprocess.Popen[bytes] | None = None
    _seen: int = 0  # up to where `news` has read the log

    def start(self) -> None:
        """Start the command; it gets `stop_signal` should this process die."""
        _rotate(self.log)
        self._seen = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                [*self.identity.prefix, *self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=dict(self.environment),
                user=self.identity.uid,
                group=self.identity.gid,
                extra_groups=self.identity.groups,
                # Ctrl-C in the terminal reaches the supervisor only, which stops in order.
                start_new_session=True,
                preexec_fn=end_with_parent(self.stop_signal),  # noqa: PLW1509 - we use no threads
            )

    @property
    def pid(self) -> int | None:
        """The process id of the last start."""
        return self._running.pid if self._running else None

    @property
    def is_alive(self) -> bool:
        """Return whether the process was started and has not ended."""
        return self._running is not None and self._running.poll() is None

    @property
    def exit_code(self) -> int | None:
        """The code it ended with (minus the signal's number), None while it runs."""
        return self._running.poll() if self._running else None

    def wait(self, seconds: float, hurry: Callable[[], bool] = _never) -> bool:
        """Return whether the process ended within `seconds`, or before `hurry` became true."""
        deadline = time.monotonic() + seconds
        while self.is_alive:
            if time.monotonic() > deadline or hurry():
                return False
            time.sleep(0.02)
        return True

    def stop(self, hurry: Callable[[], bool] = _never) -> None:
        """Ask the process to end, wait for the grace time, then kill it and what it left behind."""
        if self._running is None:
            return
        if self.is_alive:
            self._running.send_signal(self.stop_signal)
            if not self.wait(self.grace, hurry):
                self._running.kill()
                self._running.wait()
        self.sweep()
        self._running = None

    def sweep(self) -> None:
        """Kill what a dead process left in its session's process group."""
        if self._running is not None and not self.is_alive:
            try:
                os.killpg(self._running.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                return

    def news(self) -> list[str]:
        """Return the whole lines that the log got since the start or the last call."""
        with self.log.open("rb") as file:
            file.seek(self._seen)
            whole, newline, _ = file.read().rpartition(b"\n")
        self._seen += len(whole) + len(newline)
        return whole.decode(errors="replace").splitlines()

    def tail(self, lines: int = 15) -> str:
        """Return the last lines of the log."""
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - 8192))
                text = file.read().decode(errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])


def end_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Return what the child does before its command: ask the kernel for a signal when we die."""
    if _LIBC is None:
        return None
    parent = os.getpid()

    def prepare() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # we died before the request was made
            os._exit(1)

    return prepare


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
