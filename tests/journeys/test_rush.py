"""Twice as many owners as places, all at once, over HTTP to the server of `make demo`."""

import os
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles

import pytest

from accounts.models import User
from certification.enums import Status
from certification.invariants import check
from certification.models import Allocation, Application
from tests.factories import make_allocation, make_programme
from tests.journeys.rush import Answer, multiply, running_server, send_all
from tests.journeys.steps import in_days
from tests.journeys.test_quota import make_case

pytestmark = pytest.mark.django_db(transaction=True)

# `make race` asks for 2,000 owners and 1,000 places.
OWNERS = int(os.environ.get("RUSH_OWNERS", "100"))
PLACES = OWNERS // 2


@pytest.fixture
def drafts(province_officer: User, officer: User) -> list[Application]:
    """One complete draft of each owner, in a programme with half as many places."""
    programme = make_programme(
        by=province_officer, quota=PLACES, starts_on=in_days(-1), ends_on=in_days(90)
    )
    last = make_allocation(programme, granted=PLACES, by=province_officer)
    make_case(programme, last, officer, "Abon Uji")
    return multiply(Application.objects.get(), OWNERS)


def level() -> Allocation:
    return Allocation.objects.get(region__isnull=False, granted=PLACES)


def test_exactly_as_many_are_served_as_there_are_places(
    drafts: list[Application], tmp_path: Path
) -> None:
    with running_server(tmp_path) as port:
        started = time.perf_counter()
        answers = send_all(port, drafts)
        seconds = time.perf_counter() - started
    tell(answers, seconds)
    kinds = Counter("served" if a.is_served else "full" if a.is_full else "?" for a in answers)
    assert kinds == {"served": PLACES, "full": OWNERS - PLACES}
    assert (level().reserved, level().free) == (PLACES, 0)
    assert Application.objects.filter(status=Status.SUBMITTED).count() == PLACES
    assert list(check()) == []


def test_without_the_lock_the_same_rush_oversells(
    drafts: list[Application], tmp_path: Path
) -> None:
    """The negative control: a ledger that reads first and writes then sells places twice."""
    with running_server(tmp_path, app="tests.journeys.unlocked_server:application") as port:
        answers = send_all(port, drafts)
    assert sum(answer.is_served for answer in answers) > PLACES
    assert Application.objects.filter(status=Status.SUBMITTED).count() > PLACES
    assert any("reserved is" in violation for violation in check())


def tell(answers: list[Answer], seconds: float) -> None:
    """The figures of docs/performance.md, shown by `pytest -s`."""
    cuts = quantiles([answer.seconds for answer in answers], n=20)
    sys.stdout.write(
        f"\n{len(answers)} submissions in {seconds:.1f} s, "
        f"p50 {cuts[9] * 1_000:.0f} ms, p95 {cuts[18] * 1_000:.0f} ms\n"
    )
