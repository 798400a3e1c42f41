"""When a dead process starts again."""

from halalportal.embedded.restarts import Restarts


def test_the_wait_doubles_until_it_is_too_often() -> None:
    restarts = Restarts(limit=4)
    restarts.note_start(100.0)
    assert [restarts.note_death(101.0) for _ in range(4)] == [1.0, 2.0, 4.0, None]


def test_a_process_that_lived_long_starts_from_zero() -> None:
    restarts = Restarts(limit=2, calm=60.0)
    restarts.note_start(0.0)
    assert restarts.note_death(1.0) == 1.0
    restarts.note_start(2.0)
    assert restarts.note_death(62.0) == 1.0
    restarts.note_start(63.0)
    assert restarts.note_death(64.0) is None
