"""The match key, the search and the scope of businesses."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from ikm.models import Business, match_key_of
from tests.factories import SAMARINDA, assign, make_business, make_region

TEXTS = st.text(
    alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F), min_size=1, max_size=40
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXTS, owner=TEXTS)
@example(name="UD. BUNDA", owner="İnci")
def test_the_key_in_sql_and_in_python_are_one(db: None, name: str, owner: str) -> None:
    business = make_business(name=name, owner_name=owner)
    business.refresh_from_db()
    assert business.match_key == match_key_of(name, owner)


@pytest.mark.parametrize(
    "text",
    [
        *("sinar ende", "SINAR", "Sinr Ende", "maria", "Kelor Jaya", "9912345678901", "45678901"),
        *("0834-5678-9012", "+62 834 5678 9012", "083456"),
    ],
)
def test_search_finds_by_name_owner_brand_nib_and_phone(officer: User, text: str) -> None:
    wanted = make_business(
        name="Kripik Pisang Sinar Ende",
        owner_name="Maria Contoh",
        brand="Kelor Jaya",
        nib="9912345678901",
        phone="+6283456789012",
    )
    make_business(name="Tahu Bandung", owner_name="Rudi Fiktif", phone="+6283400000000")
    assert list(Business.objects.matching(text)) == [wanted]


def test_an_empty_search_finds_all(db: None) -> None:
    make_business()
    assert Business.objects.matching("  ").count() == 1


SEEN = {"owner": 1, "companion": 1, "coordinator": 1, "officer": 1, "province_officer": 2}
SEEN |= {"head": 2, "auditor": 2, "stranger": 1, "admin_user": 0}


@pytest.mark.parametrize("who", SEEN)
def test_scope(who: str, owner: User, companion: User, request: pytest.FixtureRequest) -> None:
    mine = make_business(owner=owner)
    assign(mine, companion)
    make_business(regency=SAMARINDA)
    make_region("53.01")
    make_business(regency="53.01")

    seen = Business.objects.visible_to(request.getfixturevalue(who))
    assert seen.count() == SEEN[who]
    assert (mine in seen) is (who not in ("stranger", "admin_user"))


def test_an_ended_assignment_ends_the_sight(companion: User) -> None:
    assignment = assign(make_business(), companion)
    assignment.ended_on = assignment.started_on
    assignment.save()
    assert not Business.objects.visible_to(companion).exists()
