"""A companion copies a case into SiHalal with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.models import Application, CopyTick
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import assign, make_allocation, make_business, make_programme
from tests.journeys.conftest import SignIn
from tests.journeys.steps import in_days

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(owner: User, officer: User, companion: User, province_officer: User) -> Case:
    """A business with everything that the registry needs, and a place for it."""
    programme = make_programme(
        by=province_officer, quota=3, starts_on=in_days(-30), ends_on=in_days(60)
    )
    allocation = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(
        owner=owner,
        name="Keripik Uji Salin",
        nib="9120000000701",
        scale="micro",
        address="Jalan Uji 1",
        phone="+6283400009701",
        kbli_version=2020,
        kbli_code="10794",
    )
    assign(business, companion)
    return Case(business, programme, allocation, owner, officer, companion)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def ticked(application: Application) -> set[str]:
    return set(CopyTick.objects.filter(application=application).values_list("key", flat=True))


def test_c_copies_and_goes_down(case: Case, sign_in: SignIn) -> None:
    application = steps.ready(case)
    page = sign_in(case.companion.email)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/pengajuan/{application.number}/sihalal/")
    with page.expect_response("**/sihalal/centang/"):
        page.keyboard.press("c")
    assert clipboard(page) == case.business.name
    with page.expect_response("**/sihalal/centang/"):
        page.keyboard.press("c")
    assert clipboard(page) == case.business.nib
    assert ticked(application) == {"pu-nama", "pu-nib"}
    page.reload()
    expect(page.get_by_label("Sudah disalin: NIB", exact=True)).to_be_checked()

    page.get_by_label("Tombol c menyalin isian dan turun ke isian berikutnya").uncheck()
    page.locator("body").press("c")
    page.reload()
    assert ticked(application) == {"pu-nama", "pu-nib"}
    page.get_by_label("Nomor daftar dari SiHalal").fill("sh2026-1-825659")
    page.get_by_label("Nomor daftar dari SiHalal").press("Enter")
    expect(page.get_by_text("ditandai sudah diajukan di SiHalal")).to_be_visible()


def test_without_scripts_ticks_are_a_form(case: Case, sign_in: SignIn) -> None:
    application = steps.ready(case)
    page = sign_in(case.companion.email, phone=True, javascript=False)
    page.goto(f"/pengajuan/{application.number}/sihalal/")
    page.get_by_label("Sudah disalin: NIB", exact=True).check()
    page.get_by_role("button", name="Simpan centang").first.click()
    expect(page.get_by_text("Centang tersimpan.")).to_be_visible()
    assert ticked(application) == {"pu-nib"}
    expect(page.get_by_role("button", name="Salin NIB")).to_be_hidden()
