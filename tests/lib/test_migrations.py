"""Many models made by one operation."""

from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from halalportal.lib.migrations import CreateModels, steps, text

APP = "audit"  # any app does: nothing of this is ever committed


def key() -> tuple[str, Any]:
    return "id", models.BigAutoField(primary_key=True)


def towards(name: str) -> Any:
    return models.ForeignKey(f"{APP}.{name}", on_delete=models.CASCADE)


# Each refers to the other, so no order of two `CreateModel` would do.
HEN_AND_EGG = CreateModels(
    [
        CreateModel("Hen", [key(), ("born_from", towards("egg"))]),
        CreateModel("Egg", [key(), ("laid_by", towards("hen"))]),
    ]
)


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith(APP)}


def after(operation: CreateModels, before: ProjectState) -> ProjectState:
    state = before.clone()
    operation.state_forwards(APP, state)
    return state


@pytest.mark.django_db
def test_models_that_refer_to_each_other_are_made_and_go_again() -> None:
    before, there = ProjectState(), tables()
    made = after(HEN_AND_EGG, before)
    with connection.schema_editor() as editor:
        HEN_AND_EGG.database_forwards(APP, editor, before, made)
    assert tables() - there == {"audit_hen", "audit_egg"}
    with connection.cursor() as cursor:
        found = connection.introspection.get_relations(cursor, "audit_hen")
    assert found["born_from_id"][:2] == ("id", "audit_egg")
    with connection.schema_editor() as editor:
        HEN_AND_EGG.database_backwards(APP, editor, made, before)
    assert tables() == there


def test_models_of_before_know_those_that_are_added() -> None:
    before = after(CreateModels([CreateModel("Farm", [key()])]), ProjectState())
    farm = before.apps.get_model(APP, "Farm")
    added = CreateModels([CreateModel("Hen", [key(), ("farm", towards("farm"))])])
    known = after(added, before).apps.get_model(APP, "Farm")
    assert [field.name for field in farm._meta.related_objects] == []
    assert [field.name for field in known._meta.related_objects] == ["hen"]


def test_steps_and_texts_come_from_the_originals() -> None:
    package = "halalportal.audit.migrations"
    assert "audit_append_only" in text(package, "0002_append_only.FORWARD")
    step = steps("certification.migrations", "0012_holiday_decrees.add")
    asked: list[str] = []

    class Asked:
        def get_model(self, app_label: str, name: str) -> Any:
            asked.append(f"{app_label}.{name}")
            raise LookupError

    with pytest.raises(LookupError):
        step.code(Asked(), None)
    assert asked == ["certification.HolidayDecree"]
