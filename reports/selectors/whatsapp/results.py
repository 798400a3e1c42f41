"""What came of the WhatsApp messages of each rule."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from reports.enums import Channel, DeliveryState, ReminderStatus, TapAnswer
from reports.models import OptOut, Reminder, ReminderRule, Tap, WhatsAppMessage

_SENT = Q(status=ReminderStatus.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """Counts of one rule. What was sent by hand tells nothing of arriving and reading."""

    label: str
    by_hand: int
    automatic: int
    delivered: int
    read: int
    failed: int
    unreachable: int
    opted_out: int


def results(user: User, since: datetime.datetime) -> list[RuleResult]:
    """The rules of which something was sent, refused or stopped since then; five queries."""
    seen = Reminder.objects.visible_to(user)
    sent = seen.filter(sent_at__gte=since)
    by_hand = _by_rule(sent.filter(_SENT, channel=Channel.WHATSAPP), "rule")
    automatic = _by_rule(sent.filter(_SENT, channel=Channel.CLOUD), "rule")
    messages = WhatsAppMessage.objects.filter(created_at__gte=since, reminder__in=seen.order_by())
    told = _told(messages)
    wrong = Tap.objects.visible_to(user).filter(
        answered_at__gte=since, answer__in=[TapAnswer.WRONG, TapAnswer.NONE]
    )
    unreachable = _by_rule(wrong, "reminder__rule")
    stopped = OptOut.objects.visible_to(user).filter(at__gte=since, reminder__isnull=False)
    opted_out = _by_rule(stopped, "reminder__rule")
    concerned = {*by_hand, *automatic, *told, *unreachable, *opted_out}
    return [
        RuleResult(
            label=rule.label,
            by_hand=by_hand.get(rule.pk, 0),
            automatic=automatic.get(rule.pk, 0),
            unreachable=unreachable.get(rule.pk, 0),
            opted_out=opted_out.get(rule.pk, 0),
            **told.get(rule.pk, {"delivered": 0, "read": 0, "failed": 0}),
        )
        for rule in ReminderRule.objects.filter(pk__in=concerned).order_by("label")
    ]


def _by_rule(rows: QuerySet[Any], rule: str) -> Mapping[str, int]:
    counted = rows.order_by().values_list(rule).annotate(n=Count("pk"))
    return dict(counted)


def _told(messages: QuerySet[WhatsAppMessage]) -> Mapping[str, dict[str, int]]:
    arrived = Q(state__in=[DeliveryState.DELIVERED, DeliveryState.READ])
    counted = (
        messages.order_by()
        .values_list("reminder__rule")
        .annotate(
            delivered=Count("pk", filter=arrived),
            read=Count("pk", filter=Q(state=DeliveryState.READ)),
            failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
        )
    )
    names = ("delivered", "read", "failed")
    return {rule: dict(zip(names, counts, strict=True)) for rule, *counts in counted}


def told_of(reminder: Reminder) -> list[WhatsAppMessage]:
    """Every try to send it by the service, the newest first."""
    return list(reminder.whatsapp_messages.all())


def states_of(reminders: Iterable[Reminder]) -> dict[int, WhatsAppMessage]:
    """The latest that WhatsApp said of each of these reminders, by their keys; one query."""
    messages = WhatsAppMessage.objects.filter(reminder__in=list(reminders))
    return {message.reminder_id: message for message in messages.order_by("created_at", "pk")}
