"""What is missing for a certificate, and what must never be in the registry."""

import pytest

from accounts.models import User
from ikm import invariants
from ikm.enums import OperationalStatus
from ikm.models import Business
from ikm.selectors.gaps import gaps_of
from tests.factories import (
    BATU_TIMBAU,
    SAMARINDA,
    assign,
    make_business,
    make_organisation,
    make_region,
)


def complete_business() -> Business:
    village = make_region(BATU_TIMBAU)
    business = make_business(
        nib="9912345678901",
        phone="+6283456789012",
        address="Jl. Poros 1",
        village=village,
        district=village.parent,
        kbli_code="10794",
        kbli_version=2020,
        scale="micro",
        operational_status=OperationalStatus.ACTIVE,
    )
    business.seal_nik("6408174107909001")
    business.save()
    return business


def fields(business: Business) -> list[str]:
    return [gap.field for gap in gaps_of(business, product_count=1, has_companion=True)]


def test_a_complete_business_lacks_nothing(db: None) -> None:
    assert fields(complete_business()) == []


@pytest.mark.parametrize(
    "field", ["nib", "phone", "nik_index", "village_id", "address", "kbli_code", "scale"]
)
def test_each_missing_piece_has_its_sentence(db: None, field: str) -> None:
    business = complete_business()
    setattr(business, field, None if field == "village_id" else "")
    assert fields(business) == [field]


def test_products_companion_and_operation(db: None) -> None:
    business = complete_business()
    business.operational_status = OperationalStatus.CLOSED
    gaps = gaps_of(business, product_count=0, has_companion=False)
    assert [gap.field for gap in gaps] == ["operational_status", "products", ""]
    assert gaps[0].sentence == "Usaha sudah tutup, jadi tidak bisa diajukan."


def test_a_sound_registry_has_no_violations(companion: User) -> None:
    assign(complete_business(), companion)
    assert list(invariants.check()) == []


def test_a_village_of_another_kabupaten_is_a_violation(db: None) -> None:
    business = complete_business()
    make_region(SAMARINDA)
    Business.objects.filter(pk=business.pk).update(regency_id=SAMARINDA)
    (violation,) = invariants.check()
    assert violation.startswith(f"Business {business.pk}:")


def test_half_a_nik_is_a_violation(db: None) -> None:
    business = complete_business()
    Business.objects.filter(pk=business.pk).update(nik_sealed=b"")
    assert "NIK" in next(iter(invariants.check()))


def test_a_companion_of_another_organisation_is_a_violation(companion: User) -> None:
    assignment = assign(complete_business(), companion)
    assignment.organisation = make_organisation()
    assignment.save()
    assert next(iter(invariants.check())).startswith(f"Assignment {assignment.pk}:")
