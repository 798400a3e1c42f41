"""What HTTP expects: ETags, HEAD, limits with their headers, and nothing that others may keep."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from reports.api import limits
from tests import factories
from tests.reports.api.asking import EVERYTHING, ROOT, SUMMARY, read, token_of
from tests.reports.story import NOW, Story

pytestmark = pytest.mark.django_db
APPLICATIONS = f"{ROOT}applications/"


@pytest.mark.parametrize("url", EVERYTHING)
def test_what_has_not_changed_is_not_sent_again(
    story: Story, province_officer: User, url: str
) -> None:
    secret = token_of(province_officer)
    first = read(secret, url)
    again = read(secret, url, **{"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert read(secret, url, **{"If-None-Match": '"lain"'}).status_code == 200


def test_a_change_changes_the_etag(story: Story, province_officer: User) -> None:
    secret = token_of(province_officer)
    before = {url: read(secret, url)["ETag"] for url in EVERYTHING}
    story.programme.applications.filter(status="submitted").update(sihalal_number="SH-1")
    changed = {url for url, etag in before.items() if read(secret, url)["ETag"] != etag}

    assert changed == {APPLICATIONS}


def test_two_people_never_share_an_answer(story: Story, officer: User, stranger: User) -> None:
    one, other = read(token_of(officer), APPLICATIONS), read(token_of(stranger), APPLICATIONS)

    assert one["ETag"] != other["ETag"]
    for response in (one, other):
        assert response["Cache-Control"] == "private, no-cache"
        assert {"Authorization", "Cookie"} <= set(response["Vary"].split(", "))


def test_head_says_the_same_without_a_body(story: Story, province_officer: User) -> None:
    client = factories.client_for(province_officer)
    with time_machine.travel(NOW, tick=False):
        found, head = client.get(SUMMARY), client.head(SUMMARY)

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == found["ETag"]
    assert head["Content-Length"] == str(len(found.content))


def test_a_token_has_so_many_requests_a_minute(
    story: Story, officer: User, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OF_ONE", 3)
    secret, other = token_of(officer), token_of(stranger)
    left = [read(secret, APPLICATIONS)["RateLimit-Remaining"] for _ in range(3)]
    refused = read(secret, APPLICATIONS)

    assert left == ["2", "1", "0"]
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused.json()["code"] == "too_many_requests"
    assert "results" not in refused.json()
    assert read(other, APPLICATIONS).status_code == 200  # each has its own


def test_the_next_minute_begins_anew(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OF_ONE", 1)
    client = factories.client_for(officer)
    minute = NOW.timestamp()
    statuses = []
    for moment in (minute, minute + 59, minute + 60):
        monkeypatch.setattr(limits.time, "time", lambda moment=moment: moment)
        statuses.append(client.get(APPLICATIONS).status_code)

    assert statuses == [200, 429, 200]


def test_refused_requests_are_counted_by_address(
    story: Story, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REFUSED", 2)
    secret = token_of(officer)
    statuses = [Client().get(APPLICATIONS).status_code for _ in range(3)]

    assert statuses == [401, 401, 429]
    assert Client(REMOTE_ADDR="192.0.2.9").get(APPLICATIONS).status_code == 401
    assert read(secret, APPLICATIONS).status_code == 200  # a whole office shares the address


def rows(user: User, query: str, name: str = "applications") -> list[dict[str, Any]]:
    with time_machine.travel(NOW, tick=False):
        response = factories.client_for(user).get(f"{ROOT}{name}/?{query}")
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["results"]
    return found


def test_lists_are_filtered(story: Story, province_officer: User) -> None:
    def count(name: str, query: str) -> int:
        return len(rows(province_officer, query, name))

    assert count("applications", "status=issued") == 3
    assert count("applications", "status=issued&regency=64.72") == 2
    assert count("applications", "programme=cerita-2026") == 9
    assert count("applications", "programme=lain") == 0
    assert count("applications", f"organisation={story.lp3h.pk}") == 2
    moved = story.programme.applications.order_by("pk")[4].status_changed_at
    since = count("applications", f"updated_since={moved:%Y-%m-%dT%H:%M:%SZ}")
    assert since == story.programme.applications.filter(status_changed_at__gte=moved).count() < 9
    assert count("certificates", "issued_from=2026-05-02") == 2
    assert count("certificates", "issued_to=2026-05-01&state=active") == 1
    assert count("programmes", "year=2026&track=self_declare") == 1
    assert count("programmes", "year=2025") == 0
    assert count("businesses", "is_mentored=true") == 0
    assert count("businesses", "regency=64.72&is_mentored=false") == 4
    assert count("events", "kind=bimtek") + count("events", "kind=workshop") == 1
    assert count("events", "starts_until=2020-01-01T00:00:00Z") == 0


def test_a_filter_goes_on_over_the_pages(story: Story, province_officer: User) -> None:
    client = factories.client_for(province_officer)
    url, seen = f"http://testserver{APPLICATIONS}?regency=64.72&limit=1", []
    while url:
        assert url.startswith("http://testserver/")
        data = client.get(url.removeprefix("http://testserver")).json()
        seen += [row["regency"] for row in data["results"]]
        url = data["next"]

    assert seen == ["64.72"] * 4


def test_a_cursor_of_another_list_is_refused(story: Story, province_officer: User) -> None:
    client = factories.client_for(province_officer)
    following = client.get(f"{ROOT}businesses/?limit=1").json()["next"]
    cursor = following.rpartition("cursor=")[2]

    assert client.get(f"{ROOT}businesses/?cursor={cursor}").status_code == 200
    refused = client.get(f"{APPLICATIONS}?cursor={cursor}")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize(
    "query",
    [
        "statsu=issued",
        "status=terbit",
        "regency=64",
        "regency=6408",
        "regency=%D9%A6%D9%A4.%D9%A0%D9%A8",
        "programme=%00",
        "programme=a%27%20or%201%3D1",
        "organisation=99999999999999999999",
        "organisation=-1",
        "updated_since=2026-06-01",
        "updated_since=1750000000",
        "updated_since=2026-06-01T00:00:00",
        "updated_since=99999-01-01T00:00:00Z",
        "limit=1e2",
        "limit=" + "9" * 400,
        "cursor=" + "A" * 61,
        "cursor=%F0%9F%98%80",
        "cursor=YXBwbGljYXRpb246OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
        "%00=1",
        "%F0%9F%98%80=1",
    ],
)
def test_what_it_does_not_understand_it_refuses(province_officer: User, query: str) -> None:
    response = factories.client_for(province_officer).get(f"{APPLICATIONS}?{query}")

    assert response.status_code == 422, response.content
    assert response.json()["code"] == "invalid"
    assert response.json()["detail"].startswith("Periksa ")


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00%2B14:00",
        "9999-12-31T23:59:59-12:00",
        "2026-06-01T00:00:00.5z",
        "2026-06-01T00:00:00-17:09",
    ],
)
def test_moments_at_the_end_of_the_calendar_are_taken(province_officer: User, moment: str) -> None:
    rows(province_officer, f"updated_since={moment}")


@pytest.mark.parametrize(
    "as_of", ["0001-01-01", "1999-12-31", "9999-12-31", "2026-13-01", "2026-6-1", "20260601", ""]
)
@pytest.mark.parametrize("name", ["summary", "obstacles", "recaps/capaian"])
def test_days_without_figures_are_refused(story: Story, head: User, name: str, as_of: str) -> None:
    url = f"{ROOT}programmes/cerita-2026/{name}/?as_of={as_of}"
    with time_machine.travel(NOW, tick=False):
        response = factories.client_for(head).get(url)

    assert response.status_code == 422
    assert response.json()["detail"].startswith("Periksa as_of")


def test_a_slug_that_can_be_none_is_refused(head: User) -> None:
    client = factories.client_for(head)

    assert client.get(f"{ROOT}programmes/%00/summary/").status_code == 422
    assert client.get(f"{ROOT}programmes/tidak-ada/summary/").status_code == 404
