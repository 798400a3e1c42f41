"""A PostgreSQL server of our own, in a folder of our own, on this machine's own address."""

import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from halalportal.embedded import binaries, ports, privileges, shelter
from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.process import ChildProcess
from halalportal.embedded.server import ServerOptions, server_environment

Pause = Callable[[float], None]
NAME = "halalportal"  # of the database and of its owner
_RESTART_PATIENCE = 15.0  # after a crash, orphans hold on to shared memory for some seconds
_RECOVERY_PATIENCE = 120.0
# Many connections: a test of the quota lets 200 threads go for one row, each with its own.
_THROW_AWAY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
)


class PostgresServer:
    """`start` it, use `url`, `stop` it; `start` again after a crash."""

    name = "postgres"

    def __init__(self, options: ServerOptions) -> None:
        self._options = options
        self._folder = shelter.folder_for(options.folder)
        self._data = self._folder / "data"
        binary = binaries.find_postgres(_major_of(self._data), options.sources)
        self._program = shelter.program_for(binary)
        self._identity = privileges.for_server(self._program, self._folder.parent)
        self._port = 0
        self.process = self._child("postgres", [], signal.SIGINT)  # SIGINT: the fast shutdown

    @property
    def url(self) -> str:
        """The address of the database, with its password."""
        return self._url(NAME)

    def start(self, pause: Pause = time.sleep) -> None:
        """Start the server and make the database where it is missing.

        Raises EmbeddedError when it still does not run after 15 seconds of trying.
        """
        self._identity.own(self._folder)
        if not (self._data / "PG_VERSION").exists():
            self._initialise(pause)
        deadline = time.monotonic() + _RESTART_PATIENCE
        while not self._try_start(pause):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"PostgreSQL does not start; the end of its log ({self.process.log}):\n"
                    f"{self.process.tail()}"
                )
            pause(0.5)
        self._create_database()

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> None:
        """Stop the server; its data is complete on the disk afterwards."""
        self.process.stop(hurry)

    def _initialise(self, pause: Pause) -> None:
        """Make the cluster beside its place: an interrupted initdb leaves nothing half done."""
        draft, secret = self._folder / "draft", self._folder / "password"
        shutil.rmtree(draft, ignore_errors=True)
        secret.touch(mode=0o600)
        secret.write_text(self._options.password)
        self._identity.own(secret)
        arguments = ["-D", str(draft), "-U", NAME, "--pwfile", str(secret), "-A", "scram-sha-256"]
        arguments += ["-E", "UTF8", "--no-locale"]
        if not self._options.is_durable:
            arguments.append("--no-sync")
        try:
            self._run_initdb(arguments, pause)
        finally:
            secret.unlink()
        draft.rename(self._data)

    def _run_initdb(self, arguments: list[str], pause: Pause) -> None:
        child = self._child("initdb", arguments, signal.SIGTERM)
        try:
            child.start()
            while child.is_alive:
                pause(0.05)
            if child.exit_code:
                raise EmbeddedError(f"PostgreSQL cannot make its files:\n{child.tail()}")
        finally:
            child.stop()

    def _try_start(self, pause: Pause) -> bool:
        self._port = ports.choose(self._options.kept_port(), pause=pause)
        self._options.keep_port(self._port)
        self.process.command = [str(self._program), "-D", str(self._data), *self._settings()]
        self.process.start()
        deadline = time.monotonic() + _RECOVERY_PATIENCE
        while self.process.is_alive and time.monotonic() < deadline:
            if self._answers():
                return True
            pause(0.05)
        self.process.stop()
        return False

    def _settings(self) -> list[str]:
        settings = [
            f"port={self._port}",
            f"listen_addresses={ports.LOCALHOST}",
            "unix_socket_directories=",
            "shared_buffers=64MB",
            "timezone=UTC",
            "log_timezone=UTC",
        ]
        if not self._options.is_durable:
            settings += _THROW_AWAY
        return [part for setting in settings for part in ("-c", setting)]

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._url("postgres"), connect_timeout=3).close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise EmbeddedError(
                    "The demo's database does not take its kept password: "
                    "start afresh with `make clean`."
                ) from error
            return False
        return True

    def _create_database(self) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [NAME])
            if found.fetchone() is None:
                connection.execute(f"create database {NAME}")

    def _url(self, database: str) -> str:
        login = f"{NAME}:{self._options.password}@{ports.LOCALHOST}:{self._port}"
        return f"postgres://{login}/{database}"

    def _child(self, program: str, arguments: list[str], stop: signal.Signals) -> ChildProcess:
        return ChildProcess(
            name=program,
            command=[str(self._program.with_name(program)), *arguments],
            log=self._options.log,
            environment=server_environment(),
            identity=self._identity,
            folder=self._folder,
            stop_signal=stop,
            grace=20,
        )


def _major_of(data: Path) -> int | None:
    """Return the version that made the cluster, None when there is none yet."""
    try:
        return int((data / "PG_VERSION").read_text())
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise EmbeddedError(
            f"{data} belongs to another user: run the command as that user, "
            "or set DEMO_DIR to a folder of your own."
        ) from error
