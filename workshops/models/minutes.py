"""The minutes of a meeting and what was decided there."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workshops.enums import ActionState
from workshops.models.event import Event, OfEventQuerySet


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


class ActionItemQuerySet(OfEventQuerySet["ActionItem"]):
    def visible_to(self, user: Any) -> Self:
        """Those of visible events, and those that the person's office or the person has to do."""
        scope = user.scope
        own = Q(person_id=user.pk)
        if scope.is_regional:
            own |= scope.in_region("office__region_id")
        elif scope.organisation_id:
            own |= Q(office_id=scope.organisation_id)
        return self.filter(Q(event__in=Event.objects.visible_to(user)) | own)

    def pending(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(state__in=[ActionState.OPEN, ActionState.DOING])


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
            models.UniqueConstraint(fields=["event", "position"], name="action_position_once")
        ]

    def __str__(self) -> str:
        return self.text


class ActionNote(models.Model):
    """What somebody reported about an action, and the state from then on."""

    item = models.ForeignKey(ActionItem, models.CASCADE, related_name="notes")
    state = models.CharField(max_length=8, choices=ActionState)
    text = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text
