"""Loads many rows at once with PostgreSQL's COPY."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from django.utils import timezone
from psycopg.types.json import Jsonb

Prepare = Callable[[Any], Any]


def copy_in(objects: Iterable[models.Model]) -> int:
    """Inserts unsaved objects of one model in their order and returns how many.

    Several times faster than `bulk_create`; the objects don't learn their keys. A field that the
    database fills is left to it, when the first object leaves it so.
    """
    waiting = iter(objects)
    first = next(waiting, None)
    if first is None:
        return 0
    fields = list(_fields_of(first))
    values = attrgetter(*(field.attname for field in fields))
    prepared = [(i, make) for i, field in enumerate(fields) if (make := _preparation(field))]
    count = 0
    with connection.cursor() as cursor, cursor.copy(_statement(first, fields)) as copy:
        for count, thing in enumerate(chain([first], waiting), start=1):  # noqa: B007
            row = list(values(thing))
            for place, make in prepared:
                row[place] = make(row[place])
            copy.write_row(row)
    return count


def _fields_of(thing: models.Model) -> "Iterator[models.Field[Any, Any]]":
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname, None)
        if not (field.primary_key or field.generated or isinstance(value, DatabaseDefault)):
            yield field


def _preparation(field: "models.Field[Any, Any]") -> Prepare | None:
    """What must happen to the field's values before psycopg understands them."""
    if isinstance(field, models.JSONField):
        return Jsonb
    if getattr(field, "auto_now", False):
        now = timezone.now()
        return lambda value: now
    return None


def _statement(thing: models.Model, fields: "list[models.Field[Any, Any]]") -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    return f"COPY {quote(thing._meta.db_table)} ({columns}) FROM STDIN"
