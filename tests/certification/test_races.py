"""Two hundred at once on one level, many times; and that the lock is what keeps them apart."""

import os
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from accounts.models import User
from certification.errors import CertificationError, QuotaExhaustedError
from certification.invariants import check
from certification.models import Allocation, Application, Programme
from certification.services import quota, top_up
from certification.services.transfers import transfer
from ikm.models import Business
from tests.certification import unlocked
from tests.certification.test_quota import together
from tests.certification.tree import make_draft, make_tree
from tests.factories import SAMARINDA, make_business, make_officer, make_programme, make_region

pytestmark = pytest.mark.django_db(transaction=True)

# `make race` asks for fifty.
REPEATS = int(os.environ.get("RACE_REPEATS", "5"))
THREADS, PLACES = 200, 120


def make_drafts(programme: Programme, businesses: list[Business], by: User) -> list[Application]:
    return Application.objects.bulk_create(
        Application(
            number=f"PGJ-{programme.pk}-{business.pk}",
            programme=programme,
            business=business,
            regency_id=business.regency_id,
            track=programme.track,
            created_by=by,
        )
        for business in businesses
    )


def rush(rounds: list[list[Application]], by: User) -> list[list[object]]:
    """In each round every thread goes for a place of its own at the same moment.

    Returns what each got, an allocation or the error, by round.
    """
    barrier = threading.Barrier(THREADS)
    results: list[list[object]] = [[None] * THREADS for _ in rounds]

    def run(index: int) -> None:
        try:
            connection.ensure_connection()
            for number, drafts in enumerate(rounds):
                barrier.wait(timeout=120)
                results[number][index] = take(drafts[index], by)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def take(draft: Application, by: User) -> object:
    try:
        with transaction.atomic():
            return quota.reserve(application=draft, by=by)
    except CertificationError as error:
        return error


def make_rounds(count: int, by: User) -> list[list[Application]]:
    businesses = Business.objects.bulk_create(
        Business(
            name=f"Usaha Uji {number}",
            owner_name=f"Pemilik Uji {number}",
            regency=make_region(SAMARINDA),
        )
        for number in range(THREADS)
    )
    programmes = [make_programme(by=by, quota=PLACES) for _ in range(count)]
    return [make_drafts(programme, businesses, by) for programme in programmes]


def served(results: list[object]) -> int:
    return sum(isinstance(result, Allocation) for result in results)


def test_two_hundred_threads_get_exactly_the_places_there_are(province_officer: User) -> None:
    rounds = make_rounds(REPEATS, province_officer)
    for drafts, results in zip(rounds, rush(rounds, province_officer), strict=True):
        refused = [result for result in results if isinstance(result, QuotaExhaustedError)]
        assert (served(results), len(refused)) == (PLACES, THREADS - PLACES)
        root = Allocation.objects.get(programme=drafts[0].programme)
        assert (root.reserved, root.free) == (PLACES, 0)
        sums = root.movements.aggregate(reserved=Sum("reserved"), granted=Sum("granted"))
        assert sums == {"reserved": PLACES, "granted": PLACES}


def test_without_the_lock_the_same_rush_oversells(
    province_officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the rush is one that a careless ledger does not survive."""
    monkeypatch.setattr(quota, "hold", unlocked.hold)
    (results,) = rush(make_rounds(1, province_officer), province_officer)
    assert served(results) > PLACES


def test_moving_places_up_down_and_across_while_they_are_taken_never_blocks_for_ever() -> None:
    """Every kind of act on one branch at once: no deadlock, and the sums hold."""
    tree = make_tree()
    second = make_officer("64")
    drafts = [make_draft(tree.programme, make_business(), tree.officer) for _ in range(60)]
    for draft in drafts:
        draft.organisation, draft.companion = tree.lp3h, tree.companion
    region = make_region(SAMARINDA)
    own, leaf, samarinda = tree.own, tree.leaf, tree.samarinda

    def up_and_down() -> None:
        quota.take_back(allocation=own, count=1, by=tree.coordinator)
        share = quota.Share(
            region=own.region or region, organisation=tree.lp3h, companion=tree.companion, count=9
        )
        quota.distribute(programme=tree.programme, shares=[share], by=tree.coordinator)

    def across() -> None:
        transfer(source=leaf, target=samarinda, count=1, reason="uji", by=tree.province)
        transfer(source=samarinda, target=leaf, count=1, reason="uji", by=tree.province)

    def more() -> None:
        asked = top_up.ask(allocation=tree.east, count=1, reason="uji", by=tree.officer)
        top_up.approve(request=asked, count=1, by=second)

    def reserve(draft: Application) -> Callable[[], object]:
        return lambda: take(draft, tree.officer)

    jobs: list[Callable[[], object]] = [*map(reserve, drafts), *[up_and_down, across, more] * 6]
    results = together(*jobs)
    faults = [
        r for r in results if isinstance(r, Exception) and not isinstance(r, CertificationError)
    ]
    assert faults == []
    levels = Allocation.objects.filter(programme=tree.programme)
    assert sum(level.reserved for level in levels) == served(results)
    assert sum(level.free + level.reserved for level in levels) == tree.root.granted
    about_cases = ("applications", "application ", "deltas")
    assert [each for each in check() if not any(words in each for words in about_cases)] == []
