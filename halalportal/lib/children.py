"""Hostile bytes are taken apart in a child process with little memory, little time, no secrets."""

import subprocess
import sys
from pathlib import Path

WALL_SECONDS = 20
CPU_SECONDS = 15
MEMORY_BYTES = 768 * 1024**2
REFUSED = 3  # exit code of a child that found something; the sentence is on its stderr
# The limits hold before the first line of the script is read; it can write no file either.
_LIMITED = f"""
import resource, runpy, sys
for name, limit in (("CPU", {CPU_SECONDS}), ("AS", {MEMORY_BYTES}), ("CORE", 0), ("FSIZE", 0)):
    resource.setrlimit(getattr(resource, "RLIMIT_" + name), (limit, limit))
runpy.run_path(sys.argv[1], run_name="__main__")
"""


class ChildRefusedError(Exception):
    """The child found something that we don't keep; the text is a plain sentence."""


class ChildFailedError(Exception):
    """The child broke, or reached a limit."""


def run(script: Path, content: bytes) -> bytes:
    """What the Python file `script` makes of `content`; it reads stdin and writes stdout.

    Raises:
        ChildRefusedError: the script ended with `REFUSED`.
        ChildFailedError: it ended otherwise than well, or not in time.
    """
    try:
        child = subprocess.run(  # noqa: S603 - our own file, no shell, no argument from outside
            [sys.executable, "-I", "-c", _LIMITED, str(script)],
            input=content,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            env={"HOME": "/nonexistent", "LANG": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise ChildFailedError(f"not done within {WALL_SECONDS} s") from error
    if child.returncode == REFUSED:
        raise ChildRefusedError(child.stderr.decode().strip())
    if child.returncode:
        raise ChildFailedError(f"ended with {child.returncode}")
    return child.stdout
