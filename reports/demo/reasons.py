"""Why applications are returned or stopped, as often as offices tell it."""

import random
from dataclasses import dataclass
from functools import lru_cache

from reports.demo.tables import rows_of


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of the reference data, with a note as an officer would write it."""

    code: str = ""
    note: str = ""
    weight: int = 1


@lru_cache(maxsize=1)
def _reasons() -> dict[str, list[Reason]]:
    reasons: dict[str, list[Reason]] = {}
    for row in rows_of("reasons.csv"):
        reason = Reason(row["code"], row["note"], int(row["weight"]))
        reasons.setdefault(row["kind"], []).append(reason)
    return reasons


def reason_for(transition: str, rng: random.Random) -> Reason:
    """A reason for this transition; an empty one where the transition needs none."""
    choices = _reasons().get(transition)
    if not choices:
        return Reason()
    return rng.choices(choices, weights=[reason.weight for reason in choices])[0]


def first_reason(transition: str) -> Reason:
    """The most usual reason."""
    return _reasons()[transition][0]
