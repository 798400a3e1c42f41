"""`python -m halalportal.embedded.health web|beat`: the health checks of docker-compose.yml."""

import os
import sys
import time
from pathlib import Path

from halalportal.embedded import readiness

BEAT_FOLDER = Path("/tmp/beat")  # noqa: S108 - the container's own
_BEAT_SILENCE = 300.0  # seconds; beat writes its schedule at least every three minutes


def web() -> bool:
    """Return whether the web server of this container answers to a name that it allows."""
    hosts = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")
    host = hosts[0].strip().removeprefix(".")
    port = int(os.environ.get("PORT") or 8000)
    return readiness.web_is_up(port, host="localhost" if host == "*" else host)


def beat(folder: Path = BEAT_FOLDER) -> bool:
    """Return whether beat wrote its schedule lately."""
    if not folder.is_dir():
        return False
    written = max((file.stat().st_mtime for file in folder.iterdir()), default=0.0)
    return time.time() - written < _BEAT_SILENCE


_CHECKS = {"web": web, "beat": beat}

if __name__ == "__main__":
    sys.exit(not _CHECKS[sys.argv[1]]())
