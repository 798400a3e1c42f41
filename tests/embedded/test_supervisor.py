"""`manage.py demo` from the first process to the last, with real servers."""

import os
import signal
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from halalportal.embedded import ports
from halalportal.embedded.state import running_urls

from .running_demo import RunningDemo, wait_until

Start = Callable[[], RunningDemo]

pytestmark = pytest.mark.xdist_group(__name__)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One state folder for all runs, so that only the first makes the cluster and the tables."""
    return tmp_path_factory.mktemp("supervisor") / "demo"


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    started: list[RunningDemo] = []

    def run() -> RunningDemo:
        started.append(RunningDemo(folder, ports.find_free()))
        return started[-1]

    yield run
    for demo in started:
        demo.supervisor.kill()
        demo.supervisor.wait()
    assert all(wait_until(lambda demo=demo: not demo.processes(), 30) for demo in started)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    """A demo that runs through the tests that leave it running."""
    running = RunningDemo(tmp_path_factory.mktemp("shared") / "demo", ports.find_free())
    running.wait_until_up()
    yield running
    assert running.end(signal.SIGTERM) == 0
    assert running.processes() == {}


@pytest.fixture
def demo(start: Start) -> RunningDemo:
    running = start()
    running.wait_until_up()
    return running


def test_a_signal_in_the_middle_of_the_start_stops_everything(start: Start) -> None:
    demo = start()
    assert wait_until(lambda: "Starting in" in demo.output)
    assert demo.end(signal.SIGINT) == 0
    assert demo.processes() == {}
    assert "Ready" not in demo.output


def test_nothing_runs_as_root(shared: RunningDemo) -> None:
    for pid, command in shared.processes().items():
        if pid != shared.supervisor.pid:
            assert _has_no_power(pid), command


def test_the_death_of_the_supervisor_ends_everything(demo: RunningDemo) -> None:
    demo.supervisor.kill()
    assert wait_until(lambda: not demo.processes(), 30), demo.processes()


def test_it_recovers_from_killed_processes(shared: RunningDemo) -> None:
    worker, database = shared.pid_of("celery -A halalportal worker"), shared.pid_of("postgres -D")
    os.kill(worker, signal.SIGKILL)
    os.kill(database, signal.SIGKILL)
    assert wait_until(lambda: shared.pid_of("postgres -D") not in (0, database), 40), shared.output
    assert wait_until(
        lambda: shared.pid_of("celery -A halalportal worker") not in (0, worker), 40
    ), shared.output
    assert wait_until(shared.is_up, 20)
    assert "worker ended (exit code -9) and starts again in 1 s." in shared.output
    with psycopg.connect(_database_url(shared)) as connection:
        assert connection.execute("select count(*) from django_migrations").fetchone() != (0,)


def test_ctrl_c_stops_everything_and_the_next_run_finds_the_data(start: Start) -> None:
    first = start()
    first.wait_until_up()
    address = _database_url(first)
    with psycopg.connect(address) as connection:
        connection.execute("create table kept as select 'still here' as word")
    assert len(first.processes()) >= 6  # supervisor, database, broker, web, worker, beat
    assert first.end(signal.SIGINT) == 0
    assert first.processes() == {}
    assert "Stopped" in first.output
    second = start()
    second.wait_until_up()
    assert _database_url(second) == address
    with psycopg.connect(address) as connection:
        assert connection.execute("select word from kept").fetchone() == ("still here",)


def test_a_second_demo_in_the_same_folder_names_the_address_of_the_first(
    shared: RunningDemo,
) -> None:
    second = RunningDemo(shared.folder, ports.find_free())
    assert second.supervisor.wait(30) == 1
    assert f"The demo already runs at http://127.0.0.1:{shared.port}/" in second.output
    assert shared.is_up()


def test_other_commands_find_the_running_servers_and_nobody_else_reads_the_files(
    shared: RunningDemo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_DIR", str(shared.folder))
    assert running_urls()["DATABASE_URL"] == _database_url(shared)
    for name in ("services.json", "kept.json"):
        assert stat.S_IMODE((shared.folder / name).stat().st_mode) == 0o600


def test_servers_that_are_given_are_used_and_left_running(tmp_path: Path) -> None:
    urls = {name: os.environ[name] for name in ("DATABASE_URL", "BROKER_URL")}
    demo = RunningDemo(tmp_path / "demo", ports.find_free(), **urls)
    demo.wait_until_up()
    assert not demo.pid_of("postgres -D")
    assert not demo.pid_of("valkey-server")
    assert demo.pid_of("celery -A halalportal beat")
    assert demo.end(signal.SIGINT) == 0
    with psycopg.connect(urls["DATABASE_URL"]) as connection:
        assert connection.execute("select count(*) from django_migrations").fetchone() != (0,)


def test_a_given_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    url = f"postgres://somebody@127.0.0.1:{ports.find_free()}/portal"
    demo = RunningDemo(tmp_path / "demo", ports.find_free(), DATABASE_URL=url)
    assert demo.supervisor.wait(30) == 1
    assert "which DATABASE_URL names: start that server" in demo.output


def test_a_busy_port_is_named_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((ports.LOCALHOST, 0))
        other.listen()
        demo = RunningDemo(tmp_path / "demo", other.getsockname()[1])
        assert demo.supervisor.wait(30) == 1
    assert f"Port {demo.port} is used by another program" in demo.output
    assert f"make demo PORT={demo.port + 1}" in demo.output
    assert demo.processes() == {}


def _database_url(demo: RunningDemo) -> str:
    return str(demo.state.read("services.json")["DATABASE_URL"])


def _has_no_power(pid: int) -> bool:
    """Return whether a process has no capability: root in name only, as in a user namespace."""
    status = Path(f"/proc/{pid}/status").read_text()
    return "CapEff:\t0000000000000000" in status
