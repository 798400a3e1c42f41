"""Which programme an event belongs to; neither of their apps knows the other."""

from typing import Any, Self

from django.db import models

from certification.models import Programme
from workshops.models import Event


class EventProgrammeQuerySet(models.QuerySet["EventProgramme"]):
    def visible_to(self, user: Any) -> Self:
        """Of the events that the person sees."""
        return self.filter(event__in=Event.objects.visible_to(user))


class EventProgramme(models.Model):
    """The event is one of the programme: its reminders follow what the programme says."""

    event = models.OneToOneField(
        Event, models.PROTECT, primary_key=True, related_name="in_programme"
    )
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="event_entries")

    objects = EventProgrammeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.event_id}: {self.programme_id}"
