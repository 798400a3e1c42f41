"""Filters under a name: who sees them, what they count, what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from ikm.models import SavedFilter
from ikm.selectors.saved_filters import filter_chips
from ikm.services import filters as services
from tests.factories import client_for, make_business, make_officer


def _names(user: User) -> list[str]:
    return [chip.saved.name for chip in filter_chips(user)]


def _save(by: User, name: str = "Binaan", *, query: str = "binaan=ya", shared: bool = False) -> int:
    return services.save(name=name, query=query, is_shared=shared, by=by).pk


def test_a_filter_is_saved_from_the_list_and_counts(officer: User) -> None:
    make_business(is_mentored=True)
    make_business()
    client = client_for(officer)
    assert 'value="binaan=ya"' in client.get("/usaha/saringan/simpan/?binaan=ya").content.decode()
    answers = {"name": " Binaan  saya", "query": "binaan=ya&setelah=x&jahat=1"}
    response = client.post("/usaha/saringan/simpan/", answers)
    assert response["Location"] == "/usaha/?binaan=ya"
    [chip] = filter_chips(officer)
    assert (chip.saved.name, chip.saved.query, chip.count) == ("Binaan saya", "binaan=ya", 1)
    page = client.get("/usaha/").content.decode()
    assert 'href="?binaan=ya"' in page
    assert "Binaan saya" in page


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        ("", "binaan=ya", "Tulis nama saringan."),
        ("Semua", "", "Pilih saringan dulu, lalu simpan."),
        ("Aneh", "skala=raksasa", "Pilih saringan dulu, lalu simpan."),
    ],
)
def test_what_cannot_be_saved_is_told(officer: User, name: str, query: str, sentence: str) -> None:
    data = {"name": name, "query": query}
    response = client_for(officer).post("/usaha/saringan/simpan/", data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not SavedFilter.objects.exists()


def test_the_same_name_again_replaces(officer: User) -> None:
    assert _save(officer) == _save(officer, query="nib=ada")
    assert SavedFilter.objects.get().query == "nib=ada"


def test_a_shared_filter_is_for_the_same_region_only(
    officer: User, stranger: User, province_officer: User
) -> None:
    colleague = make_officer()
    pk = _save(officer)
    assert (_names(officer), _names(colleague)) == (["Binaan"], [])
    client_for(officer).post(f"/usaha/saringan/{pk}/bagikan/")
    assert _names(colleague) == ["Binaan"]
    assert _names(stranger) == _names(province_officer) == []
    page = client_for(colleague).get("/usaha/saringan/").content.decode()
    assert f"dibagikan oleh {officer.name}" in page
    assert "Hapus saringan" not in page


def test_only_its_maker_shares_and_deletes(officer: User, stranger: User) -> None:
    pk = _save(officer, shared=True)
    for user, status in ((make_officer(), 403), (stranger, 404)):
        for act in ("bagikan", "hapus"):
            assert client_for(user).post(f"/usaha/saringan/{pk}/{act}/").status_code == status
    assert SavedFilter.objects.get().is_shared
    client_for(officer).post(f"/usaha/saringan/{pk}/hapus/")
    assert not SavedFilter.objects.exists()


def test_counts_are_those_of_the_viewers_own_list(officer: User, companion: User) -> None:
    make_business(is_mentored=True)
    _save(companion)
    [chip] = filter_chips(companion)
    assert chip.count == 0


def test_ten_filters_cost_as_many_queries_as_one(officer: User) -> None:
    make_business(is_mentored=True, name="Sinar")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/usaha/").status_code == 200
        return len(queries)

    client = client_for(officer)
    _save(officer, "A")
    one = cost()
    for number in range(9):
        _save(officer, f"B{number}", query=f"q=sinar{number}&nib=tidak&kbli={number}")
    assert cost() == one
    assert [chip.count for chip in filter_chips(officer)] == [1] + [0] * 9
