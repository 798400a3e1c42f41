"""The six parts as pages of one to three questions."""

import pytest

from accounts.models import User
from certification.models import Application
from certification.selectors.completeness import gaps_of
from certification.steps import PART_PATHS, STEPS
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.test_application_pages import post, text, url
from tests.factories import client_for
from django.urls import reverse

PAGES = [
    step.page for group in STEPS.values() for step in group if step.slug not in ("nama", "daging")
]


def page_of(application: Application, page: str) -> str:
    path, _, slug = page.partition("/")
    return reverse("certification:application-step", args=[application.number, path, slug])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_three_things_at_most(case: Case, page: str) -> None:
    application = steps.filled(case)
    response = client_for(case.owner).get(page_of(application, page))
    assert response.status_code == 200
    assert len(response.context["form"].fields) <= 3
