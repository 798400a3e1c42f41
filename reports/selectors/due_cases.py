"""Reminders about applications that nobody moves."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from certification.enums import Status
from certification.models import StatusChange
from certification.selectors.applications import in_lines
from halalportal.lib.formats import long_date
from reports.models import ReminderRule
from reports.selectors.due import (
    USEFUL_DAYS,
    Due,
    application_due,
    local_day,
    owner_of,
    shifted,
    unchanged,
    user_recipient,
)


def returned_unanswered(rule: ReminderRule, now: datetime.datetime) -> Iterator[Due]:
    """To the owner: the case came back and was not sent again."""
    for application in returned_with_reason(now, rule.offset_days).iterator(chunk_size=500):
        returned_on = local_day(application.status_changed_at, application.regency.time_zone)
        due_on = shifted(returned_on, rule)
        yield application_due(
            rule=rule,
            application=application,
            recipient=owner_of(application.business),
            due_on=due_on,
            expires_on=due_on + datetime.timedelta(days=USEFUL_DAYS),
            values={"alasan": sentence(application.reason)},
        )


def verification_due(rule: ReminderRule, now: datetime.datetime) -> Iterator[Due]:
    """To the companion: the ten working days for the verification are nearly over."""
    waiting = unchanged(Status.ACCEPTED, now, 1).select_related("programme")
    for line in in_lines(waiting.iterator(chunk_size=500)):
        application, deadline = line.application, line.clock.due_on
        companion = application.companion
        if companion is None or deadline is None:
            continue
        yield application_due(
            rule=rule,
            application=application,
            recipient=user_recipient(companion),
            due_on=shifted(deadline, rule),
            expires_on=deadline,
            values={"batas": long_date(deadline)},
        )


def returned_with_reason(now: datetime.datetime, at_least_days: int) -> QuerySet[Any]:
    """Returned applications with `reason`, the label of the officer's last reason or None."""
    last = (
        StatusChange.objects.filter(application=OuterRef("pk"), to_status=Status.RETURNED)
        .order_by("-at", "-pk")
        .values("return_reason__label")[:1]
    )
    return unchanged(Status.RETURNED, now, at_least_days).annotate(reason=Subquery(last))


def sentence(reason: str | None) -> str:
    """The reason as the end of "perlu diperbaiki: …"."""
    return f"{reason.rstrip('.')}." if reason else "lihat catatan petugas."
