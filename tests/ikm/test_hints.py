"""The hint while typing: whom it names, to whom, and that it never stands in the way."""

import pytest
from django.utils import timezone

from accounts.models import User
from ikm.models import Business
from tests.factories import SAMARINDA, client_for, make_business

ADDRESS = "/usaha/tambah/mirip/"


def hint(user: User, **typed: str) -> str:
    response = client_for(user).post(ADDRESS, typed)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"name": "keripik sinar endee"}, "nama mirip"),
        ({"phone": "0834-5678-9012"}, "nomor HP sama"),
        ({"nib": "9912345678901"}, "NIB sama"),
    ],
)
def test_it_names_what_is_alike(officer: User, typed: dict[str, str], reason: str) -> None:
    make_business(name="Keripik Sinar Ende", phone="+6283456789012", nib="9912345678901")
    page = hint(officer, **typed)
    assert "Keripik Sinar Ende" in page
    assert reason in page


@pytest.mark.parametrize(
    "typed", [{}, {"name": "Ke"}, {"phone": "0834"}, {"nib": "99123"}, {"name": "Tahu Bandung"}]
)
def test_it_is_silent_without_cause(officer: User, typed: dict[str, str]) -> None:
    make_business(name="Keripik Sinar Ende", phone="+6283456789012", nib="9912345678901")
    assert hint(officer, **typed).strip() == ""


def test_of_another_region_only_that_the_nib_is_taken(officer: User) -> None:
    make_business(
        name="Rahasia Tetangga", regency=SAMARINDA, phone="+6283456789012", nib="9912345678901"
    )
    page = hint(officer, name="Rahasia Tetangga", phone="083456789012", nib="9912345678901")
    assert "Usaha di Kota Samarinda" in page
    assert "NIB sama" in page
    assert "nomor HP sama" not in page
    assert "Rahasia" not in page


@pytest.mark.parametrize("who", ["owner", "companion", "coordinator", "head", "auditor"])
def test_only_those_who_register_are_told(who: str, request: pytest.FixtureRequest) -> None:
    user: User = request.getfixturevalue(who)
    assert client_for(user).post(ADDRESS, {"name": "Keripik"}).status_code == 403


def test_a_number_never_stands_in_an_address(officer: User) -> None:
    assert client_for(officer).get(ADDRESS, {"phone": "083456789012"}).status_code == 405


def test_whoever_came_to_the_desk_was_seen_today(
    officer: User, villages: dict[str, object]
) -> None:
    facts = {"name": "Baru", "owner_name": "Maria", "village": "Batu Timbau"}
    client_for(officer).post("/usaha/tambah/", facts)
    seen_at = Business.objects.get(name="Baru").last_verified_at
    assert seen_at
    assert timezone.localdate(seen_at) == timezone.localdate()
