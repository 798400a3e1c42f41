"""Events and people for the tests of this app."""

import datetime
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from accounts.enums import OrganisationKind
from accounts.models import User
from ikm.models import Business
from tests import factories
from workshops.enums import EventKind, Mode, ParticipantStatus
from workshops.models import Event, Participant, Session
from workshops.services import event_rules, events, participants, sessions
from workshops.services.event_rules import EventRules
from workshops.services.events import EventDetails

DAY = datetime.date(2026, 12, 1)


def at(hour: int, minute: int = 0, *, day: datetime.date = DAY, zone: str = "Asia/Makassar") -> Any:
    """A moment on the clock of a place."""
    return datetime.datetime.combine(day, datetime.time(hour, minute), ZoneInfo(zone))


def details(**changes: Any) -> EventDetails:
    """A hybrid event from 09.00 to 15.00 WITA without a seat limit."""
    values: dict[str, Any] = {
        "kind": EventKind.WORKSHOP,
        "title": "Workshop Uji",
        "description": "",
        "starts_at": at(9),
        "ends_at": at(15),
        "venue": "Aula Uji",
        "online_link": "https://rapat.contoh.id/uji",
        "onsite_seats": None,
        "online_seats": None,
    } | changes
    if "organiser" not in values:
        values["organiser"] = factories.make_organisation(kind=OrganisationKind.DINAS)
    return EventDetails(**values)


def make_event(*, by: User, region: str = factories.EAST_KUTAI, **changes: Any) -> Event:
    """An event; `changes` are of its details, or of its rules."""
    rules = {name: changes.pop(name) for name in EventRules.__dataclass_fields__ if name in changes}
    place = factories.make_region(region)
    event = events.create(region=place, details=details(**changes), by=by)
    if rules:
        event = event_rules.change(event=event, rules=replace(EventRules.of(event), **rules), by=by)
    return event


def make_session(event: Event, *, by: User, title: str = "Sesi Uji", hour: int = 9) -> Session:
    """A session of ninety minutes."""
    return sessions.add(
        event=event, title=title, starts_at=at(hour), ends_at=at(hour + 1, 30), by=by
    )


def join(
    event: Event,
    *,
    by: User,
    business: Business | None = None,
    mode: Mode = Mode.ONSITE,
    status: ParticipantStatus = ParticipantStatus.REGISTERED,
    **fields: Any,
) -> Participant:
    """Puts a business on the list, a new one unless given."""
    [participant] = participants.add_businesses(
        event=event,
        businesses=[business or factories.make_business(**fields)],
        mode=mode,
        status=status,
        by=by,
    )
    return participant


def join_person(
    event: Event,
    *,
    by: User,
    name: str = "Ani Contoh",
    agency: str = "Dinas Contoh",
    region: str = factories.SAMARINDA,
    mode: Mode = Mode.ONLINE,
    **contact: str,
) -> Participant:
    """Puts somebody of an office on the list."""
    person = participants.Person(
        name=name, agency=agency, region=factories.make_region(region), **contact
    )
    return participants.add_person(event=event, person=person, mode=mode, by=by)
