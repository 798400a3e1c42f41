"""Pages of the ledger: history, transfer, top-up, idle places, sharing with companions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.invariants import check
from certification.models import Movement, Programme, TopUpRequest
from certification.services import quota, top_up
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.tree import Tree, make_tree
from tests.factories import SAMARINDA, client_for, make_companion


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def url(name: str, tree: Tree, *more: object) -> str:
    return reverse(f"certification:{name}", args=[tree.programme.slug, *more])


def get(user: User, address: str) -> str:
    response = client_for(user).get(address)
    assert response.status_code == 200
    return response.content.decode()


def said(client: Client, tree: Tree) -> str:
    """The programme's history, with the message of what was done before."""
    return client.get(url("movement-list", tree)).content.decode()


def test_the_history_tells_who_did_what_at_which_level_and_why(tree: Tree) -> None:
    client = client_for(tree.province)
    data = {"source": tree.samarinda.pk, "target": tree.own.pk, "count": 3, "reason": "Tak dipakai"}
    assert client.post(url("allocation-transfer", tree), data).status_code == 302
    page = said(client, tree)
    for words in ("Kuota dipindahkan", "Tak dipakai", tree.province.name, tree.companion.name):
        assert words in page
    assert "kuota +3" in page
    assert "kuota -3" in page


def test_the_figures_above_the_history_add_up_for_whoever_looks(case: Case) -> None:
    steps.entered(case)
    address = reverse("certification:movement-list", args=[case.programme.slug])
    counts = client_for(case.officer).get(address).context["counts"]
    assert (counts.quota, counts.issued, counts.in_process) == (3, 0, 1)
    assert (counts.reserved, counts.free) == (0, 2)
    assert "terbit 0 + diproses 1 + dipesan 0 + sisa 2 = kuota 3." in get(case.officer, address)


def test_filters_by_level_and_kind(tree: Tree) -> None:
    quota.take_back(allocation=tree.own, count=2, by=tree.coordinator)
    client = client_for(tree.province)
    page = client.get(url("movement-list", tree), {"tingkat": str(tree.own.pk), "jenis": "return"})
    (line,) = page.context["lines"]
    assert (line.movement.allocation, line.changes) == (tree.own, (("kuota", -2),))
    assert page.context["counts"].quota == 8
    unknown = client.get(url("movement-list", tree), {"tingkat": "x", "jenis": "x"})
    assert len(unknown.context["lines"]) == 13


def test_each_sees_the_history_of_the_own_branch_only(tree: Tree, stranger: User) -> None:
    seen = {}
    for user in (tree.officer, stranger, tree.coordinator):
        lines = client_for(user).get(url("movement-list", tree)).context["lines"]
        seen[user] = {line.movement.allocation for line in lines}
    elsewhere = tree.level(SAMARINDA, lp3h=True)
    assert seen[tree.officer] == {tree.east, tree.leaf, tree.own}
    assert seen[stranger] == {tree.samarinda, elsewhere}
    assert seen[tree.coordinator] == {tree.leaf, tree.own, elsewhere}


def test_a_long_history_comes_in_pages_that_miss_and_repeat_nothing(tree: Tree) -> None:
    for _ in range(20):
        quota.grant(programme=tree.programme, count=1, by=tree.province)
    client, address = client_for(tree.province), url("movement-list", tree)
    first = client.get(address)
    second = client.get(address + first.context["next_url"])
    pks = [line.movement.pk for page in (first, second) for line in page.context["lines"]]
    assert pks == list(Movement.objects.order_by("-at", "-pk").values_list("pk", flat=True))
    back = client.get(address + second.context["previous_url"])
    assert [line.movement.pk for line in back.context["lines"]] == pks[:25]


def test_the_history_asks_the_database_as_often_for_a_page_as_for_a_line(
    tree: Tree,
) -> None:
    client, address = client_for(tree.province), url("movement-list", tree)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"tingkat": tree.own.pk})
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


def test_a_refused_transfer_keeps_what_was_typed_and_says_why(tree: Tree) -> None:
    data = {"source": tree.samarinda.pk, "target": tree.east.pk, "count": 99, "reason": "uji"}
    page = client_for(tree.province).post(url("allocation-transfer", tree), data)
    assert "Kuota Kota Samarinda tinggal 15, Anda meminta 99." in page.content.decode()
    assert 'value="99"' in page.content.decode()
    assert tree.samarinda.free == 15


def test_a_level_asks_and_the_province_gives_a_part(tree: Tree) -> None:
    asker, decider = client_for(tree.officer), client_for(tree.province)
    data = {"allocation": tree.east.pk, "count": 12, "reason": "Banyak menunggu"}
    assert asker.post(url("top-up-create", tree), data).status_code == 302
    (request,) = TopUpRequest.objects.all()
    assert "Putuskan permintaan" in get(tree.province, url("top-up-list", tree))
    assert "Permintaan tambahan (1)" in said(decider, tree)
    address = url("top-up-approve", tree, request.pk)
    page = decider.post(address, {"count": 13, "note": ""}, follow=True).content.decode()
    assert "Setujui 1 sampai 12 tempat." in page
    page = decider.post(address, {"count": 5, "note": "Lima dulu"}, follow=True).content.decode()
    assert "Tambahan kuota diberikan." in page
    assert "Lima dulu" in page
    page = decider.post(address, {"count": 5}, follow=True).content.decode()
    assert f"Permintaan ini sudah disetujui oleh {tree.province.name}" in page
    assert tree.frees == (15, 35, 20, 10, 15)
    assert list(check()) == []


def test_refusing_and_withdrawing(tree: Tree) -> None:
    first = top_up.ask(allocation=tree.leaf, count=2, reason="uji", by=tree.coordinator)
    officer, coordinator = client_for(tree.officer), client_for(tree.coordinator)
    address = url("top-up-refuse", tree, first.pk)
    assert "Tulis alasannya" in officer.post(address, follow=True).content.decode()
    officer.post(address, {"note": "Pakai dulu yang ada"})
    assert "Pakai dulu yang ada" in get(tree.coordinator, url("top-up-list", tree))
    second = top_up.ask(allocation=tree.leaf, count=2, reason="uji", by=tree.coordinator)
    coordinator.post(url("top-up-withdraw", tree, second.pk))
    decisions = TopUpRequest.objects.order_by("pk").values_list("decision", flat=True)
    assert list(decisions) == ["refused", "withdrawn"]


def test_a_stranger_finds_no_request(tree: Tree, stranger: User) -> None:
    request = top_up.ask(allocation=tree.east, count=2, reason="uji", by=tree.officer)
    client = client_for(stranger)
    assert client.get(url("top-up-detail", tree, request.pk)).status_code == 404
    for name in ("top-up-approve", "top-up-refuse", "top-up-withdraw"):
        data = {"count": 1, "note": "uji"}
        assert client.post(url(name, tree, request.pk), data).status_code == 404
    # The officer of the region sees the own request, but another one decides.
    own = client_for(tree.officer).post(url("top-up-approve", tree, request.pk), {"count": 1})
    assert own.status_code == 403
    request.refresh_from_db()
    assert request.decision == "waiting"


def test_idle_places_are_listed_and_taken_back(tree: Tree) -> None:
    Programme.objects.update(recall_after_days=0)
    page = get(tree.coordinator, url("idle-list", tree))
    assert tree.companion.name in page
    address = url("idle-recall", tree, tree.own.pk)
    client = client_for(tree.coordinator)
    refused = client.post(address, {"count": 11, "reason": "Sakit"}).content.decode()
    assert "tinggal 10, Anda meminta 11." in refused
    assert client.post(address, {"count": 10, "reason": "Sakit"}).status_code == 302
    assert tree.frees == (20, 30, 30, 0, 15)
    assert list(check()) == []


def test_who_may_open_what(tree: Tree, stranger: User, head: User, owner: User) -> None:
    recall_own = url("idle-recall", tree, tree.own.pk)
    companions = url("programme-split-companion", tree)
    opens = {
        tree.province: {url("allocation-transfer", tree): 200, recall_own: 200, companions: 403},
        tree.coordinator: {url("allocation-transfer", tree): 403, recall_own: 200, companions: 200},
        tree.officer: {url("allocation-transfer", tree): 403, recall_own: 403, companions: 403},
        stranger: {url("idle-list", tree): 200, url("top-up-create", tree): 200},
        head: {url("movement-list", tree): 200, url("top-up-create", tree): 403},
        owner: {url("movement-list", tree): 403, url("idle-list", tree): 403},
        tree.companion: {url("movement-list", tree): 403, companions: 403},
    }
    for user, pages in opens.items():
        for address, status in pages.items():
            assert client_for(user).get(address).status_code == status, (user.role, address)


def test_a_coordinator_shares_places_with_a_companion(tree: Tree) -> None:
    client, address = client_for(tree.coordinator), url("programme-split-companion", tree)
    second = make_companion(tree.lp3h)
    data = {"level": tree.leaf.pk, "companion": second.pk, "count": 21, "due_on": ""}
    refused = client.post(address, data).content.decode()
    assert "tinggal 20, Anda meminta 21." in refused
    assert client.post(address, data | {"count": 7}).status_code == 302
    assert tree.leaf.free == 13
    page = client.get(address).content.decode()
    assert second.name in page
    stranger = make_companion()
    client.post(address, data | {"companion": stranger.pk, "count": 1})
    assert not stranger.allocations.exists()


def test_a_programme_that_is_over_answers_in_plain_words(tree: Tree) -> None:
    day = timezone.localdate() - timedelta(days=1)
    Programme.objects.update(starts_on=day, ends_on=day)
    data = {"source": tree.samarinda.pk, "target": tree.east.pk, "count": 1, "reason": "uji"}
    page = client_for(tree.province).post(url("allocation-transfer", tree), data)
    assert "sudah berakhir, jadi kuotanya tidak bisa dipindahkan lagi." in page.content.decode()
    assert tree.samarinda.free == 15
