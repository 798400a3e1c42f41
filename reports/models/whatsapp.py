"""WhatsApp: what the Cloud API said of a message, what came of a tap, and who wants none."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from reports.enums import DeliveryState, OptOutSource, TapAnswer
from reports.models.reminder import Reminder


class OptOutQuerySet(models.QuerySet["OptOut"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None)

    def visible_to(self, user: Any) -> Self:
        """Of the people whose reminders the person sees."""
        theirs = Reminder.objects.visible_to(user).filter(address=OuterRef("address"))
        return self.filter(Exists(theirs.order_by()))


class OptOut(models.Model):
    """A person who answered STOP, or told an officer: no reminder goes there any more.

    Who changed their mind and again has two rows; one at a time is in force.
    """

    address = models.CharField(max_length=254, help_text="phone in E.164, or e-mail")
    source = models.CharField(max_length=8, choices=OptOutSource)
    reminder = models.ForeignKey(
        Reminder, models.PROTECT, null=True, related_name="opt_outs", help_text="the last one sent"
    )
    at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_reason = models.CharField(max_length=200, blank=True)

    objects = OptOutQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=Q(ended_at=None), name="opt_out_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_reason="")
                | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="opt_out_ended_why",
            ),
        ]

    def __str__(self) -> str:
        return f"opt-out {self.pk}"


class WhatsAppMessage(models.Model):
    """One try to hand a reminder to the Cloud API, and what came back by webhook."""

    reminder = models.ForeignKey(Reminder, models.PROTECT, related_name="whatsapp_messages")
    message_id = models.CharField(max_length=120, blank=True, help_text="wamid of the service")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.SENDING)
    error_code = models.PositiveIntegerField(null=True, help_text="why the service refused it")
    created_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="when the service last told of it")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message_id"],
                condition=~Q(message_id=""),
                name="whatsapp_message_id_once",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id or f"try {self.pk}"


class TapQuerySet(models.QuerySet["Tap"]):
    def visible_to(self, user: Any) -> Self:
        """On the reminders that the person sees."""
        return self.filter(reminder__in=Reminder.objects.visible_to(user).order_by())


class Tap(models.Model):
    """One officer was shown one reminder to send by hand, and what they said came of it.

    While it has no answer it is a claim: nobody else is shown the same reminder. Several to one
    person are one message: the others have the tap of the first as their `lead`.
    """

    reminder = models.ForeignKey(Reminder, models.PROTECT, related_name="taps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lead = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="carried",
        help_text="the tap in whose message it was shown",
    )
    shown_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, help_text="null where the browser can't tell")
    answer = models.CharField(max_length=8, choices=TapAnswer, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = TapQuerySet.as_manager()

    class Meta:
        ordering = ["-shown_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reminder"], condition=Q(answer=""), name="tap_claims_once"
            ),
            models.UniqueConstraint(
                fields=["by"], condition=Q(answer="", lead=None), name="tap_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="tap_answered_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reminder_id}: {self.answer or '…'}"
