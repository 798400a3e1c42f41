"""Reminders about applications that nobody moves."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from certification.enums import Status
from certification.models import Application, StatusChange
from certification.selectors.applications import in_lines
from halalportal.lib.formats import long_date
from reports.selectors.due import (
    USEFUL_DAYS,
    Due,
    Recipient,
    RuleInUse,
    application_due,
    local_day,
    owner_of,
    shifted,
    unchanged,
    user_recipient,
)


def returned_unanswered(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the owner: the case came back and was not sent again."""
    for application in returned_with_reason(rule, now).iterator(chunk_size=500):
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


def draft_unsent(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the owner, else the companion: begun and not sent, while the programme takes it."""
    waiting = unchanged(rule, Status.DRAFT, now, rule.offset_days)
    for application in waiting.filter(programme__ends_on__gte=now.date()).iterator(chunk_size=500):
        yield _standing(rule, application, _owner_or_companion(application))


def ready_unentered(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the companion: ready, and not entered in SiHalal."""
    waiting = unchanged(rule, Status.READY, now, rule.offset_days)
    for application in waiting.iterator(chunk_size=500):
        if application.companion:
            yield _standing(rule, application, user_recipient(application.companion))


def verification_due(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the companion: the ten working days for the verification are nearly over."""
    waiting = unchanged(rule, Status.ACCEPTED, now, 1).select_related("programme")
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


def _standing(rule: RuleInUse, application: Application, recipient: Recipient) -> Due:
    """So many days without a change of status."""
    since = local_day(application.status_changed_at, application.regency.time_zone)
    due_on = shifted(since, rule)
    return application_due(
        rule=rule,
        application=application,
        recipient=recipient,
        due_on=due_on,
        expires_on=due_on + datetime.timedelta(days=USEFUL_DAYS),
        values={"sejak": long_date(since)},
    )


def _owner_or_companion(application: Application) -> Recipient:
    owner = owner_of(application.business)
    is_silent = not (owner.email or owner.phone)
    companion = application.companion
    return user_recipient(companion) if is_silent and companion else owner


def returned_with_reason(rule: RuleInUse, now: datetime.datetime) -> QuerySet[Any]:
    """Returned applications with `reason`, the label of the officer's last reason or None."""
    last = (
        StatusChange.objects.filter(application=OuterRef("pk"), to_status=Status.RETURNED)
        .order_by("-at", "-pk")
        .values("return_reason__label")[:1]
    )
    found = unchanged(rule, Status.RETURNED, now, rule.offset_days)
    return found.annotate(reason=Subquery(last))


def sentence(reason: str | None) -> str:
    """The reason as the end of "perlu diperbaiki: …"."""
    return f"{reason.rstrip('.')}." if reason else "lihat catatan petugas."
