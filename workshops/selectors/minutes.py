"""What the pages of a meeting show of its minutes: presence, decisions, agenda."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from halalportal.lib.working_days import count_days
from workshops.enums import Mode
from workshops.models import ActionItem, ActionNote, Attendance, Event
from workshops.models.minutes import PENDING

# The meeting before, the one before that, and so on. UNION drops what was met already, so that
# even a circle, which nothing in the portal can make, would end.
_CHAIN = """
    WITH RECURSIVE earlier(id) AS (
        SELECT follows_id FROM workshops_event WHERE id = %s AND follows_id IS NOT NULL
        UNION
        SELECT event.follows_id FROM workshops_event event JOIN earlier ON event.id = earlier.id
        WHERE event.follows_id IS NOT NULL
    )
    SELECT id FROM earlier WHERE id <> %s
"""


@dataclass(frozen=True, slots=True)
class Presence:
    """Who was there, counted: people by mode, people of businesses, and people by office."""

    onsite: int = 0
    online: int = 0
    businesses: int = 0
    offices: list[tuple[str, int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.onsite + self.online

    @property
    def of_offices(self) -> int:
        return sum(count for _, count in self.offices)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A decision with the working days by which it is late (0: not late), and the last report."""

    item: ActionItem
    days_late: int
    last_text: str
    last_at: datetime.datetime | None


def presence(event: Event) -> Presence:
    """Everybody who was in at least one session; who was on site once counts there. One query."""
    marks = Attendance.objects.filter(session__event=event).values_list(
        "participant_id", "mode", "participant__business_id", "participant__agency"
    )
    people: dict[int, tuple[str, int | None, str]] = {}
    for pk, mode, business, agency in marks:
        if pk not in people or mode == Mode.ONSITE:
            people[pk] = (mode, business, agency)
    modes = Counter(mode for mode, _, _ in people.values())
    offices = Counter(
        agency or "Lainnya" for _, business, agency in people.values() if not business
    )
    return Presence(
        onsite=modes[Mode.ONSITE],
        online=modes[Mode.ONLINE],
        businesses=sum(1 for _, business, _ in people.values() if business),
        offices=sorted(offices.items()),
    )


def decisions(event: Event) -> list[ActionRow]:
    """The decisions of a meeting in their order; one query."""
    return action_rows(ActionItem.objects.filter(event=event).order_by("position"))


def agenda(event: Event, user: User) -> list[ActionRow]:
    """What earlier meetings left: still pending, or closed since the meeting that this one follows.

    They stay where they were decided; here only their state is shown. Three queries, however many
    meetings there were.
    """
    if event.follows is None:
        return []
    closed_at = Max("notes__at", filter=~Q(notes__state__in=PENDING))
    left = ActionItem.objects.visible_to(user).filter(event__in=earlier_meetings(event))
    left = left.annotate(closed_at=closed_at).filter(
        Q(state__in=PENDING) | Q(closed_at__gte=event.follows.starts_at)
    )
    return action_rows(left.order_by("event__starts_at", "event", "position"))


def earlier_meetings(event: Event) -> list[int]:
    """The meetings that this one follows, directly or not; one query for a chain of any length."""
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, [event.pk, event.pk])
        return [pk for (pk,) in cursor.fetchall()]


def action_rows(items: QuerySet[ActionItem, Any]) -> list[ActionRow]:
    """Decisions as the pages show them, late by the working days of the country; one query."""
    last = ActionNote.objects.filter(item=OuterRef("pk")).order_by("-at", "-pk")
    found = items.select_related("event__region", "office", "person").annotate(
        last_text=Subquery(last.values("text")[:1]), last_at=Subquery(last.values("at")[:1])
    )
    today = timezone.localdate()
    return [
        ActionRow(item, days_late(item, today), item.last_text or "", item.last_at)
        for item in found
    ]


def days_late(item: ActionItem, today: datetime.date) -> int:
    """Working days since the due day of a pending decision; a weekend alone makes nothing late."""
    if not item.is_pending or item.due_on >= today:
        return 0
    return count_days(item.due_on, today, "working")
