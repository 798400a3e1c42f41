"""The visit plan: who stands in it, what it shows, and what it leaves out."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from ikm.models import Business
from ikm.selectors import visits
from tests.factories import BATU_TIMBAU, assign, client_for, make_business, make_region

pytestmark = pytest.mark.django_db

DISTRICT = BATU_TIMBAU[:8]
ADDRESS = f"/usaha/rencana-kunjungan/?kecamatan={DISTRICT}"


def here(**fields: Any) -> Business:
    """A business in Batu Timbau."""
    village = make_region(BATU_TIMBAU)
    return make_business(village=village, district=village.parent, **fields)


def page_of(client: Client, address: str = ADDRESS) -> str:
    return client.get(address).content.decode()


def test_it_groups_by_village_and_says_what_is_missing(officer: User) -> None:
    here(name="Sinar", address="Jalan Melati 3", phone="+6283456789012", nib="9912345678901")
    make_business(name="Tanpa desa", district=make_region(DISTRICT))
    page = page_of(client_for(officer))
    assert "Batu Timbau (1)" in page
    assert "Desa belum diketahui (1)" in page
    assert "Jalan Melati 3" in page
    assert "0834-5678-9012" in page
    assert "Belum ada produk." in page
    assert page.count("tick-box") > 3


def test_without_a_kecamatan_it_asks_for_one(officer: User) -> None:
    here()
    page = page_of(client_for(officer), "/usaha/rencana-kunjungan/?kecamatan=99.99.99")
    assert f"?kecamatan={DISTRICT}" in page
    assert "Batu Timbau (1)" not in page


@pytest.mark.parametrize(
    ("who", "sees"),
    [("officer", True), ("province_officer", True), ("stranger", False), ("companion", False)],
)
def test_only_those_who_see_the_businesses(
    who: str, sees: bool, request: pytest.FixtureRequest
) -> None:
    here(name="Sinar Rahasia")
    user: User = request.getfixturevalue(who)
    assert ("Sinar Rahasia" in page_of(client_for(user))) is sees


def test_a_companion_plans_the_own_visits(companion: User) -> None:
    assign(here(name="Punya saya"), companion)
    here(name="Orang lain")
    page = page_of(client_for(companion))
    assert "Punya saya" in page
    assert "Orang lain" not in page


def test_phones_are_masked_for_those_who_only_read(head: User) -> None:
    here(phone="+6283456789012")
    page = page_of(client_for(head))
    assert "9012" in page
    assert "0834-5678" not in page


def test_the_filters_of_the_list_hold(officer: User) -> None:
    here(name="Binaan kita", is_mentored=True)
    here(name="Bukan")
    page = page_of(client_for(officer), f"{ADDRESS}&binaan=ya")
    assert "Binaan kita" in page
    assert "Bukan" not in page


def test_what_has_no_room_is_named(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "MOST_ROWS", 2)
    for number in range(5):
        here(name=f"Usaha {number}")
    page = page_of(client_for(officer))
    assert "Batu Timbau: 3 usaha" in page
    assert "Usaha 1" in page
    assert "Usaha 2" not in page


def test_it_costs_as_many_queries_for_ten_as_for_one(officer: User, companion: User) -> None:
    client = client_for(officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        return len(queries)

    here()
    one = cost()
    for _ in range(9):
        assign(here(), companion)
    assert cost() == one
