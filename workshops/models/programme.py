"""What an event offers: speakers, handouts, and the stops of a study visit."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from workshops.enums import StopKind
from workshops.models.event import Event, OfEventQuerySet, Session
from workshops.models.periods import hours, period


class Speaker(models.Model):
    """Somebody who teaches; in one session, or in the whole event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="speakers"
    )
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=160, blank=True, help_text="office and function")
    topic = models.CharField(max_length=160, blank=True)

    objects = OfEventQuerySet["Speaker"].as_manager()

    class Meta:
        ordering = ["session__starts_at", "pk"]

    def __str__(self) -> str:
        return self.name


class Stop(models.Model):
    """A point of a study visit's itinerary, on the clock of the place."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="stops")
    kind = models.CharField(max_length=8, choices=StopKind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    purpose = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    # Written afterwards.
    learned = models.TextField(blank=True)

    objects = OfEventQuerySet["Stop"].as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="stop_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def hours(self) -> str:
        """`09.00–10.30 WITA`, in the zone of the event."""
        return hours(self.starts_at, self.ends_at, self.event.time_zone)

    @property
    def when(self) -> str:
        """`Rabu, 24 April 2024, 09.00–10.30 WITA`, in the zone of the event."""
        return period(self.starts_at, self.ends_at, self.event.time_zone)


class Handout(models.Model):
    """Material of an event: a clean copy on disk, or a link."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="handouts")
    title = models.CharField(max_length=160)
    file = models.FileField(upload_to="materi/%Y/%m", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="of the file, in bytes")
    link = models.URLField(blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfEventQuerySet["Handout"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="") ^ Q(link=""), name="handout_is_file_or_link"
            ),
            models.UniqueConstraint(
                fields=["event", "sha256"], condition=~Q(sha256=""), name="handout_file_once"
            ),
            models.UniqueConstraint(
                fields=["event", "link"], condition=~Q(link=""), name="handout_link_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        """`PDF` or `Foto`; "" for a link."""
        if not self.file:
            return ""
        return "PDF" if str(self.file.name).endswith(".pdf") else "Foto"
