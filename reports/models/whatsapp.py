"""WhatsApp: what the Cloud API says of each message, and who wants none."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from reports.enums import DeliveryState
from reports.models.reminder import Reminder


class OptOut(models.Model):
    """A person who answered STOP (or asked an officer): no reminder goes there any more."""

    address = models.CharField(max_length=254, unique=True, help_text="phone in E.164, or e-mail")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"opt-out {self.pk}"


class WhatsAppMessage(models.Model):
    """One try to hand a reminder to the Cloud API, and what came back by webhook."""

    reminder = models.ForeignKey(Reminder, models.PROTECT, related_name="whatsapp_messages")
    message_id = models.CharField(max_length=120, blank=True, help_text="wamid of the service")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.SENDING)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message_id"],
                condition=~Q(message_id=""),
                name="whatsapp_message_id_once",
            )
        ]

    def __str__(self) -> str:
        return self.message_id or f"try {self.pk}"
