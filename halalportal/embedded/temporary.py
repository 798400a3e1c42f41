"""Servers that live as long as one test run: fast, empty at the start, gone at the end.

`python -m halalportal.embedded.temporary COMMAND…` runs one command with them.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from halalportal.embedded import shelter
from halalportal.embedded.binaries import MACHINE, WHEEL
from halalportal.embedded.broker import BrokerServer
from halalportal.embedded.postgres import PostgresServer
from halalportal.embedded.server import ServerOptions

_SERVERS: dict[str, type[PostgresServer] | type[BrokerServer]] = {
    "DATABASE_URL": PostgresServer,
    "BROKER_URL": BrokerServer,
}


@dataclass(frozen=True)
class TemporaryServices:
    """Where the throw-away servers listen."""

    DATABASE_URL: str
    BROKER_URL: str


@contextmanager
def temporary_services(
    sources: tuple[str, ...] = (MACHINE, WHEEL),
) -> Iterator[TemporaryServices]:
    """Start a PostgreSQL and a broker that don't keep their data; stop and remove them at the end.

    Raises EmbeddedError when a server is missing or does not start.
    """
    with temporary_urls(_SERVERS, sources) as urls:
        yield TemporaryServices(**urls)


@contextmanager
def temporary_urls(
    names: Collection[str], sources: tuple[str, ...] = (MACHINE, WHEEL)
) -> Iterator[dict[str, str]]:
    """As `temporary_services`, for those of DATABASE_URL and BROKER_URL that `names` holds."""
    with ExitStack() as stack:
        folder = stack.enter_context(_temporary_folder())
        urls = {}
        for name in [name for name in _SERVERS if name in names]:
            kind = _SERVERS[name]
            server = kind(_options(folder, kind.name, sources))
            stack.callback(server.stop)
            server.start()
            urls[name] = server.url
        yield urls


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="halalportal-"))
    folder.chmod(0o711)  # a server under another user must get through
    try:
        yield folder
    finally:
        for name in ("postgres", "broker"):
            shelter.forget(folder / name)
        shutil.rmtree(folder, ignore_errors=True)


def _options(folder: Path, name: str, sources: tuple[str, ...]) -> ServerOptions:
    return ServerOptions(
        folder=folder / name,
        log=folder / f"{name}.log",
        password=secrets.token_urlsafe(16),
        kept_port=lambda: None,
        keep_port=lambda port: None,
        is_durable=False,
        sources=sources,
    )


def main(command: list[str]) -> int:
    """Run `command` with throw-away servers in its environment; return its exit code."""
    with temporary_services() as services:
        urls = {"DATABASE_URL": services.DATABASE_URL, "BROKER_URL": services.BROKER_URL}
        return subprocess.run(command, check=False, env=os.environ | urls).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
