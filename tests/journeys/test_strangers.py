"""Somebody else's case does not exist: the page for a wrong address, at each of its addresses."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.models import Application, Programme
from ikm.models import Business
from tests.certification.conftest import Case
from tests.certification.steps import submitted
from tests.factories import assign, make_allocation, make_business, make_companion, make_programme
from tests.journeys.conftest import SignIn
from tests.journeys.steps import in_days

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = """detail check receipt part-business part-people part-products part-materials material-add
    part-process part-photos upload-show return verify sihalal certificate stop""".split()
ACTIONS = "submit accept set-companion product-add photo-remove material-add stop".split()
OF_A_FILE = {"upload-show", "photo-remove"}
# Pages of another role say so, whether or not the case exists.
NOT_FOR_OFFICERS = {"verify"}
NOT_FOR_COMPANIONS = {"stop", "accept", "set-companion"}


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(30)
    )


@pytest.fixture
def case(
    programme: Programme, owner: User, officer: User, companion: User, province_officer: User
) -> Case:
    business = make_business(owner=owner, nib="9120000000317", scale="micro", address="Jalan Uji 1")
    Business.objects.filter(pk=business.pk).update(phone="+6283400009401")
    business.refresh_from_db()
    assign(business, companion)
    allocation = make_allocation(programme, granted=3, by=province_officer)
    return Case(business, programme, allocation, owner, officer, companion)


def test_a_case_of_others_is_a_wrong_address(
    sign_in: SignIn, case: Case, officer: User, stranger: User
) -> None:
    application = submitted(case)
    elsewhere = sign_in(stranger.email)
    other_lp3h = sign_in(make_companion().email, phone=True)
    refuses(elsewhere, application, NOT_FOR_OFFICERS)
    refuses(other_lp3h, application, NOT_FOR_COMPANIONS)
    assert status(sign_in(officer.email), f"/pengajuan/{application.number}/") == 200


def refuses(page: Page, application: Application, not_for_this_role: set[str]) -> None:
    token = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}["csrftoken"]
    for name in PAGES:
        assert status(page, address(name, application)) == expected(name, not_for_this_role), name
        expect(page.get_by_text(application.business.name)).to_have_count(0)
    for name in ACTIONS:
        form = {"csrfmiddlewaretoken": token}
        answer = page.request.post(address(name, application), form=form)
        assert answer.status == expected(name, not_for_this_role), name
    application.refresh_from_db()
    assert application.status == "submitted"


def expected(name: str, not_for_this_role: set[str]) -> int:
    return 403 if name in not_for_this_role else 404


def address(name: str, application: Application) -> str:
    pk = {"pk": application.uploads.get().pk} if name in OF_A_FILE else {}
    full_name = name if name == "upload-show" else f"application-{name}"
    return reverse(f"certification:{full_name}", kwargs={"number": application.number, **pk})


def status(page: Page, url: str) -> int:
    answer = page.goto(url)
    assert answer
    if answer.status == 404:
        expect(page.get_by_role("heading", level=1)).to_have_text("Halaman tidak ditemukan")
    return answer.status
