"""The work that waits for a person: each queue of the role with count and age."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet, Value

from accounts.models import User
from halalportal.lib.formats import number
from reports.selectors.work import QUEUES
from reports.selectors.work_kinds import QueueDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingQueue:
    """A queue with its count; `oldest_days` is None when it is empty."""

    code: str
    label: str
    action: str
    url: str
    count: int
    oldest_days: int | None

    @property
    def hint(self) -> str:
        if self.oldest_days is None:
            return ""
        return f"tertua {number(self.oldest_days)} hari" if self.oldest_days else "tertua hari ini"


def waiting_queues(user: User, now: datetime.datetime) -> list[WaitingQueue]:
    """The queues of the active role with count and age of the oldest; one query for all."""
    definitions = QUEUES.get(user.role, ())
    if not definitions:
        return []
    first, *others = (_counted(place, each, user) for place, each in enumerate(definitions))
    every = first.union(*others, all=True).order_by()
    counts = {place: (count, oldest) for place, count, oldest in every}
    # A queue that can't hold anything for this person is no part of the query.
    found = [
        (each, _waiting(each, *counts.get(place, (0, None)), now))
        for place, each in enumerate(definitions)
    ]
    return [queue for each, queue in found if queue.count or not each.is_rare]


def _counted(place: int, definition: QueueDefinition, user: User) -> QuerySet[Any, Any]:
    """One row: the place of the queue, how many wait, since when the oldest does."""
    rows = definition.rows(user).order_by().annotate(queue=Value(place)).values("queue")
    counts = rows.annotate(count=Count("pk"), oldest=Min(definition.since)).order_by()
    counted: QuerySet[Any, Any] = counts.values_list("queue", "count", "oldest")
    return counted


def _waiting(
    definition: QueueDefinition,
    count: int,
    oldest: datetime.datetime | None,
    now: datetime.datetime,
) -> WaitingQueue:
    return WaitingQueue(
        code=definition.code,
        label=definition.label,
        action=definition.action,
        url=definition.url(),
        count=count,
        oldest_days=(now - oldest).days if oldest else None,
    )
