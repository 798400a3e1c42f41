"""A running programme with places in East Kutai, a business there, and its application."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.models import CompanionProfile, Organisation, User
from certification.models import Allocation, Programme, ReturnReason, StopReason
from ikm.models import Business
from tests.certification import companions
from tests.factories import (
    assign,
    make_allocation,
    make_business,
    make_profile,
    make_programme,
    make_region,
)


def photo_file(
    name: str = "produk.jpg", *, size: tuple[int, int] = (640, 480), color: str = "orange"
) -> SimpleUploadedFile:
    """A real picture as a browser would send it."""
    buffer = BytesIO()
    Image.new("RGB", size, color).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")


@pytest.fixture
def programme(province_officer: User) -> Programme:
    """Ten places at the root, open today."""
    today = timezone.localdate()
    return make_programme(
        by=province_officer,
        quota=10,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=30),
    )


@pytest.fixture
def allocation(programme: Programme, province_officer: User) -> Allocation:
    """Three of the ten places for Kabupaten Kutai Timur."""
    return make_allocation(programme, granted=3, by=province_officer)


@pytest.fixture
def business(owner: User, companion: User) -> Business:
    """The owner's business in East Kutai, with everything the registry needs, and its companion."""
    business = make_business(
        owner=owner,
        nib="1234567890123",
        scale="micro",
        phone="+6281200000077",
        address="Jalan Rekaan 1",
        kbli_version=2020,
        kbli_code="10794",
    )
    assign(business, companion)
    return business


@dataclass(frozen=True)
class Case:
    """Everything that one application needs, and the people around it."""

    business: Business
    programme: Programme
    allocation: Allocation
    owner: User
    officer: User
    companion: User

    @property
    def counters(self) -> tuple[int, int, int]:
        """Reserved, used and issued places of the kab/kota."""
        self.allocation.refresh_from_db()
        return self.allocation.reserved, self.allocation.used, self.allocation.issued


@pytest.fixture
def case(
    business: Business, allocation: Allocation, owner: User, officer: User, companion: User
) -> Case:
    return Case(business, allocation.programme, allocation, owner, officer, companion)


@pytest.fixture
def return_reason(db: None) -> ReturnReason:
    return ReturnReason.objects.get_or_create(
        code="product-photo",
        defaults={
            "label": "Foto produk tidak sesuai",
            "advice": "Ambil foto baru.",
            "part": "photos",
            "valid_from": date(2025, 1, 1),
            "source": "uji",
        },
    )[0]


@pytest.fixture
def stop_reason(db: None) -> StopReason:
    return StopReason.objects.get_or_create(
        code="withdrawn",
        defaults={
            "label": "Mengundurkan diri",
            "valid_from": date(2025, 1, 1),
            "source": "uji",
        },
    )[0]


@pytest.fixture
def lp3h(coordinator: User) -> Organisation:
    membership = coordinator.active_membership
    assert membership
    assert membership.organisation
    return membership.organisation


@pytest.fixture
def profile(companion: User) -> CompanionProfile:
    """The companion serves a district of East Kutai."""
    profile = make_profile(companion, registration_number="P3H/64/7001", capacity=9)
    profile.districts.add(make_region(companions.SANGKULIRANG))
    return profile
