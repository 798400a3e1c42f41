"""The scenarios that `manage.py load_demo` knows."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.db import transaction

from reports.demo import current, kalsel, kaltim, kendari, ntt, plut
from reports.demo.seeds import Seeds


class Load(Protocol):
    """Writes a scenario."""

    def __call__(self, *, businesses: int, seeds: Seeds, today: datetime.date) -> None: ...


@dataclass(frozen=True, slots=True)
class Scenario:
    """How to load a scenario, and how to see that it is there."""

    load: Load
    is_loaded: Callable[[], bool]
    businesses: int
    minimum_businesses: int
    earliest_today: datetime.date


SCENARIOS = {
    "kaltim-2025": Scenario(
        kaltim.load,
        kaltim.is_loaded,
        kaltim.BUSINESSES,
        kaltim.MINIMUM_BUSINESSES,
        current.EARLIEST_TODAY,
    ),
    "kalsel-2019": Scenario(
        kalsel.load,
        kalsel.is_loaded,
        kalsel.BUSINESSES,
        kalsel.MINIMUM_BUSINESSES,
        datetime.date(2019, 2, 27),
    ),
    "kendari-2024": Scenario(
        kendari.load,
        kendari.is_loaded,
        kendari.BUSINESSES,
        kendari.MINIMUM_BUSINESSES,
        kendari.TOLD_ON,
    ),
    "ntt-2024": Scenario(
        ntt.load, ntt.is_loaded, ntt.BUSINESSES, ntt.MINIMUM_BUSINESSES, ntt.TOLD_ON
    ),
    "plut-2022": Scenario(plut.load, plut.is_loaded, 0, 0, plut.TOLD_ON),
}
DEFAULT = "kaltim-2025"


class DemoRefusedError(Exception):
    """The demo can't be loaded as asked; the text says what to do."""


@transaction.atomic
def load(name: str, *, businesses: int | None, seed: int, today: datetime.date) -> bool:
    """Loads a scenario, or returns False and changes nothing when it is there already.

    Args:
        businesses: how many; as many as the story tells when None.

    Raises:
        DemoRefusedError: too few businesses, or a day on which the story can't end.
    """
    scenario = SCENARIOS[name]
    if scenario.is_loaded():
        return False
    businesses = scenario.businesses if businesses is None else businesses
    if businesses < scenario.minimum_businesses:
        raise DemoRefusedError(f"{name} needs --businesses {scenario.minimum_businesses} or more.")
    if today < scenario.earliest_today:
        raise DemoRefusedError(f"{name} needs --today {scenario.earliest_today} or later.")
    scenario.load(businesses=businesses, seeds=Seeds(name, seed), today=today)
    return True
