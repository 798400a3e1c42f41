"""An owner answers, checks and sends an application without touching a pointer."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.enums import Status
from certification.models import Application
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import assign, make_allocation, make_business, make_programme
from tests.journeys.conftest import SignIn
from tests.journeys.keyboard import enter, tick, type_into
from tests.journeys.steps import heading, in_days, see

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Keripik Pisang Uji"


@pytest.fixture
def draft(owner: User, officer: User, companion: User, province_officer: User) -> Application:
    """A whole draft: the owner changes one answer, looks it through and sends it."""
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(30)
    )
    places = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(
        owner=owner,
        name=NAME,
        nib="9120000000217",
        scale="micro",
        phone="+6283400009301",
        address="Jalan Rekaan 5",
        kbli_version=2020,
        kbli_code="10794",
    )
    assign(business, companion)
    return steps.filled(Case(business, programme, places, owner, officer, companion))


def test_an_owner_with_a_keyboard_alone(sign_in: SignIn, draft: Application) -> None:
    page = sign_in(draft.created_by.email or "")
    change_the_supervisor(page, draft)
    page.goto(f"/pengajuan/{draft.number}/")
    enter(page, "Periksa dan kirim")
    see(page, "Bu Rekaan Baru", "Keripik Pisang Asin")
    enter(page, "Kirim pengajuan")
    heading(page, "Pengajuan terkirim")
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED
    assert draft.supervisor_name == "Bu Rekaan Baru"


def change_the_supervisor(page: Page, draft: Application) -> None:
    page.goto(f"/pengajuan/{draft.number}/")
    enter(page, "2. Pemilik dan penyelia halal")
    type_into(page, "Nama penyelia halal", "Bu Rekaan Baru")
    question = page.get_by_role("group", name="Apakah penyelia halal beragama Islam")
    tick(page, question.get_by_label("Ya", exact=True))
    enter(page, "Simpan jawaban")
    expect(page.get_by_text("Bagian Pemilik dan penyelia halal tersimpan.")).to_be_visible()
