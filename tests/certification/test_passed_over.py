"""Who waits for the last place of a level and comes too late goes on to the level above."""

import threading
from collections.abc import Callable

import pytest
from django.db import transaction

from certification.errors import QuotaExhaustedError
from certification.models import Allocation, Application, Movement
from certification.services import quota
from tests.certification.test_quota import together
from tests.certification.tree import Tree, make_draft, make_tree
from tests.factories import make_business
from tests.waiting import wait_until, waiting_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tree() -> Tree:
    """Places are left in East Kutai's LP3H (one) and at the programme."""
    tree = make_tree()
    fill(tree.east, 0)
    fill(tree.leaf, 1)
    return tree


def fill(level: Allocation, left: int) -> None:
    Allocation.objects.filter(pk=level.pk).update(reserved=level.free - left)


def draft(tree: Tree) -> Application:
    """A case of the LP3H, whose companion has no places of its own."""
    application = make_draft(tree.programme, make_business(), tree.officer)
    application.organisation = tree.lp3h
    application.save()
    return application


def take(tree: Tree, application: Application) -> Allocation:
    with transaction.atomic():
        return quota.reserve(application=application, by=tree.officer)


def too_late(tree: Tree, meanwhile: Callable[[], object] = lambda: None) -> object:
    """What a second taker gets who waits while the first takes the LP3H's last place."""
    results: list[object] = []
    first, second = draft(tree), draft(tree)
    waiting = threading.Thread(target=lambda: results.extend(together(lambda: take(tree, second))))
    with transaction.atomic():
        assert quota.reserve(application=first, by=tree.officer) == tree.leaf
        waiting.start()
        wait_until(lambda: waiting_for_a_lock() == 1)
        together(meanwhile)
    waiting.join()
    return results[0]


def test_it_gets_a_place_of_the_next_level_that_has_one(tree: Tree) -> None:
    assert too_late(tree) == tree.root
    assert (tree.leaf.free, tree.east.free, tree.root.free) == (0, 0, 19)
    reserved = Movement.objects.filter(kind="reserve").order_by("pk")
    assert [movement.allocation for movement in reserved] == [tree.leaf, tree.root]
    assert {movement.reserved for movement in reserved} == {1}


def test_also_one_that_came_free_while_it_waited(tree: Tree) -> None:
    fill(tree.root, 1)
    last = draft(tree)
    last.organisation = None
    last.allocation = take(tree, last)
    assert tree.root.free == 0

    def give_back() -> None:
        with transaction.atomic():
            quota.release(application=last, by=tree.officer)

    assert too_late(tree, give_back) == tree.root


def test_without_any_it_is_refused_with_the_nearest_level(tree: Tree) -> None:
    fill(tree.root, 0)
    refused = too_late(tree)
    assert isinstance(refused, QuotaExhaustedError)
    assert refused.level == f"{tree.lp3h} di Kabupaten Kutai Timur"
    assert Movement.objects.filter(kind="reserve").count() == 1
