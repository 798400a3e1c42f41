"""What several tests of this app need."""

import datetime
from collections.abc import Iterator

import pytest
import time_machine

from tests.workshops.making import at


@pytest.fixture
def before_the_event() -> Iterator[None]:
    """A week and a half before the events of `making`, whatever day it is."""
    with time_machine.travel(at(8, day=datetime.date(2026, 11, 20))):
        yield
