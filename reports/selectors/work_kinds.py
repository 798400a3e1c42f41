"""What a kind of work on a home is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDefinition:
    """A kind of work: what waits, since when, and the list that shows exactly these rows.

    A rare one takes no room on the page while it is empty.
    """

    code: str
    label: str
    action: str
    rows: Callable[[User], QuerySet[Any]]
    since: str
    url: Callable[[], str]
    is_rare: bool = False
