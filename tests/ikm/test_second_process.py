"""A work in a second process: its blocks, its errors, its death, and no process left over."""

import subprocess
import sys

from ikm.enums import RowOutcome
from regions.models import Region
from tests.ikm.test_checking import examine

# In a process without other threads, or there would be no fork.
_SCRIPT = """
import os
from ikm.services.imports import second_process

def work():
    for number in range(7):
        yield ("%d:%d" % (number, os.getpid())).encode()
    {end}

try:
    with second_process.in_second_process(work, is_long={is_long}) as blocks:
        {meanwhile}
        found = [block.decode().split(":") for block in blocks]
    are_ours = set(int(pid) == os.getpid() for _, pid in found)
    print(*(number for number, _ in found), *are_ours)
except (second_process.HelperDiedError, ZeroDivisionError, KeyError) as error:
    print(type(error).__name__, *error.args)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("alone")
"""


def run(*, is_long: bool = True, end: str = "", meanwhile: str = "") -> list[str]:
    """What the script prints on two processors."""
    code = _SCRIPT.format(is_long=is_long, end=end, meanwhile=meanwhile or "pass")
    command = [sys.executable, "-X", "cpu_count=2", "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_the_other_process_gives_every_block_in_order() -> None:
    assert run() == ["0 1 2 3 4 5 6 False", "alone"]


def test_a_short_work_is_done_here() -> None:
    assert run(is_long=False) == ["0 1 2 3 4 5 6 True", "alone"]


def test_beside_another_thread_it_is_done_here() -> None:
    start = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
    code = _SCRIPT.format(is_long=True, end="", meanwhile="pass")
    command = [sys.executable, "-X", "cpu_count=2", "-c", start + code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["0 1 2 3 4 5 6 True", "alone"]


def test_a_process_that_dies_is_no_success() -> None:
    assert run(end="os._exit(9)") == ["HelperDiedError", "alone"]


def test_what_it_raises_is_raised_here() -> None:
    assert run(end="raise KeyError('column')") == ["KeyError column", "alone"]


def test_an_error_of_ours_ends_the_other_process() -> None:
    endless = "import time; time.sleep(60)"
    assert run(end=endless, meanwhile="1 / 0") == ["ZeroDivisionError division by zero", "alone"]


def test_a_long_list_is_stored_whole(villages: dict[str, Region]) -> None:
    street = "Jl. Contoh yang panjang sekali namanya " * 2
    lines = "\n".join(
        f"Usaha {n};Orang {n};Batu Timbau;99{n:011};{street}" for n in range(2, 4_202)
    )
    content = f"Nama usaha;Pemilik;Desa;NIB;Alamat\n{lines}\n".encode()
    assert len(content) > 400_000
    batch = examine(content)
    assert batch.counts == {"new": 4_200}
    rows = batch.rows.filter(outcome=RowOutcome.NEW)
    assert list(rows.values_list("number", flat=True)) == list(range(2, 4_202))
    assert all(f"Usaha {number}" == name for number, name in rows.values_list("number", "name"))
    assert rows.exclude(raw={}).get().number == 2
