"""The list of businesses as CSV, written and sent by PostgreSQL itself, row after row.

Columns, order and masks are those of the workbook (`ikm.selectors.exports`). Semicolons and a byte
order mark, because that is what Excel with Indonesian settings opens by a double click.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Case, F, Func, TextField, Value, When, Window
from django.db.models.functions import Cast, Coalesce, RowNumber

from accounts.models import User
from ikm import rules
from ikm.enums import BusinessSource, OperationalStatus, Scale
from ikm.models.business import BusinessQuerySet, small_name
from ikm.selectors.exports import HEADINGS, with_what_hangs_on_them

_BLOCK = 64 * 1024
_COPY = "COPY ({rows}) TO STDOUT WITH (FORMAT csv, DELIMITER ';')"


class _Text(Func):
    """An SQL expression that gives a text."""

    output_field = TextField()


class _Guarded(_Text):
    """What a spreadsheet would take for a formula gets an apostrophe in front."""

    # = + - @ tab, line feed, carriage return: numbers are compared fastest.
    template = (
        "CASE WHEN ascii(%(expressions)s) IN (61, 43, 45, 64, 9, 10, 13)"
        " THEN '''' || %(expressions)s ELSE %(expressions)s END"
    )

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        """The expression stands in it three times."""
        sql, params = super().as_sql(*args, **kwargs)
        return sql, (*params, *params, *params)


class _Phone(_Text):
    """+6281234567890 as 0812-3456-7890, of another number only the country's code as 0."""

    template = (
        "CASE WHEN %(expressions)s LIKE '+628%%%%' AND length(%(expressions)s) BETWEEN 12 AND 15"
        " THEN '0' || substr(%(expressions)s, 4, 3)"
        " || '-' || substr(%(expressions)s, 7, 4) || '-' || substr(%(expressions)s, 11)"
        " WHEN %(expressions)s LIKE '+62%%%%' THEN '0' || substr(%(expressions)s, 4)"
        " WHEN ascii(%(expressions)s) IN (61, 43, 45, 64, 9, 10, 13) THEN '''' || %(expressions)s"
        " ELSE %(expressions)s END"
    )


class _MaskedPhone(_Text):
    """The last four digits, nothing of what is no phone."""

    template = (
        "CASE WHEN length(%(expressions)s) > 8"
        " THEN regexp_replace(%(expressions)s, '\\w(?=(?:\\W*\\w){4})', '•', 'g')"
        " WHEN %(expressions)s = '' THEN '' ELSE '••••' END"
    )


class _MaskedEmail(_Text):
    """The first letter and the domain."""

    template = (
        "CASE WHEN %(expressions)s = '' THEN '' WHEN %(expressions)s LIKE '%%%%@%%%%'"
        " THEN left(%(expressions)s, 1) || '•••@' || split_part(%(expressions)s, '@', 2)"
        " ELSE '•••' END"
    )


def csv_of(businesses: BusinessQuerySet, user: User, *, is_dense: bool = True) -> Iterator[bytes]:
    """The file in blocks, the headings at once.

    Args:
        is_dense: most of what the person may see is in the list. Then it is read along the names
            instead of sorted first, so that it flows from the beginning.
    """
    yield b"\xef\xbb\xbf" + _headings()
    rows, params = _rows(businesses, user).query.sql_with_params()
    with transaction.atomic(), connection.cursor() as cursor:
        if is_dense:
            cursor.execute("SET LOCAL enable_sort = off")
        statement = _with_values(_COPY.format(rows=rows), params)
        with cursor.copy(statement) as copy:
            yield from _blocks(copy)


def _with_values(sql: str, params: Any) -> str:
    """COPY takes no parameters, so that psycopg writes them into the statement."""
    operations: Any = connection.ops
    composed: str = operations.compose_sql(sql, params)
    return composed


def _blocks(rows: Any) -> Iterator[bytes]:
    block = bytearray()
    for row in rows:
        block += row
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _headings() -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\n").writerow(HEADINGS)
    return line.getvalue().encode()


def _rows(businesses: BusinessQuerySet, user: User) -> models.QuerySet[Any, Any]:
    """The cells of each business by name, one annotation for each heading."""
    found = with_what_hangs_on_them(businesses).order_by(small_name(), "pk")
    cells = dict(enumerate(_cells(rules.can_see_contacts(user))))
    named = {f"cell_{number}": cell for number, cell in cells.items()}
    return found.annotate(**named).values_list(*named)


def _cells(shows_contacts: bool) -> list[Any]:
    phone, email = _Phone("phone"), F("email")
    return [
        Window(RowNumber(), order_by=[small_name(), "pk"]),
        *(_Guarded(Cast(F(name), TextField())) for name in ("name", "brand", "owner_name")),
        phone if shows_contacts else _Guarded(_MaskedPhone(phone)),
        _Guarded(Cast(email if shows_contacts else _MaskedEmail(email), TextField())),
        _Guarded(Cast(F("address"), TextField())),
        *(_name_of(place) for place in ("village", "district", "regency")),
        F("nib"),
        Case(When(nik_index="", then=Value("Belum ada")), default=Value("Ada")),
        F("kbli_code"),
        _label("scale", Scale),
        Case(When(is_mentored=True, then=Value("Ya")), default=Value("Tidak")),
        _label("operational_status", OperationalStatus),
        _Text(F("last_verified_at"), Value("YYYY-MM-DD"), function="to_char"),
        *(_Guarded(F(name)) for name in ("product_names", "pirt_numbers")),
        _Guarded(Cast(F("companion_name"), TextField())),
        _label("source", BusinessSource),
    ]


def _name_of(place: str) -> Any:
    return Coalesce(F(f"{place}__name"), Value(""))


def _label(field: str, choices: type[models.TextChoices]) -> Case:
    labels = [When(**{field: value}, then=Value(str(label))) for value, label in choices.choices]
    return Case(*labels, default=Value(""))
