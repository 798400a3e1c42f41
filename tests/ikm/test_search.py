"""The search uses its indexes, and exact digits are no guess."""

from random import Random

import pytest
from django.db import connection

from accounts.models import User
from ikm.demo import make_businesses
from ikm.models import Business
from ikm.selectors.listing import Criteria, list_of
from ikm.selectors.searching import find
from tests.factories import make_business, make_region

VILLAGES = ["64.08.17.2001", "64.08.04.2001", "64.72.03.1006"]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, officer: User) -> None:
    """Some thousand businesses, so that the planner prefers an index."""
    for code in VILLAGES:
        make_region(code)
    shares = {code[:5]: 1.0 for code in VILLAGES}
    monkeypatch.setattr("ikm.demo.regency_weights", lambda province_code: shares)
    make_businesses(province_code="64", count=4_000, rng=Random(1), by=officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('business_search_trgm')")
        cursor.execute("ANALYZE ikm_business")


INDEXES = {
    Criteria(q="9912345678901"): "business_nib_prefix",
    Criteria(q="0834 1234 5678"): "business_phone_prefix",
    Criteria(q="qz"): "business_name_prefix",
    Criteria(q="xyzabc"): "business_search_trgm",
    Criteria(q="xyzabc", mirip="ya"): "business_search_trgm",
    Criteria(): "business_by_name",
}


def test_each_kind_of_term_has_its_index(
    registry: None, officer: User, province_officer: User
) -> None:
    for criteria, index in INDEXES.items():
        plan = list_of(province_officer, criteria).order_by("name", "pk")[:26].explain()
        assert index in plan, criteria
        assert "Seq Scan on ikm_business" not in plan, criteria
    own = list_of(officer, Criteria()).order_by("name", "pk")[:26].explain()
    assert "Index Scan using business_" in own
    assert "Sort" not in own


def test_digits_are_the_beginning_of_a_number(db: None) -> None:
    wanted = make_business(nib="9912345678901", phone="+6283456789012")
    make_business(nib="1299123456789", phone="+6281383456789")
    for text in ("99123", "0834 567", "62834567", "+62 834-567"):
        assert list(Business.objects.holding(text)) == [wanted]
    assert not Business.objects.holding("78901").exists()
    assert list(Business.objects.matching("78901")) == [wanted]


def test_two_letters_begin_a_name(db: None) -> None:
    wanted = make_business(name="Abon Sari")
    make_business(name="Kerupuk", owner_name="Abdul Fiktif")
    assert list(Business.objects.holding("AB")) == [wanted]
    assert Business.objects.holding("").count() == 2


def test_words_are_found_in_any_order_and_field(officer: User) -> None:
    wanted = make_business(name="Kedai Sinar Ende", owner_name="Maria Contoh")
    make_business(name="Kedai Sinar Sangatta", owner_name="Rudi Fiktif")
    assert list(list_of(officer, Criteria(q="maria kedai", mirip="ya"))) == [wanted]
    assert not list_of(officer, Criteria(q="maria sangatta", mirip="ya")).exists()
    assert find(officer, Criteria(q="maria kedai")).page.rows == [wanted]


def test_only_the_misspelt_word_is_guessed(officer: User) -> None:
    wanted = make_business(name="Kedai Barokah", owner_name="Maria Contoh")
    make_business(name="Warung Barokah", owner_name="Rudi Fiktif")
    assert list(list_of(officer, Criteria(q="kedai barokh", mirip="ya"))) == [wanted]
    assert list(list_of(officer, Criteria(q="barokah kedaai maria", mirip="ya"))) == [wanted]
