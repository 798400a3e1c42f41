"""pytest plugin: throw-away servers for the run, and what to do with browser tests and skips.

Loaded with `-p tests.plugin`, before Django's settings are read.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.temporary import temporary_urls

NO_BROWSER = "HALALPORTAL_NO_BROWSER"  # set by `make test` where no Chromium can be had
XDIST_WORKER = "PYTEST_XDIST_WORKER"  # set by pytest-xdist in each process that runs tests
NO_SKIPS = "HALALPORTAL_NO_SKIPS"  # set by .ci/run: a skipped test is a failure there


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start PostgreSQL and a broker unless given, before pytest-django reads the settings.

    With `-n 2` each of pytest-xdist's processes starts its own, and the one that shares out the
    tests none: whoever ends or restarts a server, or counts in the broker, disturbs nobody.
    """
    missing = {"DATABASE_URL", "BROKER_URL"} - os.environ.keys()
    if missing and not _only_shares_out(early_config):
        stack = ExitStack()
        early_config.add_cleanup(stack.close)
        # `timeout` and CI end a run with SIGTERM: let it unwind like Ctrl-C, so the servers stop.
        # pytest-xdist's processes ignore Ctrl-C, and what they start would inherit that.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.default_int_handler)
        try:
            os.environ |= stack.enter_context(temporary_urls(missing))
        except EmbeddedError as error:
            raise pytest.UsageError(str(error)) from error
    return (yield)


def _only_shares_out(config: pytest.Config) -> bool:
    return bool(config.known_args_namespace.numprocesses) and not os.environ.get(XDIST_WORKER)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run browser tests last, and leave them out where there is no browser.

    Playwright's event loop goes on in the process once it has begun, and what calls `asyncio.run`,
    as signing a PDF does, can't work beside it.
    """
    items.sort(key=_drives_browser)
    if not os.environ.get(NO_BROWSER):
        return
    config.hook.pytest_deselected(items=[item for item in items if _drives_browser(item)])
    items[:] = [item for item in items if not _drives_browser(item)]


def _drives_browser(item: pytest.Item) -> bool:
    return "playwright" in getattr(item, "fixturenames", ())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was not run, and that nothing may be skipped where that is so."""
    if os.environ.get(NO_SKIPS) and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("Failed: tests were skipped, and here none may be.")
    if os.environ.get(NO_BROWSER):
        terminalreporter.write_line(
            "Not run: the browser tests, for want of Chromium"
            " (apt install chromium-headless-shell)."
        )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run for a skipped test where nothing may be skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get(NO_SKIPS) and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
