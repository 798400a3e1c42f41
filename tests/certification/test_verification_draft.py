"""The companion's recommendation as PDF: a draft that nobody signed."""

import pytest

from accounts.models import User
from certification.models import Application
from certification.tasks import make_verification_draft
from certification.verification_draft import draft_html, draft_pdf
from halalportal.jobs.registry import JobFailedError
from tests.certification import steps, visits
from tests.certification.conftest import Case


class Kept:
    """What a job reports and attaches."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.text = ""

    def report(self, done: int, total: int) -> None:
        self.text = f"{done}/{total}"

    def attach(self, name: str, content: bytes) -> None:
        self.files[name] = content

    def link(self, url: str, message: str) -> None:
        self.text = f"{url} {message}"


@pytest.fixture
def recommended(case: Case) -> Application:
    return visits.verified(steps.accepted(case), by=case.companion)


def run(application: Application, user: User) -> Kept:
    kept = Kept()
    membership = user.active_membership
    make_verification_draft(
        kept,
        application_id=application.pk,
        user_id=user.pk,
        membership_id=membership.pk if membership else 0,
    )
    return kept


def test_it_says_draft_and_holds_what_was_found(recommended: Application, case: Case) -> None:
    html = draft_html(recommended)
    for text in ("DRAF", "belum ditandatangani", case.companion.name, "Pisang kepok", "sesuai"):
        assert text in html
    assert "3374" not in html
    assert draft_pdf(recommended).startswith(b"%PDF-")


def test_there_is_none_before_the_recommendation(case: Case) -> None:
    application = steps.accepted(case)
    visits.visited(application, by=case.companion)
    assert draft_html(application) == ""


def test_the_job_attaches_it_twice_over(recommended: Application, case: Case) -> None:
    for _ in range(2):
        kept = run(recommended, case.companion)
        assert list(kept.files) == [f"draf-rekomendasi-{recommended.number}.pdf"]


def test_a_stranger_gets_nothing(recommended: Application, stranger: User) -> None:
    with pytest.raises(JobFailedError):
        run(recommended, stranger)
