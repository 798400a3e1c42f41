"""Checking one application after the other: which comes next, and what the buttons do."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.models import Application, ReturnReason
from certification.selectors.series import next_to_check
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import (
    SAMARINDA,
    assign,
    client_for,
    make_application,
    make_business,
    make_officer,
)


def waiting(case: Case, *, days: int, by: User | None = None, regency: str = "") -> Application:
    """One that waits for the officers since some days."""
    business = make_business(regency=regency) if regency else make_business()
    application = make_application(business, case.programme, by=by or case.owner)
    application.status = Status.SUBMITTED
    application.submitted_by = by or case.owner
    application.allocation = case.allocation
    application.status_changed_at = timezone.now() - datetime.timedelta(days=days)
    application.save()
    return application


def url(name: str, application: Application) -> str:
    return reverse(f"certification:application-{name}", args=[application.number])


def test_the_next_is_the_one_that_waits_the_next_longest(case: Case) -> None:
    first, second, third = (waiting(case, days=days) for days in (9, 5, 2))
    assert next_to_check(case.officer, first) == second.number
    assert next_to_check(case.officer, second) == third.number
    # Who skipped the first comes to it at the end.
    assert next_to_check(case.officer, third) == first.number


def test_nothing_is_next_that_is_not_the_persons_to_accept(case: Case) -> None:
    only = waiting(case, days=3)
    waiting(case, days=2, by=case.officer)
    waiting(case, days=1, regency=SAMARINDA)
    assert next_to_check(case.officer, only) is None
    assert next_to_check(make_officer(SAMARINDA), only) is not None


@pytest.fixture
def two(case: Case) -> tuple[Application, Application]:
    """Two whole applications that wait, the older first."""
    business = make_business(
        owner=case.owner,
        nib="1234567890124",
        scale="micro",
        phone="+6281200000078",
        address="Jalan Rekaan 2",
        kbli_version=2020,
        kbli_code="10794",
    )
    assign(business, case.companion)
    return steps.submitted(case), steps.submitted(replace(case, business=business))


def test_accepting_opens_the_next_one(case: Case, two: tuple[Application, Application]) -> None:
    first, second = two
    officer = client_for(case.officer)
    page = officer.get(url("detail", first)).content.decode()
    assert "Terima &amp; buka berikutnya" in page
    assert url("detail", second) in page
    answer = officer.post(url("accept", first), {"next": "1"})
    assert answer.headers["Location"] == url("detail", second)
    last = officer.get(url("detail", second)).content.decode()
    assert "buka berikutnya" not in last
    answer = officer.post(url("accept", second), {"next": "1"})
    assert answer.headers["Location"] == url("detail", second)


def test_returning_opens_the_next_one_only_when_it_was_returned(
    case: Case, two: tuple[Application, Application], return_reason: ReturnReason
) -> None:
    first, second = two
    officer = client_for(case.officer)
    refused = officer.post(url("return", first), {"next": "1"})
    assert "Pilih apa yang perlu diperbaiki." in refused.content.decode()
    answer = officer.post(url("return", first), {"reason": return_reason.pk, "next": "1"})
    assert answer.headers["Location"] == url("detail", second)


def test_the_plain_button_stays_with_the_application(
    case: Case, two: tuple[Application, Application]
) -> None:
    answer = client_for(case.officer).post(url("accept", two[0]))
    assert answer.headers["Location"] == url("detail", two[0])
