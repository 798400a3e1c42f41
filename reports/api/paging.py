"""Keyset pages: a cursor names the last row, so a page costs the same wherever it lies."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja.errors import HttpError

MOST = 100
USUAL = 50


def page[M: Model](
    request: HttpRequest,
    rows: QuerySet[M],
    shape: Callable[[M], Any],
    *,
    cursor: str | None,
    limit: int,
) -> dict[str, Any]:
    """Returns `{"results": […], "next": address of the following page or None}`.

    Raises:
        HttpError: 422 for a cursor that this API did not give out.
    """
    rows = rows.order_by("pk")
    if cursor:
        rows = rows.filter(pk__gt=_key_of(cursor))
    found = list(rows[: limit + 1])
    following = None
    if len(found) > limit:
        query = request.GET.copy()
        query["cursor"] = _cursor_of(found[limit - 1].pk)
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {"results": [shape(row) for row in found[:limit]], "next": following}


def _cursor_of(key: int) -> str:
    return base64.urlsafe_b64encode(f"k{key}".encode()).decode().rstrip("=")


def _key_of(cursor: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise HttpError(422, "Unknown cursor.") from error
    digits = text.removeprefix("k")
    # A key beyond 18 digits is none of ours and would not fit the column.
    if not (text.startswith("k") and digits.isdecimal() and len(digits) <= 18):
        raise HttpError(422, "Unknown cursor.")
    return int(digits)
