"""The list of applications as it stood at the end of a past day, and by the place in the quota."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from certification.models import Application
from tests import factories
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.test_application_list import LIST, numbers
from tests.factories import client_for


def ago(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()


@pytest.fixture
def sent(case: Case) -> Application:
    """Begun five days ago, sent two days ago."""
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        application = steps.submitted(case)
    begun = timezone.now() - timedelta(days=5)
    Application.objects.filter(pk=application.pk).update(created_at=begun)
    return application


@pytest.mark.parametrize(
    ("query", "days", "is_there"),
    [
        ("", 6, False),
        ("", 5, True),
        ("status=draft", 3, True),
        ("status=draft", 2, False),
        ("status=submitted", 3, False),
        ("status=submitted", 2, True),
        ("tempat=reserved", 3, False),
        ("tempat=reserved", 2, True),
        ("tempat=reserved&kabupaten=64.08", 2, True),
        ("tempat=used", 2, False),
    ],
)
def test_by_the_end_of_that_day(
    case: Case, sent: Application, query: str, days: int, is_there: bool
) -> None:
    found = numbers(case.officer, f"?{query}&per={ago(days)}")

    assert found == ([sent.number] if is_there else [])


def test_it_says_what_it_was_and_what_it_is(case: Case, sent: Application) -> None:
    page = client_for(case.officer).get(f"{LIST}?per={ago(3)}")
    words = " ".join(page.content.decode().split())

    assert [line.status_then.label for line in page.context["lines"]] == ["Belum lengkap"]
    assert "Menunggu pemeriksaan" in words
    assert page.context["chips"][0][0] == "Keadaan pada tanggal"


@pytest.mark.parametrize("per", [ago(0), ago(-3), "kemarin"])
def test_today_and_a_day_to_come_are_the_present(case: Case, sent: Application, per: str) -> None:
    page = client_for(case.officer).get(f"{LIST}?per={per}")

    assert page.context["count"] == 1
    assert page.context["day"] is None
    assert page.context["chips"] == []


def test_the_place_of_this_moment(case: Case, sent: Application) -> None:
    assert numbers(case.officer, "?tempat=reserved") == [sent.number]
    assert numbers(case.officer, "?tempat=reserved&kabupaten=64.08") == [sent.number]
    assert numbers(case.officer, "?tempat=used") == []
    assert numbers(case.officer, "?tempat=apa") == [sent.number]


def test_a_stranger_finds_nothing_in_the_past_either(sent: Application, stranger: User) -> None:
    assert numbers(stranger, f"?per={ago(1)}") == []
    assert numbers(stranger, f"?tempat=reserved&per={ago(1)}") == []
    assert numbers(factories.make_officer("64"), f"?tempat=reserved&per={ago(1)}") == [sent.number]
