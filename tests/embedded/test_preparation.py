"""What `make demo` does to a database before it serves."""

import datetime

import pytest
from django.db.migrations.recorder import MigrationRecorder

from accounts.demo import PASSWORD, Post, make_person
from accounts.enums import Role
from halalportal.embedded.preparation import demo_accounts, prepare
from regions.models import Region
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that are called; the real ones take minutes and have tests of their own."""
    names: list[str] = []

    def call(name: str, **options: object) -> None:
        names.append(name)

    monkeypatch.setattr("halalportal.embedded.preparation.call_command", call)
    return names


def test_a_database_in_use_is_left_alone(called: list[str]) -> None:
    factories.make_officer(factories.EAST_KUTAI)
    said: list[str] = []
    prepare(said.append)
    assert (called, said) == ([], [])


def test_an_empty_database_gets_regions_and_demo_data(called: list[str]) -> None:
    Region.objects.all().delete()
    prepare(lambda line: None)
    assert called == ["load_regions", "load_demo"]


def test_no_data_is_loaded_where_none_is_wanted(called: list[str]) -> None:
    Region.objects.all().delete()
    prepare(lambda line: None, with_data=False)
    assert called == []


def test_the_accounts_are_named_with_their_roles() -> None:
    factories.make_officer(factories.EAST_KUTAI)
    assert demo_accounts() == []
    make_person(
        name="Contoh Kepala",
        phone="+6281200001111",
        email="kepala@demo.id",
        posts=[Post(role, factories.EAST_KALIMANTAN) for role in (Role.HEAD, Role.AUDITOR)],
        since=datetime.date(2025, 1, 2),
    )
    assert demo_accounts() == [
        f"Accounts, each with the password {PASSWORD}:",
        "  kepala@demo.id      Kepala dinas, Inspektorat",
    ]


def test_a_pending_migration_is_applied_first(called: list[str]) -> None:
    factories.make_officer(factories.EAST_KUTAI)
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    prepare(lambda line: None)
    assert called == ["migrate"]
