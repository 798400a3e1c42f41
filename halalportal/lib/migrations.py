"""What squashed migrations are made of: many tables at once, and steps of the originals."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel, RunPython
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Creates the tables of many models, whatever their order and their foreign keys' directions.

    Django renders all related models anew after each `CreateModel`, which takes most of the time
    of a migration. Here they are rendered once, when all have been added.
    """

    category = OperationCategory.ADDITION

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} models"


def steps(package: str, *names: str) -> RunPython:
    """Call functions of the migrations in `package`, each named "0004_reasons.add", in this order.

    The way back does nothing: the tables go with their rows.
    """

    def forwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for name in names:
            _attribute(package, name)(apps, schema_editor)

    return RunPython(forwards, RunPython.noop)


def text(package: str, name: str) -> str:
    """Return a text of a migration, say the SQL named "0011_tree_adds_up.FORWARD"."""
    return str(_attribute(package, name))


def _attribute(package: str, name: str) -> Any:
    module, attribute = name.split(".")
    return getattr(import_module(f"{package}.{module}"), attribute)
