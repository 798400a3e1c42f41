"""Moving what hangs on one business to another, and back."""

from typing import Any

from django.apps import apps

from ikm.models import Business
from ikm.selectors.hanging import Move


def move(moves: list[Move], kept: Business) -> dict[str, list[int]]:
    """Moves the rows and returns what an undo needs: relation → ids."""
    for one in moves:
        rows: Any = one.model._base_manager
        rows.filter(pk__in=one.moving).update(**{one.field: kept})
    return {one.key: one.moving for one in moves if one.moving}


def move_back(moved: dict[str, list[int]], kept: Business, absorbed: Business) -> None:
    """Gives the rows back that still hang on the kept record; what came later stays there."""
    for key, ids in moved.items():
        label, _, field = key.rpartition(".")
        rows: Any = apps.get_model(label)._base_manager
        rows.filter(pk__in=ids, **{field: kept}).update(**{field: absorbed})
