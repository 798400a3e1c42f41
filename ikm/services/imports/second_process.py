"""A second process for a work that takes much memory: all of it is free again when it ends.

It is forked, so what the first process holds is shared and not copied.
"""

import fcntl
import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

_LENGTH_BYTES = 8
_PIPE_BYTES = 1 << 20  # so that it seldom waits for the first one
_BLOCK, _ERROR, _END = b"b", b"e", b"."


Blocks = Iterator[bytes]


class HelperDiedError(Exception):
    """The second process ended before its work did; do the whole work again."""


@contextmanager
def in_second_process(work: Callable[[], Blocks], *, is_long: bool) -> Iterator[Blocks]:
    """The blocks that a second process makes meanwhile; what it raises is raised here.

    A short work, or one that can't be given to another process, is done here when asked for.
    The other process must not touch the database. It is gone afterwards, however this one fares.
    """
    if not (is_long and _may_fork()):
        yield work()
        return
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    gc.freeze()  # else the collector touches, and so copies, every page that is shared
    pid = os.fork()
    if not pid:
        os.close(reader)
        _do_and_exit(work, writer)
    os.close(writer)
    try:
        with open(reader, "rb") as pipe:
            yield _received(pipe)
    finally:
        os.kill(pid, signal.SIGKILL)  # nothing, when it has ended by itself
        os.waitpid(pid, 0)
        gc.unfreeze()


def _may_fork() -> bool:
    """With other threads a fork is no safe thing, and with one processor it is no use."""
    try:
        is_alone = len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False  # not Linux
    return is_alone and (os.process_cpu_count() or 1) > 1


def _received(pipe: BinaryIO) -> Blocks:
    """Each message is its kind, its length and its content."""
    while True:
        kind = pipe.read(1)
        length = int.from_bytes(pipe.read(_LENGTH_BYTES))
        content = pipe.read(length)
        if kind == _END:
            return
        if not kind or len(content) != length:
            raise HelperDiedError
        if kind == _ERROR:
            raise pickle.loads(content)  # noqa: S301 - from our own process
        yield content


def _do_and_exit(work: Callable[[], Blocks], writer: int) -> NoReturn:
    """Ends the process without any of the clean-up that belongs to the first one."""
    try:
        gc.disable()
        with open(writer, "wb") as pipe:
            try:
                for block in work():
                    _send(pipe, _BLOCK, block)
                _send(pipe, _END)
            except Exception as error:  # whatever it is, the first process raises it
                _send(pipe, _ERROR, pickle.dumps(error))
    finally:
        os._exit(0)


def _send(pipe: BinaryIO, kind: bytes, content: bytes = b"") -> None:
    pipe.write(kind + len(content).to_bytes(_LENGTH_BYTES) + content)
    pipe.flush()
