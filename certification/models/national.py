"""SiHalal's own statuses, mapped; the texts that nobody has mapped yet; statutory clocks."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from certification.enums import Ball, MirrorSource, Status, Track
from certification.models.application import Application
from certification.models.eligibility import Dated
from certification.models.reference import StopReason


class NationalStatus(Dated):
    """One code of SiHalal: what it means here, in plain words, and who has to act."""

    code = models.CharField(primary_key=True, max_length=8, help_text="OF74")
    label = models.CharField(max_length=80, help_text="as SiHalal writes it")
    state = models.SlugField(max_length=30, help_text="fatwa_committee_queue")
    # The portal's status that goes with it; "" leaves the status as it is.
    status = models.CharField(max_length=12, choices=Status, blank=True)
    sentence = models.CharField(max_length=200, help_text="what it means to the owner")
    # What an application is stopped with when it follows.
    stop_reason = models.ForeignKey(StopReason, models.PROTECT, null=True, related_name="+")
    # Working days that people see in practice; what the law says is a ServiceLevel.
    usual_from = models.PositiveSmallIntegerField(null=True)
    usual_to = models.PositiveSmallIntegerField(null=True)
    ball = models.CharField(max_length=10, choices=Ball)
    tracks = ArrayField(models.CharField(max_length=12, choices=Track))
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(status=Status.STOPPED)) | Q(stop_reason__isnull=False),
                name="national_status_stops_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(usual_from=None, usual_to=None) | Q(usual_to__gte=F("usual_from")),
                name="national_status_usual_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class StatusText(models.Model):
    """A status as somebody's table spelled it; without `national` it waits to be mapped."""

    key = models.CharField(max_length=80, unique=True, help_text="folded text")
    text = models.CharField(max_length=80, help_text="as first seen")
    national = models.ForeignKey(NationalStatus, models.PROTECT, null=True, related_name="texts")
    first_seen_at = models.DateTimeField(db_default=Now())
    mapped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text


class NationalEvent(models.Model):
    """A status of SiHalal that an application was seen in; the raw text is kept."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="national_events")
    national = models.ForeignKey(NationalStatus, models.PROTECT, null=True, related_name="+")
    raw = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=10, choices=MirrorSource)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["application", "at"], name="national_event_trail")]
        constraints = [
            # The same table twice adds nothing.
            models.UniqueConstraint(fields=["application", "at", "raw"], name="national_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.raw}"


class ServiceLevel(Dated):
    """How many days a step may take, by law or as the office's own goal (domain.md §1.4)."""

    track = models.CharField(max_length=12, choices=Track)
    # Either the portal's own status or a national one is the step.
    status = models.CharField(max_length=12, choices=Status, blank=True)
    national = models.ForeignKey(NationalStatus, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=80, help_text="Verifikasi pendamping")
    days = models.PositiveSmallIntegerField(help_text="working days")
    is_statutory = models.BooleanField()

    class Meta:
        ordering = ["track", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "status", "national", "valid_from"],
                nulls_distinct=False,
                name="service_level_once",
            ),
            models.CheckConstraint(
                condition=Q(status="", national__isnull=False) | (~Q(status="") & Q(national=None)),
                name="service_level_of_one_step",
            ),
        ]

    def __str__(self) -> str:
        return self.step
