"""Every endpoint holds what the description promises, whatever it is asked."""

from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, settings

from accounts.models import User
from reports.api import limits
from tests.reports.api.asking import schema, token_of
from tests.reports.story import NOW, Story


@pytest.fixture
def secret(
    story: Story,
    province_officer: User,
    one_transaction: None,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """A token whose requests are counted, but never used up."""
    monkeypatch.setattr(limits, "OF_ONE", 10**9)
    monkeypatch.setattr(limits, "REFUSED", 10**9)
    return token_of(province_officer)


@pytest.mark.django_db
@schema.parametrize()
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_an_endpoint_holds_its_description(case: Any, secret: str) -> None:
    if case.meta.generation.mode.is_positive:
        _know_what_the_description_cannot_say(case)
    with time_machine.travel(NOW, tick=False):
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})


def _know_what_the_description_cannot_say(case: Any) -> None:
    """Cursors come from the page before, and figures exist for days that have been."""
    case.query.pop("cursor", None)
    if "as_of" in case.query:
        case.query["as_of"] = "2026-05-04"
