"""The state folder of `make demo`: its lock, its kept ports and passwords, the URLs of what runs.

Settings import this module, so it needs neither Django nor any package.
"""

import fcntl
import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from halalportal.embedded.errors import EmbeddedError

PROJECT = Path(__file__).resolve().parents[2]
_URL_NAMES = ("DATABASE_URL", "BROKER_URL")


def running_urls() -> dict[str, str]:
    """Return `DATABASE_URL` and `BROKER_URL` of the running `make demo`, or `{}` when none runs."""
    state = StateFolder(locate())
    if not state.is_locked():
        return {}
    services = state.read("services.json")
    return {name: str(services[name]) for name in _URL_NAMES if services.get(name)}


def locate() -> Path:
    """Return the state folder: `DEMO_DIR`, else `var/demo`, else one of the user's own."""
    if given := os.environ.get("DEMO_DIR"):
        return Path(given).resolve()
    folder = PROJECT / "var" / "demo"
    if _is_writable(folder):
        return folder
    name = "demo-" + hashlib.sha256(str(PROJECT).encode()).hexdigest()[:8]
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "halalportal" / name


def _is_writable(folder: Path) -> bool:
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK | os.X_OK)


@dataclass(frozen=True)
class StateFolder:
    """What one `make demo` keeps between runs, and what it tells others while it runs."""

    path: Path

    def create(self) -> None:
        """Make the folder. Raise EmbeddedError when this user may not."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / "log").mkdir(exist_ok=True)
        except OSError as error:
            raise EmbeddedError(
                f"The folder {self.path} cannot be written ({error.strerror}): "
                "set DEMO_DIR to a folder of your own."
            ) from error

    def log(self, name: str) -> Path:
        """Return the path of the log of one process."""
        return self.path / "log" / f"{name}.log"

    def is_locked(self) -> bool:
        """Return whether a supervisor holds this folder at the moment."""
        try:
            with (self.path / "lock").open() as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder. Raise EmbeddedError with the address when another supervisor has it."""
        with (self.path / "lock").open("a") as file:
            if not _try_lock(file.fileno()):
                raise EmbeddedError(self._already_running())
            yield

    def _already_running(self) -> str:
        address = self.read("services.json").get("address", "an address it will print soon")
        return (
            f"The demo already runs at {address}: use it, stop it with Ctrl-C in its terminal, "
            "or set DEMO_DIR and PORT to start a second one."
        )

    def read(self, name: str) -> dict[str, object]:
        """Return the JSON object in file `name`, or `{}` when it is missing or unreadable."""
        try:
            found = json.loads((self.path / name).read_text())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, name: str, content: Mapping[str, object]) -> None:
        """Write a JSON file that only the owner may read, whole or not at all."""
        draft = self.path / f".{name}.draft"
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(content, file, indent=1)
        draft.replace(self.path / name)

    def forget_running(self) -> None:
        """Take back the URLs: nothing runs any more."""
        (self.path / "services.json").unlink(missing_ok=True)

    def password(self, service: str) -> str:
        """Return the kept password of a server, made up at its first start."""
        return str(self._kept(f"{service}_password", secrets.token_urlsafe(24)))

    def port(self, service: str) -> int | None:
        """Return the port that a server had last time."""
        found = self.read("kept.json").get(f"{service}_port")
        return found if isinstance(found, int) else None

    def keep_port(self, service: str, port: int) -> None:
        """Remember the port of a server for the next start."""
        self.write("kept.json", self.read("kept.json") | {f"{service}_port": port})

    def _kept(self, key: str, fresh: object) -> object:
        kept = self.read("kept.json")
        if key not in kept:
            self.write("kept.json", kept | {key: fresh})
        return kept.get(key, fresh)


def _try_lock(descriptor: int) -> bool:
    # `is_locked` holds a shared lock for an instant, so one refusal proves nothing.
    for _ in range(10):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return True
    return False
