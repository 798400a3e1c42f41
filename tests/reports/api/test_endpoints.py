"""The read API: scope, masking, pages, and the contract's field names."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from certification.selectors import programme_summary
from reports.documents.figures import as_data
from reports.documents.recaps import answer
from reports.documents.recaps.data import as_data as recap_data
from reports.selectors import recaps
from reports.selectors.recaps import Question
from tests import factories
from tests.reports.api.asking import EVERYTHING, LISTS, OBSTACLES, RECAP, RECAPS, ROOT, SUMMARY
from tests.reports.story import NOW, Story

pytestmark = pytest.mark.django_db


def get(user: User, url: str) -> Any:
    with time_machine.travel(NOW, tick=False):
        return factories.client_for(user).get(url)


def results(user: User, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(user, f"{ROOT}{name}/").json()["results"]
    return found


@pytest.mark.parametrize("url", EVERYTHING)
def test_without_sign_in_it_answers_401_as_json(url: str) -> None:
    response = Client().get(url)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json() == {
        "code": "unauthorized",
        "detail": "Masuk dulu, atau kirim token yang masih berlaku.",
        "errors": [],
    }


@pytest.mark.parametrize("url", EVERYTHING)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_reads(province_officer: User, url: str, method: str) -> None:
    client = factories.client_for(province_officer)

    response = getattr(client, method)(url)
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


def test_queries_do_not_grow_with_the_rows(story: Story, province_officer: User) -> None:
    client = factories.client_for(province_officer)
    for url in EVERYTHING:
        one = _queries(client, f"{url}?limit=1" if url.endswith(LIST_ENDS) else url)
        assert _queries(client, url) == one <= 9, url


LIST_ENDS = tuple(f"v1/{name}/" for name in LISTS)


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries, time_machine.travel(NOW, tick=False):
        assert client.get(url).status_code == 200
    return len(queries)


def test_obstacles_are_counted_within_the_scope(
    *, story: Story, province_officer: User, officer: User, stranger: User, owner: User
) -> None:
    data = get(officer, OBSTACLES).json()

    assert (data["count"], data["as_of"], len(data["causes"])) == (1, "2026-06-02", 1)
    assert data["causes"][0]["count"] == 1
    assert get(province_officer, OBSTACLES).json()["count"] == 1
    assert get(stranger, OBSTACLES).json()["count"] == 0
    assert get(province_officer, f"{OBSTACLES}?as_of=2026-06-01").json()["count"] == 0
    assert get(owner, OBSTACLES).status_code == 404
    assert get(factories.make_officer("73"), OBSTACLES).status_code == 404


@pytest.mark.parametrize("as_of", [None, "2026-03-30", "2026-05-04"])
def test_summary_says_what_the_selector_says(
    story: Story, province_officer: User, as_of: str | None
) -> None:
    """Screen, PDF and workbook show the same summary."""
    data = get(province_officer, f"{SUMMARY}?as_of={as_of}" if as_of else SUMMARY).json()
    day = date.fromisoformat(as_of) if as_of else None
    with time_machine.travel(NOW, tick=False):
        summary = programme_summary(programme=story.programme, as_of=day)

    assert data == as_data(summary)
    regions = data["regions"]
    assert sum(r["used"] for r in regions) == data["used"]
    assert sum(r["issued"] for r in regions) == data["issued"]


def test_companions_and_auditors_see_their_part(
    *, story: Story, companion: User, auditor: User, head: User
) -> None:
    own = factories.make_business()
    factories.assign(own, companion)

    assert [row["id"] for row in results(companion, "businesses")] == [str(own.uuid)]
    assert results(companion, "applications") == []
    for reader in (auditor, head):
        assert len(results(reader, "applications")) == 9
        assert get(reader, SUMMARY).json()["used"] == 7


@pytest.mark.parametrize("as_of", [None, "2026-05-04"])
def test_a_recap_says_what_its_page_says(
    story: Story, province_officer: User, as_of: str | None
) -> None:
    data = get(province_officer, f"{RECAP}?as_of={as_of}" if as_of else RECAP).json()
    summary = get(province_officer, f"{SUMMARY}?as_of={as_of}" if as_of else SUMMARY).json()
    day = date.fromisoformat(as_of) if as_of else None
    with time_machine.travel(NOW, tick=False):
        question = Question(programme=story.programme, scope=province_officer.scope, as_of=day)
        shown = recap_data(answer(recaps.RECAPS["capaian"], question))

    assert data == {name: shown[name] for name in data}
    total = data["total"]
    assert [total[name] for name in ("quota", "entered", "issued")] == [
        summary["quota"],
        summary["used"],
        summary["issued"],
    ]


def test_who_reads_which_recaps(
    *, story: Story, province_officer: User, officer: User, stranger: User, owner: User
) -> None:
    def codes(user: User) -> set[str]:
        return {row["code"] for row in get(user, RECAPS).json()["results"]}

    coordinator = factories.make_user("lp3h_coordinator", organisation=story.lp3h)
    companion = factories.make_companion(story.lp3h)
    assert {"capaian", "kendala", "anggaran"} <= codes(province_officer)
    assert "anggaran" not in codes(officer)
    assert get(officer, f"{RECAPS}anggaran/").status_code == 404
    assert "capaian" in codes(coordinator)
    assert codes(companion) == set()
    assert get(companion, RECAP).status_code == 404
    for user in (owner, factories.make_officer("73")):
        assert get(user, RECAPS).status_code == 404
        assert get(user, RECAP).status_code == 404
    assert {row["place"] for row in get(stranger, RECAP).json()["rows"]} == {"Kota Samarinda"}


def test_recaps_that_name_people_are_left_out(story: Story, province_officer: User) -> None:
    for code in ("pendamping", "penerima"):
        assert code in recaps.RECAPS
        assert get(province_officer, f"{RECAPS}{code}/").status_code == 404
