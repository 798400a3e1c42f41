"""The read API: scope, masking, pages, and the contract's field names."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from certification.models import Certificate
from tests import factories
from tests.reports.story import NOW, Story, tell
from tests.reports.test_due import make_event

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"
LISTS = ("programmes", "businesses", "applications", "events", "certificates")
SUMMARY = f"{ROOT}programmes/cerita-2026/summary/"


@pytest.fixture
def story(province_officer: User) -> Story:
    told = tell(province_officer)
    for number, application in enumerate(
        told.programme.applications.filter(status="issued").order_by("pk")
    ):
        Certificate.objects.create(
            application=application, number=f"ID{number:017}", issued_on=date(2026, 5, 1)
        )
    make_event(NOW)
    return told


def get(user: User, url: str) -> Any:
    with time_machine.travel(NOW, tick=False):
        return factories.client_for(user).get(url)


def results(user: User, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(user, f"{ROOT}{name}/").json()["results"]
    return found


@pytest.mark.parametrize("path", [*(f"{name}/" for name in LISTS), "programmes/a/summary/"])
def test_without_sign_in_it_answers_401_as_json(path: str) -> None:
    response = Client().get(ROOT + path)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json() == {
        "code": "unauthorized",
        "detail": "Masuk dulu, atau kirim token yang masih berlaku.",
        "errors": [],
    }


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_reads(province_officer: User, name: str, method: str) -> None:
    client = factories.client_for(province_officer)

    response = getattr(client, method)(f"{ROOT}{name}/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert response.json()["code"] == "method_not_allowed"


def test_summary_has_the_fields_of_the_contract(story: Story, province_officer: User) -> None:
    data = get(province_officer, f"{SUMMARY}?as_of=2026-06-02").json()

    counts = {"quota": 40, "reserved": 2, "used": 7, "issued": 3, "free": 31, "in_process": 4}
    assert {name: data[name] for name in counts} == counts
    target = data["targets"][0]
    assert target["due_on"] == "2026-05-29"
    assert target["day_basis"] == "calendar"
    assert target["days_left"] == 0
    assert target["overdue_calendar_days"] == 4
    assert target["overdue_working_days"] >= 1
    assert target["pace_needed_per_working_day"] is None
    assert (target["light"], target["measure"], target["is_estimate"]) == ("late", "used", False)
    assert target["light_reason"].startswith("lewat 4 hari")
    dates = ("forecast_on", "forecast_from", "forecast_to")
    assert [target[name] for name in dates] == [None, None, None]
    assert target["pace_now_per_working_day"] >= 0
    assert {r["code"]: r["used"] for r in data["regions"]} == {"64.08": 3, "64.72": 4}
    assert [(o["name"], o["used"]) for o in data["organisations"]] == [("LP3H Cerita", 2)]
    assert all(set(counts) <= set(row) for row in data["regions"] + data["organisations"])


def test_summary_of_a_past_and_a_future_day(story: Story, province_officer: User) -> None:
    assert get(province_officer, f"{SUMMARY}?as_of=2026-03-30").json()["used"] == 4
    assert get(province_officer, f"{SUMMARY}?as_of=2026-06-03").status_code == 422
    assert get(province_officer, f"{SUMMARY}?as_of=kemarin").status_code == 422


def test_who_sees_which_summary(
    *, story: Story, officer: User, owner: User, admin_user: User
) -> None:
    coordinator = factories.make_user("lp3h_coordinator", organisation=story.lp3h)
    elsewhere = factories.make_officer("73")

    assert [r["code"] for r in get(officer, SUMMARY).json()["regions"]] == ["64.08"]
    assert get(coordinator, SUMMARY).json()["regions"] == []
    for user in (elsewhere, owner, admin_user):
        assert get(user, SUMMARY).status_code == 404


def test_lists_hold_the_rows_of_the_scope(
    *, story: Story, province_officer: User, officer: User, stranger: User, owner: User
) -> None:
    own = factories.make_business(owner=owner)

    assert len(results(province_officer, "applications")) == 9
    assert {row["regency"] for row in results(officer, "applications")} == {"64.08"}
    assert {row["regency"] for row in results(stranger, "applications")} == {"64.72"}
    assert len(results(officer, "certificates")) == 1
    assert len(results(stranger, "certificates")) == 2
    assert [row["id"] for row in results(owner, "businesses")] == [str(own.uuid)]
    assert results(owner, "events") == []
    assert len(results(officer, "events")) == 1


def test_admin_and_people_without_role_get_nothing(story: Story, admin_user: User) -> None:
    for user in (admin_user, factories.make_user()):
        for name in LISTS:
            assert results(user, name) == []


def test_personal_data_is_masked(officer: User) -> None:
    business = factories.make_business(
        owner_name="Siti Rekaan 77",
        phone="+6281255551234",
        nib="1234567890123",
        email="siti@contoh.id",
        address="Jalan Rekaan 5",
    )
    business.seal_nik("6408010101900001")
    business.save()
    content = get(officer, f"{ROOT}businesses/").content.decode()
    row = results(officer, "businesses")[0]

    assert row["owner"] == "S•••"
    assert row["phone"].endswith("1234")
    for secret in ("Rekaan", "81255551234", "1234567890", "siti@", "6408010101900001"):
        assert secret not in content, secret
    assert "nik" not in row


def test_pages_follow_one_another_without_gap_or_double(
    story: Story, province_officer: User
) -> None:
    everything = [row["number"] for row in results(province_officer, "applications")]
    url, seen, pages = f"{ROOT}applications/?limit=4", [], 0
    while url:
        data = get(province_officer, url).json()
        seen += [row["number"] for row in data["results"]]
        url, pages = data["next"], pages + 1

    assert seen == everything
    assert pages == 3


@pytest.mark.parametrize(
    "query",
    ["cursor=zz", "cursor=%00", "cursor=a2E", "cursor=" + "9" * 30, "limit=0", "limit=101"],
)
def test_a_wrong_question_is_refused(province_officer: User, query: str) -> None:
    assert get(province_officer, f"{ROOT}businesses/?{query}").status_code == 422


def test_queries_do_not_grow_with_the_rows(
    story: Story, province_officer: User, django_assert_max_num_queries: Any
) -> None:
    client = factories.client_for(province_officer)
    for name in LISTS:
        with django_assert_max_num_queries(5):
            client.get(f"{ROOT}{name}/")
