"""A place outside the clone for servers that may not be root and cannot see the clone.

Root in a container often has its clone in /root, closed to everybody else, and may not make user
namespaces. Then the server's program is copied to /var/tmp, and its data lies there.
"""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from halalportal.embedded import privileges
from halalportal.embedded.binaries import Binary
from halalportal.embedded.errors import EmbeddedError

_BASE = Path("/var/tmp")  # noqa: S108 - `_own_folder` sees to it that the folder in it is ours


def folder_for(wanted: Path) -> Path:
    """Return the folder for a server's data: `wanted` where the server can reach it. It exists."""
    wanted.mkdir(parents=True, exist_ok=True)
    if privileges.is_reachable(wanted.parent):
        return wanted
    folder = _own_folder(_sheltered(wanted)) / "data"
    folder.mkdir(exist_ok=True)
    return folder


def program_for(binary: Binary) -> Path:
    """Return the program to start: the one found, or a copy where a server's user cannot."""
    if privileges.can_start(binary.path):
        return binary.path
    copy = _own_folder(_sheltered(binary.tree)) / str(binary.path.stat().st_mtime_ns)
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(dir=copy.parent))
        shutil.copytree(binary.tree, draft, symlinks=True, dirs_exist_ok=True)
        subprocess.run(["chmod", "-R", "a+rX", str(draft)], check=True)
        draft.rename(copy)
    return copy / binary.path.relative_to(binary.tree)


def forget(wanted: Path) -> None:
    """Remove the data that lies elsewhere in place of the folder `wanted`."""
    shutil.rmtree(_sheltered(wanted), ignore_errors=True)


def _sheltered(path: Path) -> Path:
    return _BASE / f"halalportal-{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"


def _own_folder(folder: Path) -> Path:
    """Make `folder`; refuse one that somebody else has put there."""
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != 0:
        raise EmbeddedError(f"{folder} belongs to somebody else: remove it and try again.")
    return folder
