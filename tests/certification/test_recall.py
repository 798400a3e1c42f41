"""Idle places: listed after the programme's number of working days, taken back by a person."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import NotIdleError, QuotaExhaustedError, ReasonMissingError
from certification.invariants import check
from certification.models import Allocation, Movement, Programme
from certification.selectors.idle import idle_levels
from certification.services import quota
from certification.services.recall import recall
from tests.certification.tree import Tree, make_draft, make_tree
from tests.factories import make_business

# Monday 2 March 2026; ten working days later is Monday 16 March, with no day off in between.
BEGIN = datetime(2026, 3, 2, 2, tzinfo=UTC)
BEFORE, LATER = date(2026, 3, 13), date(2026, 3, 16)


@pytest.fixture
def tree(db: None) -> Tree:
    with time_machine.travel(BEGIN, tick=False):
        tree = make_tree()
    Programme.objects.update(recall_after_days=10)
    tree.programme.refresh_from_db()
    return tree


def idle(tree: Tree, day: date) -> list[tuple[Allocation, int]]:
    found = idle_levels(tree.programme, Allocation.objects.all(), day)
    return [(each.allocation, each.days) for each in found]


def test_free_places_without_a_movement_are_idle_after_so_many_working_days(tree: Tree) -> None:
    assert idle(tree, BEFORE) == []
    found = idle_levels(tree.programme, Allocation.objects.all(), LATER)
    assert {each.since for each in found} == {date(2026, 3, 2)}
    assert {each.days for each in found} == {10}
    # The programme's own free places are not idle: there is nowhere to take them back to.
    assert tree.root not in {each.allocation for each in found}
    assert tree.own in {each.allocation for each in found}


def test_a_movement_starts_the_count_anew(tree: Tree) -> None:
    application = make_draft(tree.programme, make_business(), tree.officer)
    application.organisation, application.companion = tree.lp3h, tree.companion
    with time_machine.travel(datetime(2026, 3, 10, 2, tzinfo=UTC), tick=False):
        quota.reserve(application=application, by=tree.officer)
    assert tree.own not in dict(idle(tree, LATER))
    assert tree.leaf in dict(idle(tree, LATER))


def test_a_level_without_free_places_is_not_idle(tree: Tree) -> None:
    with time_machine.travel(BEGIN, tick=False):
        quota.take_back(allocation=tree.own, count=10, by=tree.coordinator)
    assert tree.own not in dict(idle(tree, LATER))


@time_machine.travel(datetime(2026, 3, 16, 2, tzinfo=UTC), tick=False)
def test_a_person_takes_some_back_and_says_why(tree: Tree) -> None:
    with pytest.raises(ReasonMissingError):
        recall(allocation=tree.own, count=4, reason=" ", by=tree.coordinator)
    recall(allocation=tree.own, count=4, reason="Sakit.", by=tree.coordinator)
    assert tree.frees == (20, 30, 24, 6, 15)
    movement = Movement.objects.latest("pk")
    assert (movement.kind, movement.note) == (MovementKind.RETURN, "Sakit.")
    assert list(check()) == []


@time_machine.travel(datetime(2026, 3, 16, 2, tzinfo=UTC), tick=False)
def test_places_that_moved_in_the_meantime_stay(tree: Tree) -> None:
    recall(allocation=tree.samarinda, count=1, reason="uji", by=tree.province)
    with pytest.raises(NotIdleError, match="baru saja dipakai"):
        recall(allocation=tree.samarinda, count=1, reason="uji", by=tree.province)
    with pytest.raises(QuotaExhaustedError, match="tinggal 10, Anda meminta 11"):
        recall(allocation=tree.own, count=11, reason="uji", by=tree.coordinator)


@time_machine.travel(datetime(2026, 3, 16, 2, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("who", ["officer", "stranger", "coordinator", "companion", "owner"])
def test_strangers_take_nothing_back(tree: Tree, who: str, request: pytest.FixtureRequest) -> None:
    by: User = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        recall(allocation=tree.own, count=1, reason="uji", by=by)
