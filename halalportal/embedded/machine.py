"""What the machine must offer before anything starts, said in one sentence when it does not."""

import ctypes
import shutil
import sys
import time
from pathlib import Path

from halalportal.embedded import ports
from halalportal.embedded.errors import EmbeddedError

_NEEDED_BYTES = 500 * 1024 * 1024
_PANGO = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0")


def require_disk(folder: Path) -> None:
    """Raise EmbeddedError when less than 500 MB are free for the state folder."""
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_BYTES:
        raise EmbeddedError(
            f"Only {free // 1024**2} MB are free for {folder}, and the demo needs 500 MB: "
            "free some space, or set DEMO_DIR to a folder on another disk."
        )


def require_pango() -> None:
    """Raise EmbeddedError when the libraries that make PDF files are missing."""
    if sys.platform != "linux" or all(_can_load(name) for name in _PANGO):
        return
    raise EmbeddedError(
        "The Pango library, which makes the PDF files, is missing: "
        "apt install libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def require_port(port: int, patience: float = 0.0) -> None:
    """Raise EmbeddedError when another program still uses `port` after `patience` seconds."""
    deadline = time.monotonic() + patience
    while not ports.is_free(port):
        if time.monotonic() >= deadline:
            raise EmbeddedError(
                f"Port {port} is used by another program: stop that program, "
                f"or choose another port with `make demo PORT={port + 1}`."
            )
        time.sleep(0.2)


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
