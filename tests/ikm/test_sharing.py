"""A long check in two processes: every row once, and no process left over."""

import os
import subprocess
import sys

from ikm.enums import RowOutcome
from ikm.services.imports.sharing import Share, all_blocks
from regions.models import Region
from tests.ikm.test_checking import examine

# In a process without other threads, or there would be no fork.
_SCRIPT = """
import os
from ikm.services.imports import sharing

def work(share):
    for number in range(7):
        if share.has(number):
            yield ("%d:%d" % (number, os.getpid())).encode()
    {end}

blocks = sharing.all_blocks(work, is_long={is_long})
try:
    found = [block.decode().split(":") for block in blocks]
    print(*(number for number, _ in found), len(set(pid for _, pid in found)))
except (sharing.HelperDiedError, ZeroDivisionError) as error:
    print(type(error).__name__)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("alone")
"""


def run(*, is_long: bool = True, end: str = "") -> list[str]:
    """What the script prints."""
    code = _SCRIPT.format(is_long=is_long, end=end)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_two_processes_give_every_block_once_in_order() -> None:
    assert run() == [f"0 1 2 3 4 5 6 {min(2, os.process_cpu_count() or 1)}", "alone"]


def test_a_short_work_stays_in_one_process() -> None:
    assert run(is_long=False) == ["0 1 2 3 4 5 6 1", "alone"]


def test_a_helper_that_dies_is_no_success() -> None:
    lines = run(end="if share.place: os._exit(9)")
    has_one_processor = os.process_cpu_count() == 1
    assert lines == ["0 1 2 3 4 5 6 1" if has_one_processor else "HelperDiedError", "alone"]


def test_an_error_of_ours_ends_the_helper() -> None:
    assert run(end="if not share.place: 1 / 0") == ["ZeroDivisionError", "alone"]


def test_an_error_of_both_is_named() -> None:
    assert run(end="1 / 0") == ["ZeroDivisionError", "alone"]


def test_one_share_has_everything() -> None:
    assert list(all_blocks(lambda share: iter([bytes([share.count])]), is_long=False)) == [b"\x01"]
    assert [Share(1, 2).has(number) for number in range(4)] == [False, True, False, True]


def test_a_long_list_is_stored_whole(villages: dict[str, Region]) -> None:
    lines = "\n".join(f"Usaha {n};Orang {n};Batu Timbau;99{n:011}" for n in range(2, 6_202))
    batch = examine(f"Nama usaha;Pemilik;Desa;NIB\n{lines}\n".encode())
    assert batch.counts == {"new": 6_200}
    rows = batch.rows.filter(outcome=RowOutcome.NEW)
    assert list(rows.values_list("number", flat=True)) == list(range(2, 6_202))
    assert all(f"Usaha {number}" == name for number, name in rows.values_list("number", "name"))
    assert rows.exclude(raw={}).get().number == 2
