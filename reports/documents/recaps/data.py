"""A recap as JSON: the values by the keys of their columns."""

import datetime
import json
from typing import Any

from reports.documents.recaps.answer import Answer
from reports.selectors.recaps.shape import Row, Share, Value


def as_data(found: Answer) -> dict[str, Any]:
    """Shares are percent with one digit behind the comma, days ISO texts, unknown is None."""
    table, total = found.table, found.table.total
    keys = [column.key for column in table.columns]
    return {
        "recap": found.recap.code,
        "title": found.recap.title,
        "programme": found.question.programme.slug,
        "as_of": found.question.day.isoformat(),
        "stamp": found.question.stamp,
        "filters": dict(found.filters),
        "columns": [{"key": c.key, "label": c.label, "kind": c.kind.value} for c in table.columns],
        "rows": [_named(keys, row) for row in table.rows],
        "total": _named(keys, total) if total else None,
        "notes": list(table.notes),
    }


def json_of(found: Answer) -> bytes:
    """`as_data` as a text of UTF-8."""
    return (json.dumps(as_data(found), indent=2, ensure_ascii=False) + "\n").encode()


def _named(keys: list[str], row: Row) -> dict[str, Any]:
    return {key: _plain(value) for key, value in zip(keys, row.values, strict=True)}


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, Share):
        return None if value.per_mille is None else value.per_mille / 10
    return value.isoformat() if isinstance(value, datetime.date) else value
