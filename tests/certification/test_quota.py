"""Handing places down, holding the last one, and the sums of the ledger."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import QuotaExhaustedError
from certification.invariants import check
from certification.models import Allocation, Application, Movement, Programme
from certification.services import quota
from certification.services.ledger import change
from ikm.models import Business
from tests.certification.tree import make_draft
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    make_business,
    make_organisation,
    make_programme,
    make_region,
)


def test_places_go_down_to_an_lp3h_and_back(programme: Programme, province_officer: User) -> None:
    region, lp3h = make_region(EAST_KUTAI), make_organisation()
    by = province_officer
    quota.split(programme=programme, region=region, count=6, by=by)
    leaf = quota.split(programme=programme, region=region, organisation=lp3h, count=4, by=by)
    quota.take_back(allocation=leaf, count=1, by=by)
    root, regency = Allocation.objects.exclude(pk=leaf.pk).order_by("pk")
    leaf.refresh_from_db()
    assert (root.free, regency.free, leaf.free) == (4, 3, 3)
    assert list(check()) == []


def test_more_than_the_level_above_has_is_refused_with_the_numbers(
    programme: Programme, province_officer: User
) -> None:
    with pytest.raises(QuotaExhaustedError, match="tinggal 10, Anda meminta 11"):
        quota.split(
            programme=programme, region=make_region(EAST_KUTAI), count=11, by=province_officer
        )
    assert not Movement.objects.filter(kind=MovementKind.SPLIT).exists()


def test_held_places_cannot_be_taken_back(
    programme: Programme, allocation: Allocation, business: Business, province_officer: User
) -> None:
    quota.reserve(
        application=make_draft(programme, business, province_officer), by=province_officer
    )
    with pytest.raises(QuotaExhaustedError, match="Kutai Timur tinggal 2, Anda meminta 3"):
        quota.take_back(allocation=allocation, count=3, by=province_officer)
    allocation.refresh_from_db()
    assert allocation.granted == 3


def test_distributing_takes_back_first_so_a_shift_fits(
    programme: Programme, province_officer: User
) -> None:
    east, samarinda = make_region(EAST_KUTAI), make_region(SAMARINDA)
    for counts in ((10, 0), (2, 8)):
        shares = [
            quota.Share(region=east, count=counts[0]),
            quota.Share(region=samarinda, count=counts[1]),
        ]
        quota.distribute(programme=programme, shares=shares, by=province_officer)
    granted = dict(Allocation.objects.regencies().values_list("region_id", "granted"))
    assert granted == {EAST_KUTAI: 2, SAMARINDA: 8}
    assert list(check()) == []


@pytest.mark.parametrize("who", ["officer", "stranger", "head", "coordinator", "owner"])
def test_only_the_province_hands_places_out(
    programme: Programme, who: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        quota.split(programme=programme, region=make_region(EAST_KUTAI), count=1, by=user)


def test_the_nearest_level_serves_first_and_the_root_last(
    programme: Programme, companion: User, province_officer: User
) -> None:
    membership = companion.active_membership
    assert membership
    region, lp3h, by = make_region(EAST_KUTAI), membership.organisation, province_officer
    regency = quota.split(programme=programme, region=region, count=2, by=by)
    leaf = quota.split(programme=programme, region=region, organisation=lp3h, count=1, by=by)
    served = []
    for _ in range(3):
        application = make_draft(programme, make_business(), by)
        application.organisation = lp3h
        served.append(quota.reserve(application=application, by=by).pk)
    root = Allocation.objects.roots().get(programme=programme)
    assert served == [leaf.pk, regency.pk, root.pk]


def test_the_error_names_the_level_that_blocks(province_officer: User, companion: User) -> None:
    membership = companion.active_membership
    assert membership
    lp3h = membership.organisation
    programme, region = make_programme(by=province_officer, quota=1), make_region(EAST_KUTAI)
    by = province_officer
    quota.split(programme=programme, region=region, count=1, by=by)
    quota.split(programme=programme, region=region, organisation=lp3h, count=1, by=by)
    first, second = (make_draft(programme, make_business(), by) for _ in range(2))
    first.organisation = second.organisation = lp3h
    quota.reserve(application=first, by=by)
    with pytest.raises(QuotaExhaustedError) as caught:
        quota.reserve(application=second, by=by)
    assert str(caught.value) == f"Kuota {lp3h} di Kabupaten Kutai Timur habis: 1 dari 1 terpakai."


def test_the_1001st_reservation_is_refused(province_officer: User) -> None:
    programme = make_programme(by=province_officer, quota=1_000)
    root = Allocation.objects.get(programme=programme)
    assert change(root, MovementKind.RESERVE, by=province_officer, reserved=999)
    first, second = (make_draft(programme, make_business(), province_officer) for _ in range(2))
    quota.reserve(application=first, by=province_officer)
    with pytest.raises(QuotaExhaustedError, match=r"habis: 1\.000 dari 1\.000 terpakai"):
        quota.reserve(application=second, by=province_officer)
    root.refresh_from_db()
    assert root.reserved == 1_000


def test_the_database_itself_refuses_an_overdraft(programme: Programme) -> None:
    with pytest.raises(IntegrityError, match="allocation_never_overdrawn"), transaction.atomic():
        Allocation.objects.filter(programme=programme).update(reserved=11)


deltas = st.dictionaries(
    st.sampled_from(["granted", "reserved", "used", "issued"]),
    st.integers(min_value=-3, max_value=3),
    min_size=1,
    max_size=3,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(deltas, max_size=12))
def test_whatever_is_tried_the_movements_add_up_to_the_counters(
    province_officer: User, steps: list[dict[str, int]]
) -> None:
    programme = make_programme(by=province_officer, quota=5)
    root = Allocation.objects.get(programme=programme)
    for step in steps:
        change(
            root,
            MovementKind.GRANT,
            by=province_officer,
            application=None,
            offer=None,
            note="",
            **step,
        )
    root.refresh_from_db()
    sums = {
        counter: sum(root.movements.values_list(counter, flat=True))
        for counter in ("granted", "delegated", "reserved", "used", "issued")
    }
    assert sums == {counter: getattr(root, counter) for counter in sums}
    assert root.free >= 0
    assert root.issued <= root.used


def together(*jobs: Callable[[], object]) -> list[object]:
    """Runs the jobs in threads of their own, each with its own connection; errors are results."""
    results: list[object] = [None] * len(jobs)

    def run(index: int, job: Callable[[], object]) -> None:
        try:
            results[index] = job()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_for_the_last_place_exactly_one_gets_it(province_officer: User) -> None:
    for _ in range(5):
        programme = make_programme(by=province_officer, quota=1)
        drafts = [make_draft(programme, make_business(), province_officer) for _ in range(4)]
        barrier = threading.Barrier(len(drafts))

        def take(application: Application, barrier: threading.Barrier = barrier) -> Allocation:
            barrier.wait()
            with transaction.atomic():
                return quota.reserve(application=application, by=province_officer)

        results = together(*[lambda draft=draft: take(draft) for draft in drafts])
        refused = [result for result in results if isinstance(result, QuotaExhaustedError)]
        assert len(refused) == 3, results
        root = Allocation.objects.get(programme=programme)
        assert root.reserved == 1
        assert root.movements.filter(kind=MovementKind.RESERVE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_race_is_real_code_that_reads_first_sells_the_place_twice(
    province_officer: User,
) -> None:
    """The negative control: without the guarded UPDATE both get the one place."""
    programme = make_programme(by=province_officer, quota=1)
    barrier = threading.Barrier(2)

    def read_then_write() -> bool:
        with transaction.atomic():
            root = Allocation.objects.get(programme=programme)
            is_free = root.free > 0
            barrier.wait()
            Allocation.objects.filter(pk=root.pk).update(reserved=root.reserved + 1)
            Movement.objects.create(
                allocation=root, kind=MovementKind.RESERVE, by=province_officer, reserved=1
            )
            return is_free

    assert together(read_then_write, read_then_write) == [True, True]
    root = Allocation.objects.get(programme=programme)
    assert sum(root.movements.values_list("reserved", flat=True)) == 2
    assert any("reserved" in violation for violation in check())
