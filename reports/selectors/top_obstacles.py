"""What holds most applications up, as the head's page names it."""

import datetime
from dataclasses import dataclass

from accounts.scope import Scope
from certification.models import Obstacle, Programme
from certification.selectors.counts import end_of_day
from certification.selectors.obstacles import summary_of
from reports.links import obstacles_url

SHOWN = 3


@dataclass(frozen=True, slots=True)
class TopObstacle:
    """One cause; `url` leads to its cases, "" for a past day."""

    label: str
    count: int
    url: str


def top_obstacles(
    programme: Programme, scope: Scope, as_of: datetime.date | None
) -> tuple[TopObstacle, ...]:
    """The most frequent causes within the scope, now or at the end of a past day; one query."""
    seen = Obstacle.objects.filter(
        scope.in_region("application__regency_id"), application__programme=programme
    )
    found = seen.open_at(end_of_day(programme, as_of)) if as_of else seen.open()
    return tuple(
        TopObstacle(
            label=cause.label,
            count=cause.count,
            url="" if as_of else obstacles_url(programme.slug, sebab=cause.code),
        )
        for cause in summary_of(found).causes[:SHOWN]
    )
