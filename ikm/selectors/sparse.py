"""Pages of what a search by words finds, for which the planner's guesses are too dangerous.

It takes words for independent of one another and of the names' order. Where "toko" and "warung"
never meet, or all that is found begins with W, its walk along the names would read everything. So
the index of words is asked first, for no more records than are counted, and only what is common is
looked for along the names, for a bounded distance.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from ikm.models import Business
from ikm.models.business import small_name

# So many are sorted when they are all; of more, one stands among so many names, or they are rare
# where the walk begins.
FEW = 2_000
WALK = 5_000
_FEW = """
WITH hit (id, name) AS MATERIALIZED ({found}),
few AS MATERIALIZED (SELECT id, name FROM hit LIMIT %s)
SELECT (SELECT count(*) FROM few), ARRAY(SELECT id FROM few {beyond} {order} LIMIT %s)
"""
_ALL = "WITH hit (id, name) AS MATERIALIZED ({found}) SELECT id FROM hit {beyond} {order} LIMIT %s"
_WALK = "SELECT id FROM ({names}) AS near (id, is_hit) WHERE is_hit LIMIT %s"
_ORDER = {False: "ORDER BY name, id", True: "ORDER BY name DESC, id DESC"}
_BEYOND = {False: "WHERE (name, id) > (%s, %s)", True: "WHERE (name, id) < (%s, %s)"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind the key, or ahead of it and backwards; None is the beginning."""

    key: tuple[str, int] | None
    is_backwards: bool

    def of(self, businesses: QuerySet[Business]) -> QuerySet[Business]:
        """The businesses from here on, by name."""
        named = businesses.annotate(small_name=small_name())
        order = ("-small_name", "-pk") if self.is_backwards else ("small_name", "pk")
        if self.key is None:
            return named.order_by(*order)
        name, pk = self.key
        step = "lt" if self.is_backwards else "gt"
        beyond = Q(**{f"small_name__{step}": name}) | Q(small_name=name, **{f"pk__{step}": pk})
        # The second condition says nothing new, and lets the scan begin there.
        return named.filter(beyond, **{f"small_name__{step}e": name}).order_by(*order)


@dataclass(frozen=True, slots=True)
class WordSearch:
    """A list with what a search text asks of it, and all names among which it is found.

    `names` are without any condition but who may see them, so that a walk along them is short.
    """

    listed: QuerySet[Business]
    names: QuerySet[Business]
    asked: Q

    @property
    def found(self) -> QuerySet[Business]:
        return self.listed.filter(self.asked)


def sparse_rows(
    search: WordSearch, place: Place, *, size: int, cap: int
) -> tuple[list[Business], int]:
    """Up to `size` rows from a place on, and the number of all, which ends at `cap` + 1."""
    try:
        count, keys = _few(search, place, size)
    except EmptyResultSet:
        return [], 0
    if count > FEW:
        rows = _walk(search, place, size)
        if rows is not None:
            return rows, cap + 1
        keys = _keys_of_all(search, place, size)
    return list(place.of(search.listed).filter(pk__in=keys)), min(count, cap + 1)


def _few(search: WordSearch, place: Place, size: int) -> tuple[int, list[int]]:
    """How many are found, up to `FEW` + 1, and the keys of the page when these are all."""
    sql, params = _query(search)
    key = place.key or ()
    [(count, keys)] = _rows(_completed(_FEW, sql, place), [*params, FEW + 1, *key, size])
    return count, keys


def _walk(search: WordSearch, place: Place, size: int) -> list[Business] | None:
    """The rows, if they stand among the next names; None when they are further away."""
    is_hit = ExpressionWrapper(search.asked, BooleanField())
    near = place.of(search.names).annotate(is_hit=is_hit)[:WALK]
    sql, params = near.values_list("pk", "is_hit").query.sql_with_params()
    keys = [pk for (pk,) in _rows(_WALK.format(names=sql), [*params, 2 * size])]
    rows = list(place.of(search.listed).filter(pk__in=keys)[:size])
    return rows if len(rows) == size else None


def _keys_of_all(search: WordSearch, place: Place, size: int) -> list[int]:
    sql, params = _query(search)
    rows = _rows(_completed(_ALL, sql, place), [*params, *(place.key or ()), size])
    return [pk for (pk,) in rows]


def _query(search: WordSearch) -> tuple[str, tuple[Any, ...]]:
    named = search.found.order_by().annotate(small_name=small_name())
    return named.values_list("pk", "small_name").query.sql_with_params()


def _completed(template: str, found: str, place: Place) -> str:
    beyond = _BEYOND[place.is_backwards] if place.key else ""
    return template.format(found=found, beyond=beyond, order=_ORDER[place.is_backwards])


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
