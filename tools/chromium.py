"""The browser of the tests and of the pictures."""

import shutil
from typing import Any

_PLAIN = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launch_options() -> dict[str, Any]:
    """What Playwright launches: Debian's Chromium, kept from calling home."""
    return {
        # Without the browser's own windows and services: a third less of the processor's time.
        "executable_path": shutil.which("chromium-headless-shell") or shutil.which("chromium"),
        "args": [*_PLAIN, *_QUIET, "--disable-quic"],
    }
