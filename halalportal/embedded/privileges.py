"""Under which user a process runs when the supervisor itself is root.

PostgreSQL refuses to run as root, and the broker and our own programs have no need to. As root we
take an ordinary user when that user can reach the program and its folder, else a user namespace in
which the same files belong to user 1000 (a clone below /root is readable by nobody else).
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from halalportal.embedded.errors import EmbeddedError

_NAMESPACE = ("unshare", "-U", "--map-user=1000", "--map-group=1000")


@dataclass(frozen=True)
class Identity:
    """How to start a process: as `uid` and `gid`, or behind the command `prefix`, or as we are."""

    uid: int | None = None
    gid: int | None = None
    prefix: tuple[str, ...] = ()

    @property
    def groups(self) -> list[int] | None:
        """The extra groups to set: none at all once we change the user."""
        return None if self.uid is None else []

    def own(self, *paths: Path) -> None:
        """Give `paths`, with all that is in them, to this identity.

        It may be another one than last time: a clone was moved, a user was added.
        """
        if os.geteuid() != 0:
            return
        uid, gid = self.uid or 0, self.gid or 0  # in a namespace the files stay root's
        for path in paths:
            if path.stat().st_uid != uid:
                _change_owner(path, uid, gid)


def for_server(program: Path, folder: Path) -> Identity:
    """Return an identity that is not root. Raise EmbeddedError when there is none."""
    if os.geteuid() != 0:
        return Identity()
    if identity := _server_identity([str(program), "--version"], folder):
        return identity
    raise EmbeddedError(
        f"{program.name} must not run as root, and no other user can reach {program} and {folder}: "
        "run the command as an ordinary user, or set DATABASE_URL and BROKER_URL."
    )


def for_program(command: Sequence[str], folder: Path) -> Identity:
    """Return the identity for a program of ours; as a last resort the one we have."""
    if os.geteuid() != 0:
        return Identity()
    for identity in (_user("nobody"), _namespace()):
        if identity and _can_run(identity, command, folder):
            return identity
    return Identity()


def is_reachable(folder: Path) -> bool:
    """Return whether a server could have its data in `folder`."""
    return os.geteuid() != 0 or _server_identity(["true"], folder) is not None


def can_start(program: Path) -> bool:
    """Return whether a server's user could start `program`."""
    return os.geteuid() != 0 or _server_identity([str(program), "--version"], Path("/")) is not None


def _server_identity(command: Sequence[str], folder: Path) -> Identity | None:
    for identity in (_user("postgres"), _user("nobody"), _namespace()):
        if identity and _can_run(identity, command, folder):
            return identity
    return None


@cache
def _user(name: str) -> Identity | None:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    return Identity(uid=found.pw_uid, gid=found.pw_gid)


@cache
def _namespace() -> Identity | None:
    if shutil.which(_NAMESPACE[0]) is None:
        return None
    identity = Identity(prefix=_NAMESPACE)
    return identity if _can_run(identity, ["true"], Path("/")) else None


def _change_owner(top: Path, uid: int, gid: int) -> None:
    for folder, folders, files in os.walk(top):
        for name in (*folders, *files):
            os.chown(Path(folder, name), uid, gid, follow_symlinks=False)
    os.chown(top, uid, gid)  # last: its owner tells that all is done


def _can_run(identity: Identity, command: Sequence[str], folder: Path) -> bool:
    # The shell looks at the folder with the eyes of that user.
    script = 'cd "$0" && exec "$@"'
    try:
        done = subprocess.run(
            [*identity.prefix, "/bin/sh", "-c", script, str(folder), *command],
            check=False,
            user=identity.uid,
            group=identity.gid,
            extra_groups=identity.groups,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
