"""Who gets a programme's monthly report by e-mail, and each report on its way."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership
from certification.models import Programme
from reports.enums import ReminderStatus


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, user: Any) -> Self:
        """The person's own, of the active role."""
        membership = user.active_membership
        return self.filter(membership_id=membership.pk if membership else None)

    def active(self) -> Self:
        """Wanted still, by somebody who holds the role still."""
        return self.filter(
            ended_at=None, membership__ended_on=None, membership__user__is_active=True
        )


class Subscription(models.Model):
    """Somebody gets the monthly report of a programme as one of the own roles sees it."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="subscriptions")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="subscriptions")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "programme"], name="subscription_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.programme_id}"


class MonthlyReportQuerySet(models.QuerySet["MonthlyReport"]):
    def visible_to(self, user: Any) -> Self:
        """Those of the person's own subscriptions."""
        return self.filter(subscription__in=Subscription.objects.visible_to(user))


class MonthlyReport(models.Model):
    """The report over one month to one subscriber: sent once, or a person decides."""

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="reports")
    month = models.DateField(help_text="the first day of the month reported on")
    status = models.CharField(max_length=10, choices=ReminderStatus, default=ReminderStatus.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, help_text="when the portal began to send it")
    sent_at = models.DateTimeField(null=True)

    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "month"], name="monthly_report_once"),
            models.CheckConstraint(
                condition=Q(status=ReminderStatus.SENT, sent_at__isnull=False)
                | (~Q(status=ReminderStatus.SENT) & Q(sent_at=None)),
                name="monthly_report_sent_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.month:%Y-%m}"
