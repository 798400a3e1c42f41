"""The scenarios that `manage.py load_demo` knows."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.db import transaction

from reports.demo import current, kaltim
from reports.demo.seeds import Seeds


class Load(Protocol):
    """Writes a scenario."""

    def __call__(self, *, businesses: int, seeds: Seeds, today: datetime.date) -> None: ...


@dataclass(frozen=True, slots=True)
class Scenario:
    """How to load a scenario, and how to see that it is there."""

    load: Load
    is_loaded: Callable[[], bool]
    minimum_businesses: int
    earliest_today: datetime.date


SCENARIOS = {
    "kaltim-2025": Scenario(
        kaltim.load, kaltim.is_loaded, kaltim.MINIMUM_BUSINESSES, current.EARLIEST_TODAY
    ),
}
DEFAULT = "kaltim-2025"


class DemoRefusedError(Exception):
    """The demo can't be loaded as asked; the text says what to do."""


@transaction.atomic
def load(name: str, *, businesses: int, seed: int, today: datetime.date) -> bool:
    """Loads a scenario, or returns False and changes nothing when it is there already.

    Raises:
        DemoRefusedError: too few businesses, or a day on which the story can't end.
    """
    scenario = SCENARIOS[name]
    if scenario.is_loaded():
        return False
    if businesses < scenario.minimum_businesses:
        raise DemoRefusedError(f"{name} needs --businesses {scenario.minimum_businesses} or more.")
    if today < scenario.earliest_today:
        raise DemoRefusedError(f"{name} needs --today {scenario.earliest_today} or later.")
    scenario.load(businesses=businesses, seeds=Seeds(name, seed), today=today)
    return True
