"""The ladder on which a standstill rises, and who was told of which step."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.enums import Role
from certification.enums import Status
from certification.models import Programme
from reports.enums import Trigger
from reports.models.reminder import Reminder


class EscalationRuleQuerySet(models.QuerySet["EscalationRule"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: Any) -> Self:
        """The defaults, and those of programmes that the person sees."""
        own = Programme.objects.visible_to(user).values("pk")
        return self.filter(Q(programme=None) | Q(programme__in=own))


class EscalationRule(models.Model):
    """One step: after so many working days of standstill, this role is told.

    Without a programme it is the default. A programme with steps of its own for a trigger (and
    status) uses them instead of the default's.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, related_name="escalation_rules"
    )
    trigger = models.CharField(max_length=10, choices=Trigger)
    status = models.CharField(max_length=12, choices=Status, blank=True)
    step = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=Role)
    after_working_days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects = EscalationRuleQuerySet.as_manager()

    class Meta:
        ordering = ["trigger", "status", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "trigger", "status", "step"],
                nulls_distinct=False,
                name="escalation_rule_step_once",
            ),
            models.CheckConstraint(
                condition=(Q(trigger=Trigger.STATUS) & ~Q(status=""))
                | (~Q(trigger=Trigger.STATUS) & Q(status="")),
                name="escalation_rule_status_of_trigger",
            ),
            models.CheckConstraint(
                condition=Q(after_working_days__gte=1), name="escalation_rule_not_at_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trigger} {self.status} {self.step}: {self.role}"


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def visible_to(self, user: Any) -> Self:
        """What the person was told."""
        return self.filter(recipient_id=user.pk)


class Escalation(models.Model):
    """One person was told of one step of one standstill. `key` makes it happen once for ever.

    The key holds trigger, record, the day on which the standstill began, step and person.
    """

    key = models.CharField(max_length=120, unique=True)
    rule = models.ForeignKey(EscalationRule, models.PROTECT, related_name="escalations")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reminder = models.ForeignKey(Reminder, models.PROTECT, related_name="escalations")
    acts = models.BooleanField(help_text="False: only told that it went on to a higher level")
    created_at = models.DateTimeField(db_default=Now())

    objects = EscalationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key
