"""A Redis-compatible broker of our own, with its queue on the disk."""

import time
from collections.abc import Callable

import redis

from halalportal.embedded import binaries, ports, privileges, shelter
from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.process import ChildProcess
from halalportal.embedded.server import ServerOptions, server_environment

Pause = Callable[[float], None]
_START_PATIENCE = 15.0


class BrokerServer:
    """`start` it, use `url`, `stop` it; `start` again after a crash."""

    name = "broker"

    def __init__(self, options: ServerOptions) -> None:
        self._options = options
        binary = binaries.find_broker(options.sources)
        program = shelter.program_for(binary)
        # One folder per program and version: none reads the files of a newer one. What a change
        # leaves behind is sent again, for the outbox in the database is the truth.
        self._top = shelter.folder_for(options.folder)
        self._folder = self._top / f"{program.name}-{binary.major}"
        self._folder.mkdir(exist_ok=True)
        self._identity = privileges.for_server(program, self._top.parent)
        self._port = 0
        self.process = ChildProcess(
            name="broker",
            command=[str(program), str(self._folder / "broker.conf")],
            log=options.log,
            environment=server_environment(),
            identity=self._identity,
            folder=self._folder,
        )

    @property
    def url(self) -> str:
        """The address of the broker, with its password."""
        return f"redis://:{self._options.password}@{ports.LOCALHOST}:{self._port}/0"

    def start(self, pause: Pause = time.sleep) -> None:
        """Start the broker. Raise EmbeddedError when it does not answer within 15 seconds."""
        deadline = time.monotonic() + _START_PATIENCE
        while not self._try_start(pause):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"The broker does not start; the end of its log ({self.process.log}):\n"
                    f"{self.process.tail()}"
                )
            pause(0.5)

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> None:
        """Stop the broker; what is queued stays on the disk."""
        self.process.stop(hurry)

    def _try_start(self, pause: Pause) -> bool:
        self._port = ports.choose(self._options.kept_port(), pause=pause)
        self._options.keep_port(self._port)
        self._configure()
        self.process.start()
        deadline = time.monotonic() + _START_PATIENCE
        while self.process.is_alive and time.monotonic() < deadline:
            if self._answers():
                return True
            pause(0.05)
        self.process.stop()
        return False

    def _configure(self) -> None:
        # A file rather than arguments: everybody on the machine can read those.
        path = self._folder / "broker.conf"
        path.touch(mode=0o600)
        settings = {
            "port": self._port,
            "bind": ports.LOCALHOST,
            "requirepass": self._options.password,
            "dir": f'"{self._folder}"',
            "appendonly": "yes",
            "appendfsync": "everysec" if self._options.is_durable else "no",
            "save": '""',
            "daemonize": "no",
            "maxmemory-policy": "noeviction",
        }
        path.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        self._identity.own(self._top, self._folder, path)

    def _answers(self) -> bool:
        client = redis.Redis.from_url(self.url, socket_timeout=3)
        try:
            return bool(client.ping())
        except redis.exceptions.RedisError:
            return False
        finally:
            client.close()
