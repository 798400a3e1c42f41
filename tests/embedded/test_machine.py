"""What the machine lacks, in one sentence that says what to do."""

import socket
from pathlib import Path

import pytest

from halalportal.embedded import machine, ports, readiness
from halalportal.embedded.binaries import find_broker, find_postgres
from halalportal.embedded.errors import EmbeddedError


def test_this_machine_has_what_is_needed(tmp_path: Path) -> None:
    machine.require_disk(tmp_path)
    machine.require_pango()


def test_missing_pango_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_PANGO", ("libpango-of-nowhere.so.0",))
    with pytest.raises(EmbeddedError, match=r"apt install libpangoft2-1\.0-0"):
        machine.require_pango()


def test_a_full_disk_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_NEEDED_BYTES", 2**70)
    with pytest.raises(EmbeddedError, match=rf"free for {tmp_path}.*DEMO_DIR"):
        machine.require_disk(tmp_path)


def test_a_busy_port_is_no_longer_chosen() -> None:
    with socket.socket() as other:
        other.bind((ports.LOCALHOST, 0))
        other.listen()
        busy = int(other.getsockname()[1])
        with pytest.raises(EmbeddedError, match=rf"Port {busy} .* PORT={busy + 1}"):
            machine.require_port(busy)
        assert ports.choose(busy, patience=0) != busy
    machine.require_port(busy)
    assert ports.choose(busy, patience=0) == busy


def test_no_server_program_names_the_ways_out() -> None:
    with pytest.raises(EmbeddedError, match=r"apt install postgresql.*DATABASE_URL"):
        find_postgres(sources=())
    with pytest.raises(EmbeddedError, match=r"apt install redis-server.*BROKER_URL"):
        find_broker(sources=())


def test_data_of_a_version_that_is_gone_is_not_touched() -> None:
    with pytest.raises(EmbeddedError, match=r"made by PostgreSQL 99.*make clean"):
        find_postgres(major=99)


def test_a_url_that_nothing_answers_is_named() -> None:
    port = ports.find_free()
    with pytest.raises(EmbeddedError, match=f"127.0.0.1:{port}, which DATABASE_URL names"):
        readiness.require_server("DATABASE_URL", f"postgres://user:secret@127.0.0.1:{port}/name")
