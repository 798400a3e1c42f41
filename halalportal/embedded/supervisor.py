"""One run of `make demo`: start in order, look after everything, stop in the opposite order."""

import os
import time
from collections.abc import Callable

from halalportal.embedded import machine, readiness
from halalportal.embedded.broker import BrokerServer
from halalportal.embedded.errors import EmbeddedError, StopRequestedError
from halalportal.embedded.ports import LOCALHOST
from halalportal.embedded.postgres import PostgresServer
from halalportal.embedded.process import ChildProcess
from halalportal.embedded.programs import Programs
from halalportal.embedded.server import ServerOptions
from halalportal.embedded.state import StateFolder, locate
from halalportal.embedded.stop import StopFlag
from halalportal.embedded.watch import Watch

_STEP = 0.1
_WEB_PATIENCE = 120.0
_LEFTOVER_PATIENCE = 5.0  # for the port of a run that was killed a moment ago
_SERVERS: tuple[tuple[str, type[PostgresServer | BrokerServer]], ...] = (
    ("DATABASE_URL", PostgresServer),
    ("BROKER_URL", BrokerServer),
)


class Supervisor:
    """Serves the portal on `port`; tells the person at the terminal with `say`."""

    def __init__(self, *, port: int, say: Callable[[str], None], with_data: bool = True) -> None:
        self._port = port
        self._with_data = with_data
        self._address = f"http://{LOCALHOST}:{port}/"
        self._say = say
        self._stop = StopFlag()
        self._state = StateFolder(locate())
        self._watch = Watch(self._stop, say)
        self._urls: dict[str, str] = {}

    def run(self) -> None:
        """Serve until somebody asks to stop. Raise EmbeddedError when that cannot be done."""
        self._stop.listen()
        self._state.create()
        machine.require_disk(self._state.path)
        machine.require_pango()
        with self._state.locked():
            machine.require_port(self._port, _LEFTOVER_PATIENCE if self._was_killed() else 0)
            try:
                self._bring_up()
                self._serve()
            except StopRequestedError:
                self._say("Stopping…")
            finally:
                self._state.forget_running()
                self._watch.stop_all()
        self._say("Stopped. The data stays; `make demo` continues with it.")

    def _was_killed(self) -> bool:
        return bool(self._state.read("services.json"))

    def _bring_up(self) -> None:
        self._say(f"Starting in {self._state.path}")
        self._urls = {variable: self._server(variable, kind) for variable, kind in _SERVERS}
        self._state.write("services.json", {**self._urls, "address": self._address})
        programs = Programs(self._state, port=self._port, urls=self._urls)
        if programs.run_as_root:
            self._say("Web, worker and beat run as root: no other user can reach this clone.")
        self._prepare(programs.preparation(with_data=self._with_data))
        for program in programs.services():
            self._watch.start(program)
        self._wait_for_web()

    def _server(self, variable: str, kind: type[PostgresServer | BrokerServer]) -> str:
        """Return the URL given in the environment, or that of a server of our own, now running."""
        if given := os.environ.get(variable):
            readiness.require_server(variable, given)
            return given
        server = kind(self._options(kind.name))
        self._watch.start(server)
        return server.url

    def _options(self, name: str) -> ServerOptions:
        state = self._state
        return ServerOptions(
            folder=state.path / name,
            log=state.log(name),
            password=state.password(name),
            kept_port=lambda: state.port(name),
            keep_port=lambda port: state.keep_port(name, port),
        )

    def _prepare(self, child: ChildProcess) -> None:
        try:
            child.start()
            while child.is_alive:
                self._stop.pause(_STEP)
                self._repeat(child)
            self._repeat(child)
            if child.exit_code:
                raise EmbeddedError(
                    f"The database could not be prepared: see the lines above, or {child.log}"
                )
        finally:
            child.stop()

    def _repeat(self, child: ChildProcess) -> None:
        for line in child.news():
            self._say(line)

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + _WEB_PATIENCE
        while not readiness.web_is_up(self._port):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"The web server does not answer; see its log: {self._state.log('web')}"
                )
            self._watch.tend()
            self._stop.pause(_STEP)

    def _serve(self) -> None:
        self._say(f"Logs: {self._state.path / 'log'}")
        self._say(f"Ready: {self._address} (stop with Ctrl-C)")
        while True:
            self._watch.tend()
            self._stop.pause(_STEP)
