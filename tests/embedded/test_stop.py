"""The wish to stop, also when `make` alone hears of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from halalportal.embedded.errors import StopRequestedError
from halalportal.embedded.state import PROJECT
from halalportal.embedded.stop import StopFlag

from .running_demo import wait_until

RECIPE = """
from halalportal.embedded.errors import StopRequestedError
from halalportal.embedded.stop import StopFlag
flag = StopFlag()
flag.listen()
print("waiting", flush=True)
try:
    flag.pause(60)
except StopRequestedError:
    print("stopped", flush=True)
"""


@pytest.fixture
def flag() -> StopFlag:
    return StopFlag()


def test_a_wait_ends_when_a_signal_arrives(flag: StopFlag) -> None:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    kept[signal.SIGHUP] = signal.getsignal(signal.SIGHUP)
    try:
        flag.listen()
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(StopRequestedError):
            flag.pause(60)
        assert not flag.is_impatient
        os.kill(os.getpid(), signal.SIGINT)
        assert flag.is_impatient
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_make_alone_reaches_its_recipe(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "recipe.py").write_text(RECIPE)
    (tmp_path / "Makefile").write_text("demo:\n\t@exec $(PYTHON) recipe.py > output\n")
    output = tmp_path / "output"
    with subprocess.Popen(
        ["make", "-s", f"PYTHON={sys.executable}"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as make:
        assert wait_until(lambda: output.exists() and "waiting" in output.read_text(), 20)
        make.send_signal(number)
        assert wait_until(lambda: "stopped" in output.read_text(), 10)
