"""The way of an application to a status, and the working days between its steps."""

import random
from collections.abc import Sequence

from certification.enums import Status

# Working days that pass before each step: at least, at most.
GAPS: dict[str, tuple[int, int]] = {
    "submit": (0, 3),
    "return": (1, 3),
    "resubmit": (1, 5),
    "accept": (1, 4),
    "verify": (1, 7),
    "verify_return": (1, 5),
    "enter": (0, 2),
    "bpjph_return": (3, 12),
    "issue": (9, 24),
    "stop": (4, 15),
}
_MENDED = ("return", "resubmit")
_WAYS: dict[Status, tuple[str, ...]] = {
    Status.DRAFT: (),
    Status.SUBMITTED: ("submit",),
    Status.RETURNED: ("submit", "return"),
    Status.ACCEPTED: ("submit", "accept"),
    Status.READY: ("submit", "accept", "verify"),
    Status.IN_SIHALAL: ("submit", "accept", "verify", "enter"),
    Status.RETURNED_OUT: ("submit", "accept", "verify", "enter", "bpjph_return"),
    Status.ISSUED: ("submit", "accept", "verify", "enter", "issue"),
    Status.STOPPED: ("submit", "stop"),
}
_MENDED_SHARE = 0.22
_RETURNED_BY_COMPANION_SHARE = 0.25


def way_to(status: Status, rng: random.Random) -> list[str]:
    """The names of the transitions to a status; some applications were returned on their way."""
    way = list(_WAYS[status])
    if status == Status.RETURNED:
        by_companion = rng.random() < _RETURNED_BY_COMPANION_SHARE
        return ["submit", "accept", "verify_return"] if by_companion else way
    if way and rng.random() < _MENDED_SHARE:
        way[1:1] = _MENDED
    return way


def plan_days(way: Sequence[str], *, first: int, last: int, rng: random.Random) -> list[int]:
    """Indexes of the days of filing and of each step: none before `first`, the end on `last`."""
    indexes = [last]
    for name in reversed(way):
        indexes.append(max(first, indexes[-1] - rng.randint(*GAPS[name])))
    return indexes[::-1]
