"""Pages of what a search by words finds, for which the planner's guesses are too dangerous.

It takes words for independent of one another and of the names' order. Where "toko" and "warung"
never meet, or all that is found begins with W, its walk along the names would read everything. So
the index of words is asked first, for no more records than are counted, and only what is common is
looked for along the names, for a bounded distance.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from ikm.models import Business

_STEPS = ((0, 500), (500, 5_000))  # of a walk along the names
_FEW = """
WITH hit (id, name) AS MATERIALIZED ({found}),
few AS MATERIALIZED (SELECT id, name FROM hit LIMIT %s)
SELECT (SELECT count(*) FROM few), ARRAY(SELECT id FROM few {beyond} {order} LIMIT %s)
"""
_ALL = "WITH hit (id, name) AS MATERIALIZED ({found}) SELECT id FROM hit {beyond} {order} LIMIT %s"
_ORDER = {False: "ORDER BY name, id", True: "ORDER BY name DESC, id DESC"}
_BEYOND = {False: "WHERE (name, id) > (%s, %s)", True: "WHERE (name, id) < (%s, %s)"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind the key, or ahead of it and backwards; None is the beginning."""

    key: tuple[str, int] | None
    is_backwards: bool

    def of(self, businesses: QuerySet[Business]) -> QuerySet[Business]:
        """The businesses from here on, by name."""
        order = ("-name", "-pk") if self.is_backwards else ("name", "pk")
        if self.key is None:
            return businesses.order_by(*order)
        name, pk = self.key
        step = "lt" if self.is_backwards else "gt"
        beyond = Q(**{f"name__{step}": name}) | Q(name=name, **{f"pk__{step}": pk})
        return businesses.filter(beyond).order_by(*order)


def sparse_rows(
    found: QuerySet[Business], within: QuerySet[Business], place: Place, *, size: int, cap: int
) -> tuple[list[Business], int]:
    """Up to `size` rows from a place on, and the number of all, which ends at `cap` + 1.

    Args:
        within: businesses without the condition on words, among them all that are found.
    """
    count, keys = _few(found, place, size=size, most=cap + 1)
    if count > cap:
        walked = _walk(found, within, place, size)
        if walked is not None:
            return walked, count
        keys = _keys_of_all(found, place, size)
    return list(place.of(found).filter(pk__in=keys)), count


def _few(found: QuerySet[Business], place: Place, *, size: int, most: int) -> tuple[int, list[int]]:
    """How many are found, up to `most`, and the keys of a page when these are all."""
    sql, params = _query(found)
    with connection.cursor() as cursor:
        cursor.execute(_completed(_FEW, sql, place), [*params, most, *(place.key or ()), size])
        count, keys = cursor.fetchone()
    return count, keys


def _walk(
    found: QuerySet[Business], within: QuerySet[Business], place: Place, size: int
) -> list[Business] | None:
    """The rows, if they stand among the next names; None when they are further away."""
    names = place.of(within).values_list("pk", flat=True)
    rows: list[Business] = []
    for start, end in _STEPS:
        keys = list(names[start:end])
        rows += place.of(found).filter(pk__in=keys)[: size - len(rows)]
        if len(rows) == size or len(keys) < end - start:
            return rows
    return None


def _keys_of_all(found: QuerySet[Business], place: Place, size: int) -> list[int]:
    sql, params = _query(found)
    with connection.cursor() as cursor:
        cursor.execute(_completed(_ALL, sql, place), [*params, *(place.key or ()), size])
        return [pk for (pk,) in cursor.fetchall()]


def _query(found: QuerySet[Business]) -> tuple[str, tuple[Any, ...]]:
    return found.order_by().values_list("pk", "name").query.sql_with_params()


def _completed(template: str, found: str, place: Place) -> str:
    beyond = _BEYOND[place.is_backwards] if place.key else ""
    return template.format(found=found, beyond=beyond, order=_ORDER[place.is_backwards])
