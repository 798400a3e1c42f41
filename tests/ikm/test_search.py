"""The search uses its indexes, and exact digits are no guess."""

from random import Random

import pytest
from django.db import connection
from django.db.models import Q

from accounts.models import User
from ikm.demo import make_businesses
from ikm.models import Business, Word
from ikm.models.business import small_name
from ikm.selectors.listing import Criteria, asked_by, list_of
from ikm.selectors.pages import business_page, sparse_page
from ikm.selectors.searching import find
from ikm.selectors.sparse import WordSearch
from tests.factories import SAMARINDA, make_business, make_region

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
        cursor.execute("SELECT gin_clean_pending_list('business_words')")
        cursor.execute("ANALYZE ikm_business")


INDEXES = {
    Criteria(q="9912345678901"): "business_nib_prefix",
    Criteria(q="0834 1234 5678"): "business_phone_prefix",
    Criteria(q="qz"): "business_by_name",
    Criteria(): "business_by_name",
}


def test_each_kind_of_term_has_its_index(
    registry: None, officer: User, province_officer: User
) -> None:
    for criteria, index in INDEXES.items():
        plan = list_of(province_officer, criteria).order_by(small_name(), "pk")[:26].explain()
        assert index in plan, criteria
        assert "Seq Scan on ikm_business" not in plan, criteria
    for words in (Criteria(q="kedai kenanga siti"), Criteria(q="kedai kenanga sitti", mirip="ya")):
        assert "business_words" in list_of(province_officer, words).order_by().explain(), words
    own = list_of(officer, Criteria()).order_by(small_name(), "pk")[:26].explain()
    assert "Index Scan using business_" in own
    assert "Sort" not in own


def test_digits_are_the_beginning_of_a_number(db: None) -> None:
    wanted = make_business(nib="9912345678901", phone="+6283456789012")
    make_business(nib="1299123456789", phone="+6281383456789")
    for text in ("99123", "0834 567", "62834567", "+62 834-567"):
        assert list(Business.objects.holding(text)) == [wanted]
    assert not Business.objects.holding("78901").exists()
    assert list(Business.objects.matching("78901")) == [wanted]


def test_a_number_beside_words_is_looked_for_as_such(officer: User) -> None:
    wanted = make_business(name="Kedai Sinar 98", phone="+6283456789012")
    make_business(name="Kedai Sinar", phone="+6283400000000")
    for text in ("sinar 083456", "Kedai 98", "sinnar 083456"):
        assert find(officer, Criteria(q=text)).page.rows == [wanted]


@pytest.mark.parametrize("text", ["!!!", "zzqxwv", "kedai zzqxwv", "§"])
def test_what_nobody_has_finds_nothing(officer: User, text: str) -> None:
    make_business(name="Kedai Sinar")
    assert find(officer, Criteria(q=text)).page.rows == []


def test_the_beginning_of_a_word_and_its_inside(officer: User) -> None:
    wanted = make_business(name="Kedai Minasari", owner_name="Maria")
    make_business(name="Warung Bahari", owner_name="Rudi")
    assert not find(officer, Criteria(q="kedai mina")).is_near
    for text in ("kedai mina", "nasari", "kedai sari"):
        assert find(officer, Criteria(q=text)).page.rows == [wanted]


def test_a_word_that_somebody_else_misspelt_is_guessed_too(officer: User) -> None:
    wanted = make_business(name="Kedai Barokah", owner_name="Maria")
    make_business(name="Warung Barokh", owner_name="Rudi")
    found = find(officer, Criteria(q="barokh maria"))
    assert (found.is_near, found.page.rows) == (True, [wanted])


def test_a_changed_name_is_found_by_its_new_words(officer: User) -> None:
    business = make_business(name="Kedai Lama")
    business.name = "Kedai Wangi"
    business.save()
    assert find(officer, Criteria(q="wanggi")).page.rows == [business]
    assert Word.objects.filter(text="wangi").count() == 1
    assert find(officer, Criteria(q="lama")).page.rows == []


@pytest.mark.parametrize(("few", "walk"), [(5_000, 5_000), (4, 5_000), (4, 5), (4, 1)])
def test_pages_of_words_run_by_name_however_they_are_found(
    officer: User, monkeypatch: pytest.MonkeyPatch, few: int, walk: int
) -> None:
    """All of a few, along the names while these are near, else from all; there and back."""
    monkeypatch.setattr("ikm.selectors.sparse.FEW", few)
    monkeypatch.setattr("ikm.selectors.sparse.WALK", walk)
    monkeypatch.setattr("ikm.selectors.pages.COUNT_CAP", 3)
    for name in "ABCDEFGHIJ":
        make_business(name=f"{name} Lain" if name < "D" else f"{name} Sinar")
    make_business(name="K Sinar", regency=SAMARINDA)
    search = WordSearch(
        listed=list_of(officer, Criteria(q="sinar"), asked=Q()),
        names=Business.objects.visible_to(officer),
        asked=asked_by(Criteria(q="sinar")),
    )
    listed, token = "", "?"
    while token:
        page = sparse_page(search, after=token, size=3)
        assert page.count == 4
        listed += "".join(row.name[0] for row in page.rows)
        token = page.next_token
    assert listed == "DEFGHIJ"
    back = sparse_page(search, before=page.previous_token, size=3)
    assert [row.name[0] for row in back.rows] == ["G", "H", "I"]
    assert back.next_token
    assert back.previous_token


def test_capitals_and_small_letters_are_one_order_and_pages_begin_at_their_key(
    officer: User,
) -> None:
    for name in ("abon", "Abon B", "zaitun", "Cendol", "ABON A"):
        make_business(name=name)
    first = business_page(list_of(officer, Criteria()), size=2)
    assert [row.name for row in first.rows] == ["abon", "ABON A"]
    second = business_page(list_of(officer, Criteria()), after=first.next_token, size=2)
    assert [row.name for row in second.rows] == ["Abon B", "Cendol"]


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
