"""Squashed migrations: who uses them, and who goes on along the originals."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

SQUASHED = {"accounts", "ikm", "certification", "workshops", "reports"}


def record_as_before(app: str, until: str = "9999") -> None:
    """As in a database that the originals of `app` made, the first of them up to `until`."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app=app).delete()
    for migration in MigrationLoader(None).replacements.values():
        for label, name in migration.replaces:
            if label == app and name[:4] <= until:
                recorder.record_applied(app, name)


def planned(app: str) -> list[str]:
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration.name for migration, _ in plan if migration.app_label == app]


def test_an_empty_database_uses_no_original() -> None:
    loader = MigrationLoader(None)
    assert {app for app, _ in loader.replacements} == SQUASHED
    for (app, name), migration in loader.replacements.items():
        assert loader.graph.root_nodes(app) == [(app, name)]
        assert not set(migration.replaces) & set(loader.graph.nodes)
        assert set(migration.replaces) <= set(loader.disk_migrations)


@pytest.mark.django_db
def test_a_database_at_the_end_of_the_originals_does_only_what_came_later() -> None:
    loader = MigrationLoader(None)
    later = set(loader.graph.nodes) - set(loader.replacements)
    for app in SQUASHED:
        record_as_before(app)
    for app in SQUASHED:
        assert {(app, name) for name in planned(app)} <= later


@pytest.mark.django_db
def test_a_database_half_way_goes_on_along_the_originals() -> None:
    record_as_before("reports", until="0000")
    record_as_before("certification", until="0020")
    names = planned("certification")
    assert names[0] == "0021_national_statuses"
    assert "0042_obstacle_of_programme" in names
    assert not any("squashed" in name for name in names)
    assert "0001_squashed_0025_monthly_reports" in planned("reports")
