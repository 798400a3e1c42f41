"""What holds most applications up, as the head's page names it."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.enums import Role
from accounts.scope import Scope
from certification.models import Obstacle, Programme
from certification.selectors.days import end_of_day
from halalportal.lib.formats import number
from reports.selectors.figure_links import FigureLinks

SHOWN = 5
TREND_SPAN = datetime.timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class TopObstacle:
    """One cause: how many cases it holds up, how many four weeks before, and who acts on it."""

    label: str
    count: int
    before: int
    actor: str
    url: str

    @property
    def trend(self) -> str:
        """Where the number goes, in a word."""
        if self.count == self.before:
            return "tetap"
        if not self.before:
            return "baru"
        return f"{'naik' if self.count > self.before else 'turun'} dari {number(self.before)}"


def top_obstacles(programme: Programme, scope: Scope, links: FigureLinks) -> list[TopObstacle]:
    """The most frequent causes within the scope, now or at the end of a past day; one query."""
    then = end_of_day(programme, links.as_of) if links.as_of else timezone.now()
    earlier = then - TREND_SPAN
    obstacles = Obstacle.objects.filter(programme=programme).order_by()
    if scope.region_code != programme.region_id:
        obstacles = obstacles.filter(scope.in_region("application__regency_id"))
    # Each part reads the index alone; one condition with "or" would read every row.
    still = _by_cause(obstacles.filter(resolved_at=None), Q(since__lte=then), earlier)
    over = _by_cause(
        obstacles.filter(resolved_at__gt=earlier),
        Q(since__lte=then, resolved_at__gt=then),
        earlier,
    )
    counts: Counter[str] = Counter()
    before: Counter[str] = Counter()
    causes = {}
    for cause, label, actor, n, n_before in still.union(over, all=True).order_by():
        counts[cause] += n
        before[cause] += n_before
        causes[cause] = (label, Role(actor).label)
    found = [
        TopObstacle(label, counts[cause], before[cause], actor, links.obstacles(cause=cause))
        for cause, (label, actor) in causes.items()
        if counts[cause]
    ]
    return sorted(found, key=lambda each: (-each.count, each.label))[:SHOWN]


def _by_cause(
    obstacles: QuerySet[Obstacle], present: Q, earlier: datetime.datetime
) -> QuerySet[Obstacle, tuple[str, str, str, int, int]]:
    """Cause, label, role that acts, and how many were open then and four weeks before."""
    return obstacles.values_list("cause_id", "cause__label", "cause__next_actor").annotate(
        count=Count("pk", filter=present), before=Count("pk", filter=Q(since__lte=earlier))
    )
