"""Our own programs: what prepares the database, the web server, the worker and beat."""

import os
import sys
import time
from collections.abc import Callable, Mapping

from halalportal.embedded import privileges
from halalportal.embedded.ports import LOCALHOST
from halalportal.embedded.privileges import Identity
from halalportal.embedded.process import ChildProcess
from halalportal.embedded.state import PROJECT, StateFolder

QUEUES = "default,mail,pdf"
_PYTHON = sys.executable
_WRITABLE = ("files", "mail", "beat", "cache")  # the folders that our programs may write
_CELERY = (_PYTHON, "-m", "celery", "-A", "halalportal")


class Program:
    """One of our programs as a service of the supervisor."""

    def __init__(self, process: ChildProcess) -> None:
        self.name = process.name
        self.process = process

    def start(self, pause: Callable[[float], None] = time.sleep) -> None:
        """Start it; it is ready some time later."""
        self.process.start()

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> None:
        """Stop it, and what it started."""
        self.process.stop(hurry)


class Programs:
    """Makes the programs of one demo: same user, same folder, same environment."""

    def __init__(self, state: StateFolder, *, port: int, urls: Mapping[str, str]) -> None:
        self._state = state
        self._port = port
        self._identity = _identity()
        for name in _WRITABLE:
            folder = state.path / name
            folder.mkdir(exist_ok=True)
            self._identity.own(folder)
        self._environment = _environment(state, port, urls)

    @property
    def run_as_root(self) -> bool:
        """Whether no way was found for the programs to be less than root."""
        return os.geteuid() == 0 and self._identity == Identity()

    def preparation(self, *, with_data: bool) -> ChildProcess:
        """Return the process that makes the tables and loads the data."""
        command = [_PYTHON, "manage.py", "prepare_demo"]
        return self._child("prepare", command if with_data else [*command, "--empty"])

    def services(self) -> list[Program]:
        """Return web, worker and beat, in the order in which they start."""
        return [self._web(), self._worker(), self._beat()]

    def _web(self) -> Program:
        command = [_PYTHON, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += ["--host", LOCALHOST, "--port", str(self._port)]
        command += ["--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "5"]
        return Program(self._child("web", [*command, "halalportal.wsgi:application"]))

    def _worker(self) -> Program:
        command = [*_CELERY, "worker", "-Q", QUEUES, "-c", "2", "-n", "demo@%h"]
        command += ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        return Program(self._child("worker", command, grace=30))

    def _beat(self) -> Program:
        schedule = str(self._state.path / "beat" / "schedule")
        command = [*_CELERY, "beat", "--loglevel", "INFO", "--pidfile", "", "-s", schedule]
        return Program(self._child("beat", command))

    def _child(self, name: str, command: list[str], grace: float = 10) -> ChildProcess:
        return ChildProcess(
            name=name,
            command=command,
            log=self._state.log(name),
            environment=self._environment,
            identity=self._identity,
            folder=PROJECT,
            grace=grace,
        )


def _identity() -> Identity:
    check = "import django, pathlib; pathlib.Path('halalportal/settings.py').read_bytes()"
    return privileges.for_program([_PYTHON, "-c", check], PROJECT)


def _environment(state: StateFolder, port: int, urls: Mapping[str, str]) -> dict[str, str]:
    environment = {**os.environ, **urls}
    # Four processes read the same modules: let the first one compile them for the others.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("PORTAL_URL", f"http://{LOCALHOST}:{port}")
    return environment | {
        "HALALPORTAL_DEMO": "1",
        "DEMO_DIR": str(state.path),
        "MEDIA_ROOT": str(state.path / "files"),
        "MAIL_FOLDER": str(state.path / "mail"),
        "XDG_CACHE_HOME": str(state.path / "cache"),
    }
