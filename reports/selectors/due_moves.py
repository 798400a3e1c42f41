"""Reminders about an event that has moved, to those who were told the old time or place."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from halalportal.lib.formats import clock, day_and_date
from reports.enums import ReminderStatus
from reports.links import participant_url
from reports.models import EventProgramme, ProgrammeReminderRule, Reminder, ReminderRule
from reports.selectors.due import OF_EVENT, Due, Recipient, RuleInUse, local_day, owner_of, shifted
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Event, Participant
from workshops.selectors.told import TELLS_TIME

MOVED = "event-moved"
LEFT = (ReminderStatus.SENDING, ReminderStatus.SENT, ReminderStatus.UNCERTAIN)


def period_of(participant: Participant) -> str:
    """Names a message about time and place: for whom, which day, after which move."""
    event = participant.event
    day = local_day(event.starts_at, event.time_zone)
    moved = f":{event.moved_revision}" if event.moved_revision else ""
    return f"{participant.pk}:{day:%Y%m%d}{moved}"


def revision_in(key: str) -> tuple[int, int]:
    """(participant, revision of time and place) that the key of a reminder names."""
    _, participant, _, *moved = key.split(":")
    return int(participant), int(moved[0]) if moved else 0


@dataclass(slots=True)
class Told:
    """What participants of moved events know: the latest revision, and when they were told."""

    revisions: dict[int, int] = field(default_factory=dict)
    announced_on: dict[tuple[int, int], datetime.date] = field(default_factory=dict)

    @classmethod
    def of_coming(cls, now: datetime.datetime) -> Self:
        """Of all moved events that have not begun."""
        told = cls()
        moved = Reminder.objects.filter(event__moved_revision__gt=0, event__starts_at__gt=now)
        rows = moved.filter(rule__in=TELLS_TIME).values_list("key", "rule_id", "status", "due_on")
        for key, rule, status, due_on in rows:
            participant, revision = revision_in(key)
            if rule == MOVED:
                told.announced_on[participant, revision] = due_on
            if status in LEFT:
                told.revisions[participant] = max(revision, told.revisions.get(participant, 0))
        return told

    def is_outdated(self, participant: Participant) -> bool:
        """Whether the person was told, and something else than what holds now."""
        known = self.revisions.get(participant.pk)
        return known is not None and known < participant.event.moved_revision

    def hears_of_it(
        self, participant: Participant, due_on: datetime.date, moves: "MoveRules"
    ) -> bool:
        """Whether a message about the move says on `due_on` or later what a reminder would say."""
        event = participant.event
        rule = moves.of(event)
        if rule is None:
            return False
        announced = self.announced_on.get((participant.pk, event.moved_revision))
        if announced is None and self.is_outdated(participant):
            announced = _told_on(event, rule)
        return announced is not None and announced >= due_on


@dataclass(frozen=True, slots=True)
class MoveRules:
    """By which rule the move of an event is told: the one of its programme, else the portal's."""

    portal: ReminderRule | None
    own: dict[int, ProgrammeReminderRule]

    @classmethod
    def now(cls) -> Self:
        """As they are set; two queries."""
        own = ProgrammeReminderRule.objects.filter(rule=MOVED)
        return cls(
            portal=ReminderRule.objects.filter(code=MOVED).first(),
            own={each.programme_id: each for each in own},
        )

    def of(self, event: Event) -> RuleInUse | None:
        """None when nobody is told of a move."""
        entry: EventProgramme | None = getattr(event, "in_programme", None)
        rule = (self.own.get(entry.programme_id) if entry else None) or self.portal
        return RuleInUse.of(rule) if rule and rule.is_active else None


def event_moved(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To each participant who knows the old time or place, until the event begins."""
    told = Told.of_coming(now)
    people = Participant.objects.expected().filter(pk__in=told.revisions, event__starts_at__gt=now)
    related = ("event__region", "business__owner", "user")
    for participant in rule.narrow(people, programme=OF_EVENT).select_related(*related):
        if told.is_outdated(participant):
            yield time_and_place(rule, participant, due_on=_told_on(participant.event, rule))


def event_tomorrow(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To each registered participant, until the event begins."""
    told, moves = Told.of_coming(now), MoveRules.now()
    found = Participant.objects.filter(
        status=ParticipantStatus.REGISTERED,
        event__starts_at__gt=now,
        event__starts_at__lte=now + rule.reach,
    )
    related = ("event__region", "event__in_programme", "business__owner", "user")
    participants = rule.narrow(found, programme=OF_EVENT).select_related(*related)
    for participant in participants.iterator(chunk_size=500):
        event = participant.event
        due_on = shifted(local_day(event.starts_at, event.time_zone), rule)
        if not told.hears_of_it(participant, due_on, moves):
            yield time_and_place(rule, participant, due_on=due_on)


def time_and_place(rule: RuleInUse, participant: Participant, *, due_on: datetime.date) -> Due:
    """A message that says when and where, with the link to the participant's own page."""
    event = participant.event
    starts_on = local_day(event.starts_at, event.time_zone)
    return Due(
        rule=rule,
        period=period_of(participant),
        region_id=event.region_id,
        zone=event.time_zone,
        recipient=participant_recipient(participant),
        due_on=due_on,
        expires_on=starts_on,
        event_id=event.pk,
        values={
            "kegiatan": event.title,
            "hari": day_and_date(starts_on),
            "jam": clock(event.starts_at, event.time_zone),
            "tempat": place_of(participant),
        },
        online_link=event.online_link if participant.mode == Mode.ONLINE else "",
        path=participant_url(participant),
    )


def _told_on(event: Event, rule: RuleInUse) -> datetime.date:
    """By the day of the last change (at the latest that of the move), but before it begins."""
    changed_on = local_day(event.changed_at, event.time_zone)
    return min(shifted(changed_on, rule), local_day(event.starts_at, event.time_zone))


def participant_recipient(participant: Participant) -> Recipient:
    """The participant by what was written at registration, else by account or registry."""
    known = owner_of(participant.business) if participant.business else None
    user = participant.user
    return Recipient(
        name=participant.name,
        email=participant.email or (user and user.email) or (known and known.email) or "",
        phone=participant.phone or (user and user.phone) or (known and known.phone) or "",
        user_id=user.pk if user else known.user_id if known else None,
    )


def place_of(participant: Participant) -> str:
    """Where to be, when there is no link for it."""
    event = participant.event
    if participant.mode == Mode.ONLINE:
        return "daring, tautan menyusul"
    return event.venue or event.region.name
