"""The minutes of a meeting and what was decided there."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import OFFICERS, OrganisationKind, Role
from workshops.enums import ActionState
from workshops.models.event import Event, OfEventQuerySet

PENDING = (ActionState.OPEN, ActionState.DOING)


class Minutes(models.Model):
    """What was said; the decisions are rows of their own."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="minutes")
    chair = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfEventQuerySet["Minutes"].as_manager()

    def __str__(self) -> str:
        return f"notula {self.event_id}"


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def visible_to(self, user: Any) -> Self:
        """Those of visible meetings, and what the own office or oneself has to do.

        An office elsewhere sees its own task, not the rest of the minutes. Who only takes part in
        an event sees what he or she has to do, and nothing else.
        """
        scope = user.scope
        seen = _tasks_of(user)
        if scope.is_regional:
            seen |= scope.in_region("office__region_id")
            seen |= Q(event__in=Event.objects.visible_to(user))
        return self.filter(seen)

    def mine(self, user: Any) -> Self:
        """What the person or the person's own office has to do."""
        return self.filter(_tasks_of(user))

    def pending(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(state__in=PENDING)

    def due(self, today: datetime.date) -> Self:
        """Pending ones whose day has come or is over."""
        return self.pending().filter(due_on__lte=today)


def _tasks_of(user: Any) -> Q:
    """Given to the person, to the dinas of an officer, or to the LP3H of a coordinator."""
    scope = user.scope
    own = Q(person_id=scope.user_id)
    if scope.role in OFFICERS:
        own |= Q(office__kind=OrganisationKind.DINAS, office__region_id=scope.region_code)
    elif scope.role == Role.LP3H_COORDINATOR:
        own |= Q(office_id=scope.organisation_id)
    return own


class ActionItem(models.Model):
    """A decision with an office that answers for it, and a day."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="action_items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    office = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person_name = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.OPEN)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["event", "position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="action_position_once"),
            models.CheckConstraint(
                condition=Q(person=None) | Q(person_name=""), name="action_one_person"
            ),
        ]
        # Read every minute for the reminders.
        indexes = [
            models.Index(
                fields=["due_on"], name="action_pending_due", condition=Q(state__in=PENDING)
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING

    @property
    def responsible(self) -> str:
        """The person by account or by name, "" when only the office is known."""
        return self.person.name if self.person else self.person_name


class ActionNote(models.Model):
    """What somebody reported about an action, and the state from then on."""

    item = models.ForeignKey(ActionItem, models.CASCADE, related_name="notes")
    state = models.CharField(max_length=8, choices=ActionState)
    text = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ActionState.DROPPED) | ~Q(text=""), name="action_dropped_why"
            )
        ]

    def __str__(self) -> str:
        return self.text
