"""What the two embedded servers have in common."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from halalportal.embedded.binaries import MACHINE, WHEEL

_PASSED_ON = ("PATH", "DEMO_DIR", "TMPDIR", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class ServerOptions:
    """Where a server keeps its data and how it is reached.

    `kept_port` and `keep_port` read and remember the port between runs. A server that is not
    `is_durable` is fast and may lose its data: for tests.
    """

    folder: Path
    log: Path
    password: str
    kept_port: Callable[[], int | None]
    keep_port: Callable[[int], None]
    is_durable: bool = True
    sources: tuple[str, ...] = (MACHINE, WHEEL)


def server_environment() -> dict[str, str]:
    """Return the environment for a server: no secrets of ours, messages in English."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed_on | {"LC_ALL": "C"}
