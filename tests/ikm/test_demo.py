"""The invented registry: deterministic, valid, plainly synthetic."""

from random import Random

import pytest

from accounts.models import User
from halalportal.lib.identifiers import read_nib, read_nik, read_phone
from ikm.demo import make_businesses, regency_weights
from ikm.invariants import check
from ikm.models import Business, Product
from tests.factories import make_region

VILLAGES = ["64.08.17.2001", "64.08.04.2001", "64.72.03.1006", "64.03.01.2001", "64.71.01.1001"]


@pytest.fixture
def regions(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for code in VILLAGES:
        make_region(code)
    shares = {code[:5]: 1.0 for code in VILLAGES}
    monkeypatch.setattr("ikm.demo.regency_weights", lambda province_code: shares)


def _facts(businesses: list[Business]) -> list[tuple[str, ...]]:
    return [
        (str(b.uuid), b.name, b.owner_name, b.phone, b.nib, b.nik, b.village_id or "", b.scale)
        for b in businesses
    ]


def test_one_seed_gives_one_registry(regions: None, officer: User) -> None:
    def make(seed: int) -> list[tuple[str, ...]]:
        facts = _facts(make_businesses(province_code="64", count=40, rng=Random(seed), by=officer))
        Business.objects.all().delete()
        return facts

    first = make(1)
    assert make(1) == first
    assert make(2) != first


def test_every_identifier_is_valid_and_synthetic(regions: None, officer: User) -> None:
    businesses = make_businesses(province_code="64", count=200, rng=Random(3), by=officer)
    assert len(businesses) == Business.objects.count() == 200
    for business in businesses:
        nik = read_nik(business.nik)
        assert business.nik == "" or (nik.is_valid and not nik.warnings)
        assert business.nik == "" or business.nik[12] == "9"
        assert business.nib == "" or (read_nib(business.nib).is_valid and business.nib[:2] == "99")
        assert business.phone == "" or read_phone(business.phone).is_valid
        assert business.phone == "" or business.phone.startswith("+62834")
    assert {b.nib for b in businesses if b.nib}
    assert {b.nik for b in businesses if b.nik}
    assert Product.objects.values("business").distinct().count() == 200
    assert list(check()) == []


def test_two_calls_with_one_rng_give_other_businesses(regions: None, officer: User) -> None:
    rng = Random(5)
    make_businesses(province_code="64", count=50, rng=rng, by=officer)
    make_businesses(province_code="64", count=50, rng=rng, by=officer)
    assert Business.objects.count() == 100


def test_weights_are_those_of_the_ten_kabupaten_and_kota() -> None:
    weights = regency_weights("64")
    assert len(weights) == 10
    assert sum(weights.values()) == pytest.approx(1, abs=0.01)
