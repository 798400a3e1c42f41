"""The rules of an event: who may ask for a seat, what a certificate asks, what it follows."""

import datetime
from dataclasses import dataclass, fields
from typing import Any, Self

from django.db import transaction

from accounts.models import Qualification, User
from halalportal.audit import services as audit
from workshops.errors import AnswerAfterStartError, FollowsLaterError
from workshops.models import Event
from workshops.services.locking import lock


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRules:
    """What an officer decides about an event after its time and place. None: not asked."""

    is_public: bool
    waiting_rule: str
    answer_by: datetime.date | None
    min_session_percent: int
    min_attendance_percent: int | None
    min_score_percent: int | None
    gives_qualification: Qualification | None
    follows: Event | None

    @classmethod
    def of(cls, event: Event) -> Self:
        """The rules of an event as they stand."""
        return cls(**{field.name: getattr(event, field.name) for field in fields(cls)})

    def values(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@transaction.atomic
def change(*, event: Event, rules: EventRules, by: User) -> Event:
    """Sets the rules of an event.

    Raises `AnswerAfterStartError` for answers after the event began, `FollowsLaterError` for a
    meeting that comes after this one.
    """
    event = lock(event.pk, by=by)
    starts_on = event.starts_at.astimezone(event.zone).date()
    if rules.answer_by and rules.answer_by > starts_on:
        raise AnswerAfterStartError
    if rules.follows and rules.follows.starts_at >= event.starts_at:
        raise FollowsLaterError
    for name, value in rules.values().items():
        setattr(event, name, value)
    event.save(update_fields=list(rules.values()))
    audit.record(action="event.rules_changed", subject=event, by=by, is_public=rules.is_public)
    return event
