"""The wish to stop: Ctrl-C, SIGTERM, or an interrupted `make` above us."""

import os
import signal
import time
from pathlib import Path
from types import FrameType

from halalportal.embedded.errors import StopRequestedError

_SLICE = 0.05


class StopFlag:
    """Counts the requests to stop; waiting goes through it, so that no wait outlives a request."""

    def __init__(self) -> None:
        self.requests = 0
        self._make = _InterruptedMake()

    def listen(self) -> None:
        """Answer SIGINT, SIGTERM and SIGHUP: to be called before the first process starts."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.requests += 1

    @property
    def is_impatient(self) -> bool:
        """A second Ctrl-C: don't wait for processes to finish their work."""
        return self.requests > 1

    def check(self) -> None:
        """Raise StopRequestedError when somebody asked to stop."""
        if not self.requests and self._make.has_happened():
            self.requests = 1
        if self.requests:
            raise StopRequestedError

    def pause(self, seconds: float) -> None:
        """Sleep, but raise StopRequestedError at once when somebody asks to stop."""
        deadline = time.monotonic() + seconds
        while True:
            self.check()
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                return
            time.sleep(min(_SLICE, remaining))


class _InterruptedMake:
    """Whether the `make` that runs us got a SIGINT that we did not get.

    A terminal sends Ctrl-C to both. A SIGINT sent to `make` alone is not passed on: it restores the
    default action and waits for its recipe, for ever if the recipe is a server. The restored action
    can be seen in /proc, and tells that it is time to go.
    """

    def __init__(self) -> None:
        self._parent = os.getppid()
        self._is_watched = self._catches_sigint() and self._name() in ("make", "gmake")

    def has_happened(self) -> bool:
        if not self._is_watched:
            return False
        return os.getppid() != self._parent or not self._catches_sigint()

    def _name(self) -> str:
        try:
            return Path(f"/proc/{self._parent}/comm").read_text().strip()
        except OSError:
            return ""

    def _catches_sigint(self) -> bool:
        try:
            lines = Path(f"/proc/{self._parent}/status").read_text().splitlines()
        except OSError:
            return False
        masks = [int(line.split()[1], 16) for line in lines if line.startswith("SigCgt:")]
        return bool(masks and masks[0] & (1 << (signal.SIGINT - 1)))
