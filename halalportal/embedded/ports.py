"""Ports on this machine's own address."""

import socket
import time
from collections.abc import Callable

LOCALHOST = "127.0.0.1"


def is_free(port: int, host: str = LOCALHOST) -> bool:
    """Return whether a server could listen on `port` now."""
    with socket.socket() as probe:
        # As servers do: connections of an earlier run that still fade away don't count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def find_free() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        return int(probe.getsockname()[1])


def choose(
    kept: int | None, *, patience: float = 5.0, pause: Callable[[float], None] = time.sleep
) -> int:
    """Return the kept port, or a fresh one when it is not free within `patience` seconds."""
    if kept is None:
        return find_free()
    deadline = time.monotonic() + patience
    while not is_free(kept):
        if time.monotonic() > deadline:
            return find_free()
        pause(0.2)
    return kept
