"""Which function does a job of which kind, and what it is given to report with."""

from collections.abc import Callable
from typing import Any, Protocol


class JobFailedError(Exception):
    """The job can't be done; the message tells the person what is wrong and what to do."""


class JobCancelledError(Exception):
    """The person asked to stop; raised by `Progress.report`."""


class Progress(Protocol):
    """What a handler reports with."""

    def report(self, done: int, total: int) -> None:
        """Stores the progress in steps done of steps in all.

        Raises:
            JobCancelledError: when the person asked to cancel; let it pass.
        """

    def attach(self, name: str, content: bytes) -> None:
        """Keeps `content` as the file that the person can download as `name`."""

    def link(self, url: str, message: str = "") -> None:
        """Names the page that shows the result, and a sentence about it."""


Handler = Callable[..., None]
_handlers: dict[str, Handler] = {}


def job_handler(kind: str) -> Callable[[Handler], Handler]:
    """Registers `function(progress, **params)` as the worker of jobs of this kind.

    Handlers live in an app's `tasks.py`, run in a Celery worker and must be safe to run twice.
    """

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def handler_of(kind: str) -> Handler:
    """Returns the handler of a kind.

    Raises:
        LookupError: when no app registered it.
    """
    return _handlers[kind]


def registered_kinds() -> dict[str, Any]:
    """All kinds with their handlers."""
    return dict(_handlers)
