"""A second process that does every other block of a long work and hands its blocks over.

It is forked: what the first process holds, such as an opened sheet, is shared and not copied.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

_LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Share:
    """One of `count` parts of a work."""

    place: int = 0
    count: int = 1

    def has(self, number: int) -> bool:
        """Whether block number 0, 1, 2 … belongs to this part."""
        return number % self.count == self.place


Work = Callable[[Share], Iterator[bytes]]


class HelperDiedError(Exception):
    """The second process ended before its work did; do the whole work again."""


def all_blocks(work: Work, *, is_long: bool) -> Iterator[bytes]:
    """The blocks of a work, in two processes when it is long and this process may fork.

    The helper must not touch the database. It ends when this process ends.
    """
    if not (is_long and _may_fork()):
        yield from work(Share())
        return
    ours = work(Share(0, 2))
    with _helper(work, Share(1, 2)) as theirs:
        try:
            for pair in zip_longest(ours, theirs):
                yield from filter(None, pair)
        except HelperDiedError:
            deque(ours, maxlen=0)  # may meet the error that ended the helper, and can name it
            raise


def _may_fork() -> bool:
    """With other threads a fork is no safe thing, and with one processor it is no use."""
    try:
        is_alone = len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False  # not Linux
    return is_alone and (os.process_cpu_count() or 1) > 1


@contextmanager
def _helper(work: Work, share: Share) -> Iterator[Iterator[bytes]]:
    """Gives the helper's blocks; it is gone afterwards, however this process fares."""
    reader, writer = os.pipe()
    gc.collect()
    gc.freeze()  # else the collector touches, and so copies, every page that is shared
    pid = os.fork()
    if not pid:
        gc.disable()
        os.close(reader)
        _do_and_exit(work, share, writer)
    os.close(writer)
    try:
        with open(reader, "rb") as pipe:
            yield _received(pipe.read)
    finally:
        os.kill(pid, signal.SIGKILL)  # nothing, when it has ended by itself
        os.waitpid(pid, 0)
        gc.unfreeze()


def _received(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Each block has its length before it; the last length is 0."""
    while True:
        head = read(_LENGTH_BYTES)
        length = int.from_bytes(head)
        block = read(length)
        if len(head) != _LENGTH_BYTES or len(block) != length:
            raise HelperDiedError
        if not block:
            return
        yield block


def _do_and_exit(work: Work, share: Share, writer: int) -> None:
    """Ends the process without any of the clean-up that belongs to the first one."""
    code = 1
    try:
        with open(writer, "wb") as pipe:
            for block in work(share):
                pipe.write(len(block).to_bytes(_LENGTH_BYTES) + block)
                pipe.flush()
            pipe.write(bytes(_LENGTH_BYTES))
        code = 0
    finally:
        os._exit(code)
