"""No server and no program of ours runs as root."""

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


def test_a_server_that_nobody_may_run_is_refused_with_the_way_out(tmp_path: Path) -> None:
    program = tmp_path / "postgres"
    if privileges.for_server(Path("/bin/ls"), tmp_path) == Identity():
        return  # an ordinary user just tries
    with pytest.raises(EmbeddedError, match=r"must not run as root.*DATABASE_URL"):
        privileges.for_server(program, tmp_path)
