"""Moving free places between branches of one programme."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from certification.enums import MovementKind
from certification.errors import (
    CertificationError,
    PlaceCountError,
    ProgrammeCancelledError,
    ProgrammeEndedError,
    QuotaExhaustedError,
    ReasonMissingError,
    TransferError,
)
from certification.invariants import check
from certification.models import Allocation, Movement, Programme
from certification.services import quota
from certification.services.transfers import transfer
from tests.certification.tree import Tree, make_draft, make_tree
from tests.factories import EAST_KUTAI, SAMARINDA, make_business, make_programme


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def move(tree: Tree, source: Allocation, target: Allocation, count: int, why: str = "uji") -> None:
    transfer(source=source, target=target, count=count, reason=why, by=tree.province)


def test_places_go_from_a_companion_to_an_lp3h_elsewhere_through_every_level(tree: Tree) -> None:
    target = tree.level(SAMARINDA, lp3h=True)
    move(tree, tree.own, target, 6, "Kutai Timur sudah selesai.")
    assert tree.frees == (20, 30, 20, 4, 15)
    assert (tree.east.granted, tree.samarinda.granted, tree.root.delegated) == (54, 26, 80)
    movements = Movement.objects.filter(kind=MovementKind.TRANSFER).order_by("pk")
    levels = [(each.allocation, each.granted, each.delegated) for each in movements]
    assert levels == [
        (tree.own, -6, 0),
        (tree.leaf, -6, -6),
        (target, 6, 0),
        (tree.east, -6, -6),
        (tree.samarinda, 6, 6),
    ]
    assert {each.note for each in movements} == {"Kutai Timur sudah selesai."}
    assert {each.by for each in movements} == {tree.province}
    assert list(check()) == []


def test_places_go_from_one_kabupaten_to_another(tree: Tree) -> None:
    move(tree, tree.samarinda, tree.east, 15)
    assert (tree.east.free, tree.samarinda.free) == (45, 0)


Choose = Callable[[Tree], tuple[Allocation, Allocation]]


@pytest.mark.parametrize(
    ("choose", "words"),
    [
        (lambda t: (t.east, t.east), "Asal dan tujuan sama"),
        (lambda t: (t.east, t.leaf), "berada di bawah Kabupaten Kutai Timur. Pakai Bagi kuota"),
        (lambda t: (t.own, t.east), "berada di bawah Kabupaten Kutai Timur. Pakai Bagi kuota"),
        (lambda t: (t.root, t.own), "berada di bawah program"),
        (
            lambda t: (t.east, make_programme(by=t.province).allocations.get()),
            "hanya bisa dipindahkan di dalam satu program",
        ),
    ],
)
def test_what_does_not_go_together_is_refused_in_plain_words(
    tree: Tree, choose: Choose, words: str
) -> None:
    source, target = choose(tree)
    with pytest.raises(TransferError, match=words):
        move(tree, source, target, 1)
    assert tree.frees == (20, 30, 20, 10, 15)


@pytest.mark.parametrize(
    ("count", "why", "error"),
    [
        (0, "uji", PlaceCountError),
        (-5, "uji", PlaceCountError),
        (1, "  ", ReasonMissingError),
        (16, "uji", QuotaExhaustedError),
    ],
)
def test_bad_counts_and_missing_reasons_change_nothing(
    tree: Tree, count: int, why: str, error: type[CertificationError]
) -> None:
    before = Movement.objects.count()
    with pytest.raises(error):
        move(tree, tree.samarinda, tree.east, count, why)
    assert tree.frees == (20, 30, 20, 10, 15)
    assert Movement.objects.count() == before


def test_the_refusal_names_the_level_that_blocks(tree: Tree) -> None:
    with pytest.raises(QuotaExhaustedError, match="Kota Samarinda tinggal 15, Anda meminta 16"):
        move(tree, tree.samarinda, tree.east, 16)


def test_held_places_stay(tree: Tree) -> None:
    application = make_draft(tree.programme, make_business(), tree.officer)
    application.organisation, application.companion = tree.lp3h, tree.companion
    quota.reserve(application=application, by=tree.officer)
    with pytest.raises(QuotaExhaustedError, match="tinggal 9, Anda meminta 10"):
        move(tree, tree.own, tree.samarinda, 10)
    move(tree, tree.own, tree.samarinda, 9)


def test_a_programme_that_is_over_is_refused(tree: Tree) -> None:
    day = timezone.localdate() - timedelta(days=1)
    Programme.objects.update(starts_on=day, ends_on=day)
    with pytest.raises(ProgrammeEndedError, match="sudah berakhir"):
        move(tree, tree.samarinda, tree.east, 1)
    Programme.objects.update(cancelled_at=timezone.now())
    with pytest.raises(ProgrammeCancelledError):
        move(tree, tree.samarinda, tree.east, 1)
    assert tree.samarinda.free == 15


@pytest.mark.parametrize("who", ["officer", "stranger", "coordinator", "head", "auditor", "owner"])
def test_only_the_province_transfers(tree: Tree, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        transfer(
            source=tree.samarinda,
            target=tree.level(EAST_KUTAI),
            count=1,
            reason="uji",
            by=request.getfixturevalue(who),
        )
