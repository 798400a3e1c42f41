"""Targets of indicators: who fills them in, what is refused, and what the recap makes of them."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.models import User
from halalportal.audit.models import AuditEntry
from reports.models import IndicatorTarget
from reports.selectors.recaps.shape import Share
from tests import factories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
RECAP = "/laporan/cerita-2026/rekap/indikator/"
COUNTED, TYPED = f"{RECAP}halal-usaha/ubah/", f"{RECAP}pirt/ubah/"
FILLED = {
    "quantity": "20",
    "cause": "Kuota dibuka bulan Mei",
    "follow_up": "Dua LP3H tambahan",
    "first_year": "2025",
    "last_year": "2029",
    "plan_quantity": "160",
    "source": "Renstra 2025–2029",
}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def row(user: User, name: str) -> dict[str, Any]:
    table = factories.client_for(user).get(RECAP).context["found"].table
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row.values, strict=True)) for row in table.rows]
    return next(row for row in rows if row["indicator"] == name)


def test_only_the_province_fills_them_in(
    *, story: Story, head: User, officer: User, stranger: User, owner: User
) -> None:
    for user in (head, officer, stranger, owner):
        assert factories.client_for(user).get(COUNTED).status_code == 403
        assert factories.client_for(user).post(COUNTED, FILLED).status_code == 403
    elsewhere = factories.make_officer("73")
    assert factories.client_for(elsewhere).post(COUNTED, FILLED).status_code == 404
    assert not IndicatorTarget.objects.exists()


def test_a_counted_indicator_gets_its_targets_and_words(story: Story, head: User) -> None:
    response = factories.client_for(story.by).post(COUNTED, FILLED)
    assert response.headers["Location"] == RECAP

    found = row(head, "IKM yang difasilitasi sertifikasi halal")
    # Story's trail goes straight to the last status; four of its cases stand in SiHalal.
    assert (found["target"], found["result"]) == (20, 4)
    assert found["share"] == Share(4, 20)
    assert (found["period"], found["period_target"]) == ("2025–2029", 160)
    assert found["cumulative_share"] == Share(4, 160)
    assert found["cause"] == "Kuota dibuka bulan Mei"
    entry = AuditEntry.objects.get(action="indicator.report")
    assert entry.data == {"year": 2026, "quantity": 20, "result": None}


def test_a_typed_indicator_adds_up_over_the_plan(story: Story) -> None:
    client = factories.client_for(story.by)
    client.post(TYPED, FILLED | {"result": "7"})
    earlier = IndicatorTarget.objects.get(first_year=2026, last_year=2026)
    earlier.pk, earlier.first_year, earlier.last_year, earlier.result = None, 2025, 2025, 5
    earlier.save()

    found = row(story.by, "IKM yang difasilitasi P-IRT")
    assert (found["result"], found["cumulative"]) == (7, 12)
    assert found["cumulative_share"] == Share(12, 160)


def test_what_nobody_typed_is_unknown_and_not_zero(story: Story) -> None:
    found = row(story.by, "IKM yang difasilitasi P-IRT")
    assert (found["result"], found["share"], found["cumulative"]) == (None, None, None)


def test_writing_again_replaces_and_an_empty_plan_goes(story: Story) -> None:
    client = factories.client_for(story.by)
    client.post(TYPED, FILLED | {"result": "7"})
    client.post(TYPED, FILLED | {"result": "9", "last_year": "2030"})
    assert IndicatorTarget.objects.count() == 2
    none = {"first_year": "", "last_year": "", "plan_quantity": ""}
    client.post(TYPED, FILLED | {"result": "9"} | none)
    assert IndicatorTarget.objects.get().result == 9


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first_year": "2027"}, "Masa rencana harus lebih dari satu tahun"),
        ({"first_year": "2026", "last_year": "2026"}, "Masa rencana harus lebih dari satu tahun"),
        ({"plan_quantity": ""}, "Isi tahun awal, tahun akhir dan targetnya"),
        ({"quantity": "dua"}, "Tulis dengan angka"),
        ({"quantity": "-1"}, "Tulis angka 0 atau lebih."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    story: Story, wrong: dict[str, str], words: str
) -> None:
    response = factories.client_for(story.by).post(COUNTED, FILLED | wrong)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not IndicatorTarget.objects.exists()


def test_an_indicator_that_is_none_is_not_found(story: Story) -> None:
    assert factories.client_for(story.by).get(f"{RECAP}tidak-ada/ubah/").status_code == 404
