"""Reminder rules, and one row for each reminder that fell due."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.enums import Role
from certification.enums import DayBasis
from certification.models import Programme
from reports.enums import Channel, DropReason, ReminderStatus


class ReminderRule(models.Model):
    """When a reminder falls due. `code` names its query in `selectors.due_rules`."""

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField(max_length=120)
    offset_days = models.SmallIntegerField(help_text="days before (−) or after (+) the date")
    day_basis = models.CharField(max_length=8, choices=DayBasis, default=DayBasis.WORKING)
    subject = models.CharField(max_length=120)
    body = models.TextField(help_text="plain text with {placeholders}")
    is_active = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)
    whatsapp_template = models.CharField(
        max_length=100, blank=True, help_text="approved by WhatsApp; without it a person sends"
    )

    def __str__(self) -> str:
        return self.label


class ProgrammeReminderRule(models.Model):
    """What a programme says otherwise: days, words, or that nobody is reminded."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reminder_rules")
    rule = models.ForeignKey(ReminderRule, models.PROTECT, related_name="of_programmes")
    offset_days = models.SmallIntegerField(help_text="days before (−) or after (+) the date")
    day_basis = models.CharField(max_length=8, choices=DayBasis)
    subject = models.CharField(max_length=120)
    body = models.TextField(help_text="plain text with {placeholders}")
    is_active = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "rule"], name="programme_reminder_rule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.rule_id}"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: Any) -> Self:
        """Reminders about the officer's own region, about an LP3H's cases, or to the person."""
        scope = user.scope
        if scope.is_regional:
            return self.filter(scope.in_region("region_id"))
        if scope.role == Role.LP3H_COORDINATOR:
            return self.filter(application__organisation_id=scope.organisation_id)
        if scope.role == Role.COMPANION:
            return self.filter(application__companion_id=scope.user_id)
        return self.filter(recipient_user_id=scope.user_id)

    def whatsapp_queue(self) -> Self:
        """What a person still has to send by one tap each."""
        return self.filter(channel=Channel.WHATSAPP, status=ReminderStatus.QUEUED)

    def waiting(self) -> Self:
        """What has not left, whoever sends it."""
        return self.filter(status=ReminderStatus.QUEUED)

    def uncertain(self) -> Self:
        """E-mails of which nobody knows whether they left: a person decides."""
        return self.filter(status=ReminderStatus.UNCERTAIN)

    def closed(self) -> Self:
        """Sent or cancelled, the newest first."""
        done = [ReminderStatus.SENT, ReminderStatus.CANCELLED]
        return self.filter(status__in=done).order_by(F("sent_at").desc(nulls_last=True), "-pk")


class Reminder(models.Model):
    """One message to one person. `key` makes it unique: rule, subject and period."""

    key = models.CharField(max_length=120, unique=True)
    rule = models.ForeignKey(ReminderRule, models.PROTECT, related_name="reminders")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    application = models.ForeignKey(
        "certification.Application", models.PROTECT, null=True, related_name="reminders"
    )
    event = models.ForeignKey(
        "workshops.Event", models.PROTECT, null=True, related_name="reminders"
    )
    recipient_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recipient_name = models.CharField(max_length=120)
    channel = models.CharField(max_length=10, choices=Channel)
    address = models.CharField(max_length=254, help_text="e-mail, or phone in E.164")
    subject = models.CharField(max_length=160)
    body = models.TextField()
    values = models.JSONField(default=dict, help_text="what filled the rule's placeholders")
    due_on = models.DateField()
    expires_on = models.DateField(help_text="the last day on which it still helps")
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=ReminderStatus, default=ReminderStatus.QUEUED)
    created_at = models.DateTimeField(db_default=Now())
    leaves_on = models.DateField(null=True, help_text="the day to which a person put it off")
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drop_reason = models.CharField(max_length=10, choices=DropReason, blank=True)
    lead = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="carried",
        help_text="the reminder in whose message it leaves",
    )
    taken_at = models.DateTimeField(null=True, help_text="when the portal began to send it")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ReminderStatus.SENT, sent_at__isnull=False)
                | (~Q(status=ReminderStatus.SENT) & Q(sent_at=None)),
                name="reminder_sent_with_time",
            ),
            models.CheckConstraint(
                condition=Q(edited_at=None, edited_by=None)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="reminder_edited_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(drop_reason="") | Q(status=ReminderStatus.CANCELLED),
                name="reminder_dropped_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.key
