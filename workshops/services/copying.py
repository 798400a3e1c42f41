"""The same event again: everything that was prepared, nobody who came."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import MEETINGS
from workshops.models import Delegation, Event, KnowledgeTest, Session, Speaker, Stop, TestItem
from workshops.services.event_rules import EventRules
from workshops.services.events import TEST_TIMES, EventDetails
from workshops.services.locking import lock

WEEK = datetime.timedelta(days=7)
# (source, its copy)
TakeAlong = Callable[[Event, Event], None]
_taken_along: dict[str, TakeAlong] = {}


def taken_along(function: TakeAlong) -> TakeAlong:
    """Registers what an app above this one keeps about an event, for its copies to have too.

    The function stands in the app's `services`, which its `AppConfig` loads at the start.
    """
    _taken_along[f"{function.__module__}.{function.__qualname__}"] = function
    return function


@transaction.atomic
def copy(*, event: Event, by: User, today: datetime.date) -> Event:
    """Makes the same event again, with its programme, seats, rules and test, without its people.

    The copy is on the first same weekday that is at least a week after `today`, at the same hours.
    It stays out of the public calendar until somebody has looked at its date. A copied meeting
    follows its source, whose open decisions are then on the agenda.
    """
    source = lock(event.pk, by=by)
    shift = _shift_after(source.starts_at.astimezone(source.zone).date(), today)
    twin = _twin(source, shift)
    _copy_programme(source, twin, shift)
    _copy_delegations(source, twin)
    _copy_test(source, twin, shift)
    for take_along in _taken_along.values():
        take_along(source, twin)
    audit.record(action="event.copied", subject=twin, by=by, source=source.pk)
    return twin


def _twin(source: Event, shift: datetime.timedelta) -> Event:
    details = EventDetails.of(source)
    moved = replace(details, starts_at=details.starts_at + shift, ends_at=details.ends_at + shift)
    rules = EventRules.of(source)
    rules = replace(
        rules,
        is_public=False,
        answer_by=rules.answer_by + shift if rules.answer_by else None,
        follows=source if source.kind in MEETINGS else None,
    )
    return Event.objects.create(
        region=source.region, time_zone=source.time_zone, **moved.values(), **rules.values()
    )


def _copy_programme(source: Event, twin: Event, shift: datetime.timedelta) -> None:
    """Sessions, speakers and stops, each as far later as the event."""
    of_source = list(source.sessions.all())
    copies = Session.objects.bulk_create(
        Session(
            event=twin,
            title=session.title,
            starts_at=session.starts_at + shift,
            ends_at=session.ends_at + shift,
        )
        for session in of_source
    )
    new = {old.pk: copied for old, copied in zip(of_source, copies, strict=True)}
    Speaker.objects.bulk_create(
        Speaker(
            event=twin,
            session=new.get(speaker.session_id or 0),
            name=speaker.name,
            position=speaker.position,
            topic=speaker.topic,
        )
        for speaker in source.speakers.all()
    )
    Stop.objects.bulk_create(
        Stop(
            event=twin,
            kind=stop.kind,
            starts_at=stop.starts_at + shift,
            ends_at=stop.ends_at + shift,
            place=stop.place,
            purpose=stop.purpose,
            contact=stop.contact,
        )
        for stop in source.stops.all()
    )


def _copy_delegations(source: Event, twin: Event) -> None:
    """The seats of each office with its contact; letters and answers belong to the old event."""
    Delegation.objects.bulk_create(
        Delegation(
            event=twin,
            region_id=delegation.region_id,
            organisation_id=delegation.organisation_id,
            mode=delegation.mode,
            seats=delegation.seats,
            contact_name=delegation.contact_name,
            contact_phone=delegation.contact_phone,
            contact_email=delegation.contact_email,
        )
        for delegation in source.delegations.all()
    )


def _copy_test(source: Event, twin: Event, shift: datetime.timedelta) -> None:
    """The questions that may still be asked, open as far before and after as in the source."""
    test = KnowledgeTest.objects.filter(event=source).first()
    if test is None:
        return
    opens = {name: getattr(test, name) + shift for name in TEST_TIMES}
    twin_test = KnowledgeTest.objects.create(event=twin, **opens)
    items = test.items.counted().filter(question__is_active=True)
    TestItem.objects.bulk_create(
        TestItem(test=twin_test, question_id=item.question_id, position=position)
        for position, item in enumerate(items, start=1)
    )


def _shift_after(day: datetime.date, today: datetime.date) -> datetime.timedelta:
    """Whole weeks, at least one, that bring `day` to a week after `today` or later."""
    weeks = -((day - (today + WEEK)) // WEEK)
    return max(weeks, 1) * WEEK
