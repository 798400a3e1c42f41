"""The owner's pages stay light on a phone and on the database."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from certification.models import Application, ReturnReason
from certification.services.lookup import token_for
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.pages import PAGES, step, url
from tests.factories import client_for, make_mandate

KILOBYTE = 1024
FIRST_VISIT, SCRIPTS, QUERIES = 45 * KILOBYTE, 6 * KILOBYTE, 15
Limit = Callable[[int], AbstractContextManager[object]]
AROUND = ("detail", "eligibility", "receipt")
OWN_LISTS = (
    "reports:home",
    "certification:application-list",
    "certification:application-create",
    "certification:mandate-list",
    "certification:mandate-code",
    "certification:certificate-list",
)
LISTS = ("detail", "check", "part-materials", "material-add", "products", "part-photos")


def addresses(application: Application) -> list[str]:
    material = application.materials.get()
    return [
        *(url(name, application) for name in LISTS),
        *(step(application, page) for page in PAGES),
        *(
            url("material-step", application, material.pk, slug)
            for slug in ("nama", "kehalalan", "sertifikat", "masa")
        ),
    ]


def compressed(path: str) -> int:
    found = finders.find(path.removeprefix(settings.STATIC_URL))
    assert isinstance(found, str), path
    return len(brotli.compress(Path(found).read_bytes()))


def test_an_owners_page_is_light_and_asks_little(
    case: Case,
    django_assert_max_num_queries: Limit,
    subtests: pytest.Subtests,
) -> None:
    application = steps.filled(case)
    owner = client_for(case.owner)
    keeps_to_its_budget(owner, addresses(application), django_assert_max_num_queries, subtests)


def test_so_does_the_page_of_a_returned_one(
    case: Case,
    return_reason: ReturnReason,
    django_assert_max_num_queries: Limit,
    subtests: pytest.Subtests,
) -> None:
    application = steps.returned(case, return_reason)
    pages = [url(name, application) for name in ("detail", "check", "part-photos")]
    owner = client_for(case.owner)
    keeps_to_its_budget(owner, pages, django_assert_max_num_queries, subtests)


def test_so_do_the_pages_around_it(
    case: Case,
    django_assert_max_num_queries: Limit,
    subtests: pytest.Subtests,
) -> None:
    """Home, lists, reasons, receipt, mandates, and what comes after the certificate."""
    mandate = make_mandate(case.business, case.companion)
    certificate = steps.issued(case)
    pages = [url(name, certificate.application) for name in AROUND]
    pages += [reverse(name) for name in OWN_LISTS]
    pages += [
        f"{reverse('certification:mandate-code')}?usaha={case.business.pk}",
        reverse("certification:mandate-detail", args=[mandate.pk]),
        reverse("certification:mandate-revoke", args=[mandate.pk]),
        reverse("certification:certificate-detail", args=[certificate.number]),
        reverse("certification:change-create", args=[certificate.number]),
    ]
    owner = client_for(case.owner)
    keeps_to_its_budget(owner, pages, django_assert_max_num_queries, subtests)


def test_so_do_the_pages_for_everybody(
    case: Case,
    client: Client,
    django_assert_max_num_queries: Limit,
    subtests: pytest.Subtests,
) -> None:
    """The check of five questions, its result, the look-up, and the certificates on show."""
    application = steps.submitted(case)
    check = reverse("certification:eligibility-check")
    pages = [
        "/",
        check,
        *(f"{check}{number}/" for number in range(1, 6)),
        reverse("certification:eligibility-result"),
        reverse("certification:status-lookup"),
        reverse("certification:status-show", args=[token_for(application)]),
        reverse("certification:showcase-list"),
    ]
    keeps_to_its_budget(client, pages, django_assert_max_num_queries, subtests)


def keeps_to_its_budget(
    owner: Client, pages: list[str], at_most: Limit, subtests: pytest.Subtests
) -> None:
    for address in pages:
        with subtests.test(address), at_most(QUERIES):
            answer = owner.get(address)
            page = answer.content
        assert answer.status_code == 200, address
        assets = set(re.findall(rb'(?:href|src)="(/static/[^"#]+)', page))
        weights = {asset.decode(): compressed(asset.decode()) for asset in assets}
        with subtests.test(f"weight of {address}"):
            assert len(brotli.compress(page)) + sum(weights.values()) <= FIRST_VISIT
            assert sum(size for name, size in weights.items() if name.endswith(".js")) <= SCRIPTS
