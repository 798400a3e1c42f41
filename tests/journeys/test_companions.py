"""A coordinator takes over a proposal of companions, and hands over the cases of one who leaves."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import CompanionProfile, User
from certification.models import Application
from ikm.models import Assignment, Business
from tests.factories import (
    make_allocation,
    make_application,
    make_business,
    make_companion,
    make_profile,
    make_programme,
    make_region,
)
from tests.journeys.conftest import SignIn
from tests.journeys.steps import follow, heading, in_days, press, see

pytestmark = pytest.mark.django_db(transaction=True)

SANGKULIRANG, TELEN = "64.08.05", "64.08.07"
BUSINESS = "Kue Uji Sangkulirang"


@pytest.fixture
def near(companion: User) -> CompanionProfile:
    """The companion of the kecamatan in which the business is."""
    profile = make_profile(companion, capacity=5)
    profile.districts.add(make_region(SANGKULIRANG))
    return profile


@pytest.fixture
def far(near: CompanionProfile) -> CompanionProfile:
    """A colleague of the same LP3H, two kecamatan away."""
    profile = make_profile(make_companion(near.organisation), capacity=5)
    profile.districts.add(make_region(TELEN))
    return profile


@pytest.fixture
def business(near: CompanionProfile, officer: User, province_officer: User) -> Business:
    """Without a companion, with an open application, where the LP3H has places."""
    programme = make_programme(
        by=province_officer, quota=5, starts_on=in_days(-30), ends_on=in_days(60)
    )
    make_allocation(programme, granted=4, by=province_officer)
    make_allocation(programme, organisation=near.organisation, granted=2, by=province_officer)
    business = make_business(name=BUSINESS, district=make_region(SANGKULIRANG))
    make_application(business, programme, by=officer)
    return business


@pytest.mark.usefixtures("business", "worker")
def test_cases_find_a_companion_and_another_when_that_one_leaves(
    sign_in: SignIn, coordinator: User, near: CompanionProfile, far: CompanionProfile
) -> None:
    page = sign_in(coordinator.email)
    accept_proposal(page, near)
    at_work(sign_in(near.user.email, phone=True, javascript=False), True)
    hand_over(page, near, far)
    at_work(sign_in(far.user.email, phone=True, javascript=False), True)
    at_work(sign_in(near.user.email, phone=True), False)
    assert Application.objects.get().companion == far.user
    near.refresh_from_db()
    assert near.left_on is not None


def accept_proposal(page: Page, near: CompanionProfile) -> None:
    follow(page, "Pendamping")
    see(page, "1 usaha belum punya pendamping")
    press(page, "Susun usulan penugasan")
    heading(page, "Usulan penugasan")
    row = page.get_by_role("row").filter(has_text=BUSINESS)
    expect(row).to_contain_text("kecamatan sama")
    expect(row.get_by_role("combobox")).to_have_value(str(near.user_id))
    assert not Assignment.objects.exists()
    press(page, "Terima usulan")
    see(page, "Usulan diterima. Hasil tiap usaha ada di bawah.", "ditugaskan")
    assert Assignment.objects.get().companion == near.user


def hand_over(page: Page, near: CompanionProfile, far: CompanionProfile) -> None:
    follow(page, "Daftar pendamping")
    follow(page, near.user.name)
    see(page, "Alihkan dulu 1 usaha ke pendamping lain.")
    press(page, "Susun alih tugas")
    heading(page, f"Alih tugas {near.user.name}")
    chooser = page.get_by_label(f"Pendamping {BUSINESS}")
    expect(chooser).to_have_value(str(far.user_id))
    page.get_by_label(f"Catat {near.user.name} keluar hari ini").check()
    press(page, "Terima usulan")
    see(page, "Usulan diterima. Hasil tiap usaha ada di bawah.")
    follow(page, "Daftar pendamping")
    expect(page.get_by_role("link", name=near.user.name)).to_have_count(0)


def at_work(page: Page, sees_it: bool) -> None:
    """The case lies with exactly one companion."""
    page.goto("/pengajuan/")
    expect(page.get_by_text(BUSINESS)).to_have_count(1 if sees_it else 0)
