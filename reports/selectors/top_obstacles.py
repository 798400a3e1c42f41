"""What holds most applications up, as the head's page names it."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
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
    then = end_of_day(programme, links.as_of) if links.as_of else None
    present = _open_at(then) if then else Q(resolved_at=None)
    earlier = _open_at((then or timezone.now()) - TREND_SPAN)
    obstacles = Obstacle.objects.filter(present | earlier, programme=programme)
    if scope.region_code != programme.region_id:
        obstacles = obstacles.filter(scope.in_region("application__regency_id"))
    rows = (
        obstacles.order_by()
        .values_list("cause_id", "cause__label", "cause__next_actor")
        .annotate(count=Count("pk", filter=present), before=Count("pk", filter=earlier))
    )
    found = [
        TopObstacle(label, count, before, Role(actor).label, links.obstacles(cause=cause))
        for cause, label, actor, count, before in rows
        if count
    ]
    return sorted(found, key=lambda each: (-each.count, each.label))[:SHOWN]


def _open_at(moment: datetime.datetime) -> Q:
    return Q(since__lte=moment) & (Q(resolved_at=None) | Q(resolved_at__gt=moment))
