"""Keyset pages: a cursor names the last row, so a page costs the same wherever it lies."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from reports.api.problems import InvalidError
from reports.api.questions import Page


def page[M: Model](
    request: HttpRequest, asked: Page, rows: QuerySet[M], shape: Callable[[M], Any]
) -> dict[str, Any]:
    """Returns `{"results": […], "next": address of the following page or None}`.

    Raises:
        InvalidError: for a cursor that this list did not give out.
    """
    name = str(rows.model._meta.model_name)
    rows = rows.order_by("pk")
    if asked.cursor:
        rows = rows.filter(pk__gt=_key_of(asked.cursor, name))
    found = list(rows[: asked.limit + 1])
    following = None
    if len(found) > asked.limit:
        query = request.GET.copy()
        query["cursor"] = _cursor_of(found[asked.limit - 1].pk, name)
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {"results": [shape(row) for row in found[: asked.limit]], "next": following}


def _cursor_of(key: int, name: str) -> str:
    return base64.urlsafe_b64encode(f"{name}:{key}".encode()).decode().rstrip("=")


def _key_of(cursor: str, name: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        text = ""
    digits = text.removeprefix(f"{name}:")
    # A key beyond 18 digits is none of ours and would not fit the column.
    is_key = digits.isdecimal() and len(digits) <= 18
    if not (is_key and _cursor_of(int(digits), name) == cursor):
        raise InvalidError("cursor", "pakai alamat `next` dari halaman sebelumnya.")
    return int(digits)
