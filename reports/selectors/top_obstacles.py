"""What holds most applications up, as the head's page names it."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.enums import Role
from accounts.scope import Scope
from certification.models import Obstacle, ObstacleCause, Programme
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
    """The most frequent causes within the scope, now or at the end of a past day; two queries."""
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
    for cause, n, n_before in still.union(over, all=True).order_by():
        counts[cause] += n
        before[cause] += n_before
    causes = ObstacleCause.objects.filter(pk__in=+counts).order_by("label")
    ranked = sorted(causes, key=lambda cause: -counts[cause.pk])[:SHOWN]
    return [_told(cause, counts[cause.pk], before[cause.pk], links) for cause in ranked]


def _by_cause(
    obstacles: QuerySet[Obstacle], present: Q, earlier: datetime.datetime
) -> QuerySet[Obstacle, tuple[str, int, int]]:
    """Cause, and how many were open then and four weeks before."""
    return obstacles.values_list("cause_id").annotate(
        count=Count("since", filter=present), before=Count("since", filter=Q(since__lte=earlier))
    )


def _told(cause: ObstacleCause, count: int, before: int, links: FigureLinks) -> TopObstacle:
    actor = Role(cause.next_actor).label
    return TopObstacle(cause.label, count, before, actor, links.obstacles(cause=cause.pk))
