"""Asking for more places: one person asks, another decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import Decision, MovementKind
from certification.errors import (
    CertificationError,
    OwnTopUpError,
    PlaceCountError,
    ProgrammeCancelledError,
    ProgrammeEndedError,
    QuotaExhaustedError,
    ReasonMissingError,
    TopUpCountError,
    TopUpDecidedError,
    TopUpWaitingError,
)
from certification.invariants import check
from certification.models import Movement, Programme, TopUpRequest
from certification.services import top_up
from tests.certification.test_quota import together
from tests.certification.tree import Tree, make_tree
from tests.factories import make_officer


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def ask(tree: Tree, count: int = 8) -> TopUpRequest:
    """East Kutai asks the programme, which has twenty left."""
    return top_up.ask(
        allocation=tree.east, count=count, reason="12 usaha menunggu.", by=tree.officer
    )


def test_approved_places_come_from_the_level_above_with_the_reason(tree: Tree) -> None:
    request = top_up.approve(request=ask(tree), count=5, note="Dulu lima.", by=tree.province)
    assert (request.decision, request.granted, request.note) == ("approved", 5, "Dulu lima.")
    assert request.decided_by == tree.province
    assert tree.frees == (15, 35, 20, 10, 15)
    movements = Movement.objects.order_by("-pk")[:2]
    assert {each.kind for each in movements} == {MovementKind.SPLIT}
    why = f"Permintaan tambahan {tree.officer.name}: 12 usaha menunggu."
    assert {each.note for each in movements} == {why}
    assert list(check()) == []


def test_a_kabupaten_decides_on_its_lp3h(tree: Tree) -> None:
    request = top_up.ask(allocation=tree.leaf, count=3, reason="uji", by=tree.coordinator)
    top_up.approve(request=request, count=3, by=tree.officer)
    assert tree.frees == (20, 27, 23, 10, 15)


def test_the_programme_itself_gets_a_grant_from_a_second_province_officer(tree: Tree) -> None:
    request = top_up.ask(allocation=tree.root, count=50, reason="uji", by=tree.province)
    with pytest.raises(OwnTopUpError):
        top_up.approve(request=request, count=50, by=tree.province)
    with pytest.raises(OwnTopUpError):
        top_up.refuse(request=request, note="uji", by=tree.province)
    top_up.approve(request=request, count=50, by=make_officer("64"))
    assert (tree.root.granted, tree.root.free) == (150, 70)
    assert Movement.objects.latest("pk").kind == MovementKind.GRANT


def test_a_parent_that_lacks_places_leaves_the_request_waiting(tree: Tree) -> None:
    request = ask(tree, 21)
    with pytest.raises(QuotaExhaustedError, match="tinggal 20, Anda meminta 21"):
        top_up.approve(request=request, count=21, by=tree.province)
    request.refresh_from_db()
    assert request.decision == Decision.WAITING
    top_up.approve(request=request, count=20, by=tree.province)


def test_refusing_says_why(tree: Tree) -> None:
    request = ask(tree)
    with pytest.raises(ReasonMissingError):
        top_up.refuse(request=request, note=" ", by=tree.province)
    top_up.refuse(request=request, note="Pakai dulu yang ada.", by=tree.province)
    request.refresh_from_db()
    assert (request.decision, request.granted) == (Decision.REFUSED, 0)
    assert tree.frees == (20, 30, 20, 10, 15)


def test_only_the_asker_withdraws_and_may_ask_again(tree: Tree, stranger: User) -> None:
    request = ask(tree)
    with pytest.raises(TopUpWaitingError, match="masih menunggu jawaban atas permintaan 8 tempat"):
        ask(tree)
    for other in (stranger, tree.province):
        with pytest.raises(PermissionDenied):
            top_up.withdraw(request=request, by=other)
    top_up.withdraw(request=request, by=tree.officer)
    assert ask(tree).pk != request.pk


def test_who_decides_later_hears_who_was_first(tree: Tree) -> None:
    request = ask(tree)
    top_up.approve(request=request, count=8, by=tree.province)
    with pytest.raises(TopUpDecidedError, match=f"sudah disetujui oleh {tree.province.name}"):
        top_up.refuse(request=request, note="uji", by=make_officer("64"))
    with pytest.raises(TopUpDecidedError):
        top_up.withdraw(request=request, by=tree.officer)


@pytest.mark.parametrize(
    ("count", "reason", "error"),
    [(0, "uji", PlaceCountError), (-1, "uji", PlaceCountError), (1, " ", ReasonMissingError)],
)
def test_asking_for_nothing_or_without_a_reason_is_refused(
    tree: Tree, count: int, reason: str, error: type[CertificationError]
) -> None:
    with pytest.raises(error):
        top_up.ask(allocation=tree.east, count=count, reason=reason, by=tree.officer)
    assert not TopUpRequest.objects.exists()


@pytest.mark.parametrize("count", [0, 9])
def test_neither_nothing_nor_more_than_was_asked_for_is_given(tree: Tree, count: int) -> None:
    with pytest.raises(TopUpCountError, match="Setujui 1 sampai 8 tempat"):
        top_up.approve(request=ask(tree), count=count, by=tree.province)


def test_a_programme_that_is_over_gives_nothing(tree: Tree) -> None:
    request = ask(tree)
    day = timezone.localdate() - timedelta(days=1)
    Programme.objects.update(starts_on=day, ends_on=day)
    with pytest.raises(ProgrammeEndedError):
        top_up.approve(request=request, count=1, by=tree.province)
    Programme.objects.update(cancelled_at=timezone.now())
    with pytest.raises(ProgrammeCancelledError):
        top_up.ask(allocation=tree.samarinda, count=1, reason="uji", by=make_officer("64.72"))


@pytest.mark.parametrize("who", ["stranger", "coordinator", "companion", "owner"])
def test_strangers_neither_ask_nor_decide(
    tree: Tree, who: str, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        top_up.ask(allocation=tree.east, count=1, reason="uji", by=by)
    asked = top_up.ask(allocation=tree.leaf, count=1, reason="uji", by=tree.coordinator)
    with pytest.raises(PermissionDenied):
        top_up.approve(request=asked, count=1, by=by)
    assert not TopUpRequest.objects.visible_to(by).exists()


@pytest.mark.parametrize("decision", ["approved", "refused"])
def test_the_database_itself_refuses_a_decision_by_the_asker(tree: Tree, decision: str) -> None:
    request = ask(tree)
    with pytest.raises(IntegrityError, match="top_up_decided_by_another"), transaction.atomic():
        TopUpRequest.objects.filter(pk=request.pk).update(
            decision=decision,
            decided_by=tree.officer,
            decided_at=timezone.now(),
            granted=1 if decision == "approved" else 0,
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_once_one_wins() -> None:
    tree = make_tree()
    request, second = ask(tree), make_officer("64")

    def approve(by: User) -> TopUpRequest:
        return top_up.approve(request=request, count=8, by=by)

    results = together(lambda: approve(tree.province), lambda: approve(second))
    assert sorted(type(result).__name__ for result in results) == [
        "TopUpDecidedError",
        "TopUpRequest",
    ]
    assert tree.frees == (12, 38, 20, 10, 15)
    assert list(check()) == []
