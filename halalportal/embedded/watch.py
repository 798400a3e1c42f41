"""Keeps a set of services alive: restarts the dead, gives up on what keeps dying, stops all."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Protocol

from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.process import ChildProcess
from halalportal.embedded.restarts import Restarts
from halalportal.embedded.stop import StopFlag


class Service(Protocol):
    """A server or a program that can be started again and again."""

    name: str
    process: ChildProcess

    def start(self, pause: Callable[[float], None]) -> None:
        """Start it; wait with `pause` where it must be waited for."""

    def stop(self, hurry: Callable[[], bool]) -> None:
        """Stop it, patiently until `hurry` says otherwise."""


class Watch:
    """The running services, in the order in which they were started."""

    def __init__(
        self,
        stop: StopFlag,
        say: Callable[[str], None],
        restarts: Callable[[], Restarts] = Restarts,
    ) -> None:
        self._stop = stop
        self._say = say
        self._new_restarts = restarts
        self._services: list[Service] = []
        self._restarts: dict[str, Restarts] = {}
        self._due: dict[str, float] = {}

    def start(self, service: Service) -> None:
        """Start a service and look after it from now on."""
        # Listed first: what an interrupted start leaves behind is stopped as well.
        self._services.append(service)
        self._restarts[service.name] = self._new_restarts()
        self._start(service)

    def tend(self) -> None:
        """Look at each service once; start the dead again when their time has come.

        Raises EmbeddedError, with the end of its log, for one that keeps dying.
        """
        for service in self._services:
            if service.process.is_alive:
                continue
            if service.name not in self._due:
                self._note_death(service)
            elif time.monotonic() >= self._due[service.name]:
                del self._due[service.name]
                self._start(service)

    def stop_all(self) -> None:
        """Stop every service, the last started first."""
        with ExitStack() as stack:  # goes on to the next when one fails to stop
            for service in self._services:
                stack.callback(service.stop, lambda: self._stop.is_impatient)

    def _start(self, service: Service) -> None:
        service.start(self._stop.pause)
        self._restarts[service.name].note_start(time.monotonic())

    def _note_death(self, service: Service) -> None:
        process = service.process
        process.sweep()
        delay = self._restarts[service.name].note_death(time.monotonic())
        if delay is None:
            raise EmbeddedError(
                f"{service.name} keeps ending (exit code {process.exit_code}); "
                f"the end of its log ({process.log}):\n{process.tail()}"
            )
        self._say(
            f"{service.name} ended (exit code {process.exit_code}) and starts again in {delay:g} s."
        )
        self._due[service.name] = time.monotonic() + delay
