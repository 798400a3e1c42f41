"""A PostgreSQL server of one test's own, which it may stop and start, with the data made so far."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from halalportal.embedded import shelter
from halalportal.embedded.binaries import find_postgres
from halalportal.embedded.postgres import PostgresServer
from halalportal.embedded.server import ServerOptions
from tests.workers import database_url


@contextmanager
def own_postgres() -> Iterator[PostgresServer]:
    """Starts a server that keeps its data and its port, with a copy of the test's database."""
    folder = Path(tempfile.mkdtemp(prefix="halalportal-own-"))
    folder.chmod(0o711)  # a server under another user must get through
    server = PostgresServer(_options(folder))
    try:
        server.start()
        _copy(database_url(), server.url)
        yield server
    finally:
        server.stop()
        shelter.forget(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _options(folder: Path) -> ServerOptions:
    port: list[int] = []
    return ServerOptions(
        folder=folder / "postgres",
        log=folder / "postgres.log",
        password="of-one-test",
        kept_port=lambda: port[-1] if port else None,
        keep_port=port.append,
    )


def _copy(source: str, target: str) -> None:
    programs = find_postgres().path.parent
    dump = subprocess.run(
        [programs / "pg_dump", "--no-owner", source], check=True, capture_output=True
    )
    subprocess.run(
        [programs / "psql", "--quiet", "-v", "ON_ERROR_STOP=1", target],
        input=dump.stdout,
        stdout=subprocess.DEVNULL,
        check=True,
        env=os.environ | {"PGOPTIONS": "-c synchronous_commit=off"},
    )
