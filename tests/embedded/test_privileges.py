"""No server and no program of ours runs as root."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from halalportal.embedded import privileges
from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.privileges import Identity


def user_id(identity: Identity) -> int:
    done = subprocess.run(
        [*identity.prefix, "id", "-u"],
        user=identity.uid,
        group=identity.gid,
        extra_groups=identity.groups,
        check=True,
        capture_output=True,
    )
    return int(done.stdout)


def test_a_server_is_not_root() -> None:
    tool = Path(shutil.which("ls") or "")
    assert user_id(privileges.for_server(tool, Path("/tmp"))) != 0


def test_a_program_in_a_folder_that_only_we_can_read_is_not_root(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "data").write_text("text")
    identity = privileges.for_program(["cat", "data"], tmp_path)
    assert user_id(identity) != 0


def test_files_go_over_to_the_identity_of_today(tmp_path: Path) -> None:
    inner = tmp_path / "data" / "inner"
    inner.mkdir(parents=True)
    (inner / "file").touch()
    ours = os.geteuid()
    for identity in (Identity(uid=65534, gid=65534), Identity(prefix=("unshare",))):
        identity.own(tmp_path / "data")
        expected = (identity.uid or 0) if ours == 0 else ours
        assert {path.stat().st_uid for path in (tmp_path / "data").rglob("*")} == {expected}


def test_a_server_that_nobody_may_run_is_refused_with_the_way_out(tmp_path: Path) -> None:
    program = tmp_path / "postgres"
    if privileges.for_server(Path("/bin/ls"), tmp_path) == Identity():
        return  # an ordinary user just tries
    with pytest.raises(EmbeddedError, match=r"must not run as root.*DATABASE_URL"):
        privileges.for_server(program, tmp_path)
