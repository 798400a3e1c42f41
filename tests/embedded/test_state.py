"""The state folder: where it is, what it keeps, who may have it."""

import stat
from pathlib import Path

import pytest

from halalportal.embedded.clean import clean
from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.state import PROJECT, StateFolder, locate, running_urls


@pytest.fixture
def state(tmp_path: Path) -> StateFolder:
    state = StateFolder(tmp_path / "demo")
    state.create()
    return state


def test_the_folder_lies_in_the_project_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEMO_DIR", raising=False)
    assert locate() == PROJECT / "var" / "demo"
    monkeypatch.setenv("DEMO_DIR", str(tmp_path / "elsewhere"))
    assert locate() == tmp_path / "elsewhere"


def test_a_project_that_cannot_be_written_uses_a_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEMO_DIR", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert locate().parent == tmp_path / "halalportal"


def test_passwords_and_ports_stay_and_are_nobody_elses_business(state: StateFolder) -> None:
    password = state.password("postgres")
    state.keep_port("postgres", 5433)
    again = StateFolder(state.path)
    assert again.password("postgres") == password
    assert again.password("broker") != password
    assert again.port("postgres") == 5433
    assert again.port("broker") is None
    assert stat.S_IMODE((state.path / "kept.json").stat().st_mode) == 0o600


def test_urls_count_only_while_the_folder_is_held(
    state: StateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_DIR", str(state.path))
    urls = {"DATABASE_URL": "postgres://db", "BROKER_URL": "redis://broker"}
    state.write("services.json", {**urls, "address": "http://127.0.0.1:8000/"})
    assert running_urls() == {}  # left behind by a killed supervisor
    with state.locked():
        assert running_urls() == urls
    assert running_urls() == {}


def test_only_one_may_hold_the_folder(state: StateFolder) -> None:
    state.write("services.json", {"address": "http://127.0.0.1:8123/"})
    refusal = pytest.raises(EmbeddedError, match=r"already runs at http://127\.0\.0\.1:8123/")
    with state.locked(), refusal, state.locked():
        pytest.fail("two hold it")


def test_clean_removes_a_state_folder_and_nothing_else(state: StateFolder, tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="does not look like"):
        clean(state.path)
    state.password("postgres")
    with state.locked(), pytest.raises(EmbeddedError, match="already runs"):
        clean(state.path)
    assert clean(state.path) == f"Removed {state.path}"
    assert not state.path.exists()
    assert clean(state.path).startswith("Nothing to clean")
    assert tmp_path.exists()
