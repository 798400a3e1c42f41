"""The page on which the province sets who is told after how many working days."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from certification.enums import Status
from certification.models import Programme
from halalportal.audit.models import AuditEntry
from reports.enums import Trigger
from reports.models import EscalationRule
from reports.selectors.ladders import KINDS, ladder_of
from tests.factories import client_for, make_officer, make_programme


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return make_programme(by=province_officer)


def address(programme: Programme) -> str:
    return reverse("reports:ladder-update", args=[programme.slug])


def filled(client: Client, programme: Programme) -> dict[str, str]:
    """What the page shows, as it would be sent back."""
    page = client.get(address(programme)).content.decode()
    boxes = re.findall(r'<input type="number"[^>]*>', page)
    values = {}
    for box in boxes:
        name, value = re.search(r'name="([^"]+)"', box), re.search(r'value="(\d+)"', box)
        assert name
        values[name[1]] = value[1] if value else ""
    return values


def test_the_defaults_reach_the_province_and_rise(programme: Programme) -> None:
    for kind, days in ladder_of(programme).items():
        numbers = [days[role] for role in kind.roles if role in days]
        assert numbers == sorted(set(numbers)), kind
        assert "province_officer" in days
    assert all(rule.source for rule in EscalationRule.objects.all())


def test_a_changed_ladder_is_the_programmes_own(
    programme: Programme, province_officer: User
) -> None:
    client = client_for(province_officer)
    values = filled(client, programme)
    assert values["status-accepted-companion"] == "8"
    values |= {"status-accepted-companion": "2", "status-accepted-lp3h_coordinator": ""}
    response = client.post(address(programme), values, follow=True)
    assert "Tangga eskalasi tersimpan." in response.content.decode()
    kind = next(kind for kind in KINDS if kind.status == Status.ACCEPTED)
    expected = {"companion": 2, "regency_officer": 13, "province_officer": 15}
    assert ladder_of(programme)[kind] == expected
    # Only what differs became its own; other programmes keep the default.
    assert set(programme.escalation_rules.values_list("status", flat=True)) == {Status.ACCEPTED}
    other = make_programme(by=province_officer)
    assert ladder_of(other)[kind]["companion"] == 8
    entry = AuditEntry.objects.about(programme).get(action="programme.ladder_set")
    assert entry.data["days"] == expected
    # Sent once more, nothing changes.
    client.post(address(programme), values)
    assert AuditEntry.objects.filter(action="programme.ladder_set").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"obstacle-companion": "9"},  # later than the coordinator
        {"obstacle-province_officer": ""},  # the end is missing
    ],
)
def test_steps_must_rise_to_the_province(
    programme: Programme, province_officer: User, change: dict[str, str]
) -> None:
    client = client_for(province_officer)
    values = filled(client, programme) | change
    page = client.post(address(programme), values).content.decode()
    assert "hari kerja harus naik" in page
    assert not programme.escalation_rules.exists()


def test_wrong_numbers_are_told(programme: Programme, province_officer: User) -> None:
    client = client_for(province_officer)
    values = filled(client, programme) | {"obstacle-companion": "tiga"}
    assert (
        "Tulis hari kerja dengan angka" in client.post(address(programme), values).content.decode()
    )
    assert not EscalationRule.objects.filter(trigger=Trigger.OBSTACLE).exclude(programme=None)


def test_only_the_own_province_opens_it(
    programme: Programme, officer: User, stranger: User, head: User, owner: User
) -> None:
    for person in (officer, stranger, head, owner):
        assert client_for(person).get(address(programme)).status_code == 403
    elsewhere = make_officer("63")
    assert client_for(elsewhere).get(address(programme)).status_code == 404
