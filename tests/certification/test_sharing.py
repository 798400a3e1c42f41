"""The fourth level: a coordinator shares the LP3H's places with its companions."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import (
    NotItsCompanionError,
    OutsideProvinceError,
    PlaceCountError,
    ProgrammeCancelledError,
    QuotaExhaustedError,
)
from certification.invariants import check
from certification.models import Allocation, Programme
from certification.selectors import programme_summary
from certification.services import quota
from certification.services.ledger import change
from tests.certification.tree import Tree, make_draft, make_tree
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    make_business,
    make_companion,
    make_organisation,
    make_programme,
    make_region,
    make_user,
)


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def test_places_go_down_to_a_companion_and_back(tree: Tree) -> None:
    assert tree.frees == (20, 30, 20, 10, 15)
    quota.take_back(allocation=tree.own, count=4, by=tree.coordinator)
    assert tree.frees == (20, 30, 24, 6, 15)
    assert list(check()) == []


def test_the_companions_own_places_serve_first(tree: Tree) -> None:
    quota.take_back(allocation=tree.own, count=9, by=tree.coordinator)
    served = []
    for _ in range(2):
        application = make_draft(tree.programme, make_business(), tree.officer)
        application.organisation, application.companion = tree.lp3h, tree.companion
        served.append(quota.reserve(application=application, by=tree.officer))
    assert served == [tree.own, tree.leaf]


def test_another_companions_places_serve_nobody_else(tree: Tree) -> None:
    application = make_draft(tree.programme, make_business(), tree.officer)
    application.organisation, application.companion = tree.lp3h, make_companion(tree.lp3h)
    assert quota.reserve(application=application, by=tree.officer) == tree.leaf


def test_more_than_the_lp3h_has_is_refused_and_names_it(tree: Tree) -> None:
    with pytest.raises(QuotaExhaustedError) as caught:
        quota.split(
            programme=tree.programme,
            region=make_region(EAST_KUTAI),
            organisation=tree.lp3h,
            companion=tree.companion,
            count=21,
            by=tree.coordinator,
        )
    level = f"{tree.lp3h} di Kabupaten Kutai Timur"
    assert str(caught.value) == f"Kuota {level} tinggal 20, Anda meminta 21."
    assert tree.own.granted == 10


def test_somebody_else_than_its_companion_gets_none(tree: Tree) -> None:
    share = quota.Share(
        region=make_region(EAST_KUTAI),
        organisation=tree.lp3h,
        companion=make_companion(),
        count=1,
    )
    with pytest.raises(NotItsCompanionError, match="bukan pendamping"):
        quota.distribute(programme=tree.programme, shares=[share], by=tree.coordinator)


@pytest.mark.parametrize("count", [0, -3])
def test_nothing_and_less_cannot_be_split(tree: Tree, count: int) -> None:
    with pytest.raises(PlaceCountError):
        quota.split(
            programme=tree.programme, region=make_region(EAST_KUTAI), count=count, by=tree.province
        )
    with pytest.raises(PlaceCountError):
        quota.take_back(allocation=tree.east, count=count, by=tree.province)


def test_a_kabupaten_outside_the_province_is_refused(tree: Tree) -> None:
    with pytest.raises(OutsideProvinceError, match="tidak berada di Kalimantan Timur"):
        quota.split(
            programme=tree.programme, region=make_region("63.01"), count=1, by=tree.province
        )


def test_a_cancelled_programme_stays_as_it_is(tree: Tree) -> None:
    Programme.objects.update(cancelled_at="2026-01-01T00:00Z", cancelled_reason="salah tahun")
    with pytest.raises(ProgrammeCancelledError):
        quota.split(
            programme=tree.programme, region=make_region(EAST_KUTAI), count=1, by=tree.province
        )
    assert tree.frees == (20, 30, 20, 10, 15)


@pytest.mark.parametrize("who", ["officer", "stranger", "companion", "owner", "head"])
def test_only_the_own_coordinator_and_the_province_share_an_lp3hs_places(
    tree: Tree, who: str, request: pytest.FixtureRequest
) -> None:
    people = [request.getfixturevalue(who), request.getfixturevalue("coordinator")]
    for by in people:
        with pytest.raises(PermissionDenied):
            quota.take_back(allocation=tree.own, count=1, by=by)
    quota.take_back(allocation=tree.own, count=1, by=tree.province)


def test_a_coordinator_changes_nothing_above_the_own_lp3h(tree: Tree) -> None:
    region, by = make_region(EAST_KUTAI), tree.coordinator
    with pytest.raises(PermissionDenied):
        quota.take_back(allocation=tree.leaf, count=1, by=by)
    shares = [quota.Share(region=region, organisation=tree.lp3h, count=50)]
    with pytest.raises(PermissionDenied):
        quota.distribute(programme=tree.programme, shares=shares, by=by)


def test_who_sees_which_levels(tree: Tree, stranger: User) -> None:
    seen = {
        who: set(Allocation.objects.visible_to(user).values_list("pk", flat=True))
        for who, user in {
            "companion": tree.companion,
            "coordinator": tree.coordinator,
            "officer": tree.officer,
            "stranger": stranger,
            "colleague": make_companion(tree.lp3h),
        }.items()
    }
    elsewhere = tree.level(SAMARINDA, lp3h=True)
    assert seen["companion"] == {tree.own.pk}
    assert seen["coordinator"] == {tree.leaf.pk, tree.own.pk, elsewhere.pk}
    assert seen["officer"] == {tree.east.pk, tree.leaf.pk, tree.own.pk}
    assert seen["stranger"] == {tree.samarinda.pk, elsewhere.pk}
    assert seen["colleague"] == set()


def test_figures_are_the_same_whether_places_are_shared_with_companions_or_not(tree: Tree) -> None:
    change(tree.own, MovementKind.RESERVE, by=tree.officer, reserved=3)
    change(tree.own, MovementKind.COMMIT, by=tree.officer, reserved=-2, used=2)
    change(tree.own, MovementKind.ISSUE, by=tree.officer, issued=1)
    for summary in (
        programme_summary(programme=tree.programme),
        programme_summary(programme=tree.programme, as_of=tree.programme.ends_on),
    ):
        cells = [c for c in summary.cells if c.organisation_id and c.region_code == EAST_KUTAI]
        assert [(c.quota, c.reserved, c.used, c.issued, c.free) for c in cells] == [
            (30, 1, 2, 1, 27)
        ]
        (lp3h,) = summary.organisations
        assert (lp3h.quota, lp3h.used, lp3h.free) == (35, 2, 32)
        east = next(r for r in summary.regions if r.code == EAST_KUTAI)
        assert (east.quota, east.used, east.free) == (60, 2, 57)
        assert (summary.quota, summary.free, summary.undistributed) == (100, 97, 20)
        adds_up = summary.issued + summary.in_process + summary.reserved + summary.free
        assert adds_up == summary.quota


def test_distributing_several_levels_at_once_takes_back_from_below_first(tree: Tree) -> None:
    east, samarinda = make_region(EAST_KUTAI), make_region(SAMARINDA)
    shares = [
        quota.Share(region=east, count=10),
        quota.Share(region=samarinda, count=90),
        quota.Share(region=samarinda, organisation=tree.lp3h, count=80),
        quota.Share(region=east, organisation=tree.lp3h, count=10),
    ]
    quota.distribute(programme=tree.programme, shares=shares, by=tree.province)
    assert tree.frees == (0, 0, 0, 10, 10)
    assert list(check()) == []


def check_now() -> None:
    """What the database looks at when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE certification_allocation SET granted = granted + 1 WHERE id = %s",
        "UPDATE certification_allocation SET granted = granted - 1 WHERE id = %s",
        "UPDATE certification_allocation SET delegated = delegated + 1 WHERE id = %s",
        "DELETE FROM certification_movement WHERE allocation_id = %s",
    ],
)
def test_the_database_refuses_a_level_that_does_not_add_up(tree: Tree, sql: str) -> None:
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [tree.leaf.pk])
        check_now()
    check_now()


def test_the_database_refuses_a_child_above_its_parent_when_it_is_made(tree: Tree) -> None:
    with pytest.raises(IntegrityError, match="hands down another number"), transaction.atomic():
        Allocation.objects.create(
            programme=tree.programme,
            parent=tree.samarinda,
            region=make_region(SAMARINDA),
            organisation=make_organisation(),
            granted=500,
        )
        check_now()


def test_the_database_accepts_what_adds_up_at_the_end(tree: Tree) -> None:
    Allocation.objects.filter(pk=tree.own.pk).update(granted=F("granted") - 1)
    Allocation.objects.filter(pk=tree.leaf.pk).update(delegated=F("delegated") - 1)
    check_now()


@pytest.mark.parametrize("wrong", ["programme", "region", "organisation", "province", "depth"])
def test_the_database_refuses_a_level_in_the_wrong_place(tree: Tree, wrong: str) -> None:
    fields: dict[str, Any] = {
        "programme": tree.programme,
        "parent": tree.leaf,
        "region": make_region(EAST_KUTAI),
        "organisation": tree.lp3h,
        "companion": make_companion(tree.lp3h),
    }
    changes: dict[str, dict[str, Any]] = {
        "programme": {"programme": make_programme(by=tree.province)},
        "region": {"region": make_region(SAMARINDA)},
        "organisation": {"organisation": make_organisation()},
        "province": {"parent": tree.root, "region": make_region("63.01")}
        | {"organisation": None, "companion": None},
        "depth": {"parent": tree.own},
    }
    fields |= changes[wrong]
    with pytest.raises(IntegrityError, match="lies under the level"), transaction.atomic():
        Allocation.objects.create(**fields)


def test_the_hot_path_never_runs_the_triggers_of_the_tree(tree: Tree) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE) UPDATE certification_allocation SET reserved = reserved + 1"
            " WHERE id = %s",
            [tree.leaf.pk],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Trigger" not in plan, plan


def test_an_owner_sees_no_levels(tree: Tree) -> None:
    assert not Allocation.objects.visible_to(make_user("owner")).exists()
