"""Every record of the demo is as the description of the API says."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine

from accounts.models import User
from accounts.services import tokens
from certification.models import Programme
from reports.api import limits
from tests.reports.api.asking import LISTS, ROOT, schema
from tests.reports.demo_loading import TODAY, loaded

__all__ = ["loaded"]  # a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]
MEETING = date(2025, 6, 4)


@pytest.fixture
def secret(loaded: None, one_transaction: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(limits, "OF_ONE", 10**9)
    with time_machine.travel(TODAY, tick=False):
        yield tokens.make(name="Uji", days=30, by=User.objects.get(email="prov@demo.id"))[1]


def answer(secret: str, path: str, *, query: dict[str, str], **parts: str) -> Any:
    """What the address gives; fails when its description says otherwise."""
    case = schema[path]["GET"].Case(query=query, path_parameters=parts)
    return case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}).json()


@pytest.mark.parametrize("name", LISTS)
def test_every_page_of_a_list(name: str, secret: str) -> None:
    query: dict[str, str] = {}
    seen = 0
    while True:
        page = answer(secret, f"{ROOT}{name}/", query=query)
        seen += len(page["results"])
        if not page["next"]:
            break
        query = dict(parse_qsl(urlsplit(page["next"]).query))
    assert seen > 1


def test_the_figures_of_every_programme(secret: str) -> None:
    slugs = list(Programme.objects.values_list("slug", flat=True))
    assert len(slugs) > 1
    for slug in slugs:
        for query in ({}, {"as_of": MEETING.isoformat()}):
            for path in ("summary", "obstacles"):
                answer(secret, f"{ROOT}programmes/{{slug}}/{path}/", query=query, slug=slug)
