"""What a condition answers: triggered with its sentences, not triggered, or unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    MET = "met"  # The criterion is met: the rule does not trigger.
    TRIGGERED = "triggered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """`sentences` say in plain words what is the matter and what to do about it."""

    state: State
    sentences: tuple[str, ...] = ()


MET = Answer(State.MET)


def triggered(*sentences: str) -> Answer:
    return Answer(State.TRIGGERED, sentences)


def unknown(*sentences: str) -> Answer:
    return Answer(State.UNKNOWN, sentences)


def triggered_by_any(sentences: Iterable[str]) -> Answer:
    """Triggered with these sentences, met when there are none."""
    found = tuple(sentences)
    return Answer(State.TRIGGERED, found) if found else MET


def unknown_by_any(sentences: Iterable[str]) -> Answer:
    """Unknown with these sentences, met when there are none."""
    found = tuple(sentences)
    return Answer(State.UNKNOWN, found) if found else MET


def must_be(value: bool | None, *, wanted: bool, wrong: str, ask: str) -> Answer:
    """Met by the wanted value, triggered by the other one, unknown without an answer."""
    if value is None:
        return unknown(ask)
    return MET if value is wanted else triggered(wrong)


def at_most(value: int | None, most: int, *, wrong: str, ask: str) -> Answer:
    """Met up to `most`, triggered above it, unknown without a number."""
    if value is None:
        return unknown(ask)
    return MET if value <= most else triggered(wrong)
