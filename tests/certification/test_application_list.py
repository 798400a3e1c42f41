"""The list of applications: filters in the address, pages by key, few queries."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.models import Application, ReturnReason
from certification.services import applications
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import assign, client_for, make_business

LIST = reverse("certification:application-list")


def drafts(case: Case, count: int) -> list[Application]:
    """Bare drafts of further businesses, one day apart, the first the oldest."""
    made = []
    for number in range(count):
        business = make_business()
        assign(business, case.companion)
        application = steps.draft(replace(case, business=business), by=case.companion)
        application.status_changed_at = timezone.now() - datetime.timedelta(days=count - number)
        application.save(update_fields=["status_changed_at"])
        made.append(application)
    return made


def numbers(user: User, query: str = "") -> list[str]:
    response = client_for(user).get(f"{LIST}{query}")
    assert response.status_code == 200
    return [line.application.number for line in response.context["lines"]]


def test_everybody_sees_exactly_the_own_part(
    case: Case,
    owner: User,
    coordinator: User,
    stranger: User,
    head: User,
) -> None:
    own = steps.draft(case).number
    others = {application.number for application in drafts(case, 2)}
    assert numbers(owner) == [own]
    for user in (case.officer, case.companion, coordinator, head):
        assert set(numbers(user)) == {own, *others}
    assert numbers(stranger) == []


@pytest.mark.parametrize(("query", "is_reversed"), [("?status=draft", False), ("", True)])
def test_pages_join_without_gap_a_queue_oldest_first_the_rest_newest_first(
    case: Case, query: str, is_reversed: bool
) -> None:
    expected = [application.number for application in drafts(case, 30)]
    if is_reversed:
        expected.reverse()
    client = client_for(case.officer)
    first = client.get(f"{LIST}{query}")
    second = client.get(f"{LIST}{first.context['next_url']}")
    back = client.get(f"{LIST}{second.context['previous_url']}")
    seen = [[line.application.number for line in page.context["lines"]] for page in (first, second)]
    assert seen[0] + seen[1] == expected
    assert len(seen[0]) == 25
    assert [line.application.number for line in back.context["lines"]] == seen[0]
    assert first.context["previous_url"] == second.context["next_url"] == ""


def test_filters_are_in_the_address_and_can_be_taken_off_one_by_one(
    case: Case, return_reason: ReturnReason
) -> None:
    sent = steps.submitted(case)
    draft = drafts(case, 1)[0]
    assert numbers(case.officer, "?status=submitted") == [sent.number]
    assert numbers(case.officer, "?status=draft") == [draft.number]
    assert len(numbers(case.officer, "?status=draft&status=submitted")) == 2
    assert len(numbers(case.officer, f"?kabupaten=64.08&program={case.programme.slug}")) == 2
    page = client_for(case.officer).get(f"{LIST}?status=submitted&kabupaten=64.08")
    assert [chip[:2] for chip in page.context["chips"]] == [
        ("Status", "Menunggu pemeriksaan"),
        ("Kabupaten/kota", "Kabupaten Kutai Timur"),
    ]
    assert page.context["chips"][0][2] == "?kabupaten=64.08"


def test_the_queue_of_mended_applications(case: Case, return_reason: ReturnReason) -> None:
    application = steps.returned(case, return_reason)
    assert numbers(case.officer, "?status=submitted&perbaikan=1") == []
    applications.resubmit(application=application, by=case.owner)
    assert numbers(case.officer, "?status=submitted&perbaikan=1") == [application.number]


@pytest.mark.parametrize(
    "query", ["?status=apa", "?kabupaten=99.99", "?lp3h=x", "?sesudah=x-y", "?sebelum=1-2"]
)
def test_nonsense_in_the_address_is_left_out(case: Case, query: str) -> None:
    application = steps.draft(case)
    assert numbers(case.officer, query) == [application.number]


def test_a_foreign_region_in_the_address_shows_nothing_foreign(case: Case, stranger: User) -> None:
    steps.draft(case)
    assert numbers(stranger, "?kabupaten=64.08") == []


def test_the_number_of_queries_does_not_grow_with_the_list(case: Case) -> None:
    steps.draft(case)
    client = client_for(case.officer)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    drafts(case, 12)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)
    assert len(many) <= 15


def test_the_page_of_one_application_stays_within_its_queries(case: Case) -> None:
    application = steps.submitted(case)
    address = reverse("certification:application-detail", args=[application.number])
    for user in (case.owner, case.officer):
        client = client_for(user)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 20, [query["sql"] for query in queries]
    assert Application.objects.in_status(Status.SUBMITTED).count() == 1
