"""Reminders about days that come near: workshops and targets."""

import datetime
from collections.abc import Iterator

from django.db.models import Q

from accounts.enums import Role
from accounts.models import User
from certification.models import Target
from halalportal.lib.formats import clock, day_and_date, long_date, number
from reports.models import ReminderRule
from reports.selectors.due import Due, Recipient, local_day, owner_of, shifted, user_recipient
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Participant

# The furthest that a rule may look ahead; wider than any offset in use.
LOOK_AHEAD = datetime.timedelta(days=31)


def event_tomorrow(rule: ReminderRule, now: datetime.datetime) -> Iterator[Due]:
    """To each registered participant, until the event begins."""
    participants = Participant.objects.filter(
        status=ParticipantStatus.REGISTERED,
        event__starts_at__gt=now,
        event__starts_at__lte=now + LOOK_AHEAD,
    ).select_related("event__region", "business__owner", "user")
    for participant in participants.iterator(chunk_size=500):
        event = participant.event
        starts_on = local_day(event.starts_at, event.time_zone)
        yield Due(
            rule=rule,
            period=f"{participant.pk}:{starts_on:%Y%m%d}",
            region_id=event.region_id,
            zone=event.time_zone,
            recipient=participant_recipient(participant),
            due_on=shifted(starts_on, rule),
            expires_on=starts_on,
            event_id=event.pk,
            values={
                "kegiatan": event.title,
                "hari": day_and_date(starts_on),
                "jam": clock(event.starts_at, event.time_zone),
                "tempat": place_of(participant),
            },
            online_link=event.online_link if participant.mode == Mode.ONLINE else "",
        )


def target_due(rule: ReminderRule, now: datetime.datetime) -> Iterator[Due]:
    """To the province's officers, before the day of a target."""
    day = now.date()
    targets = Target.objects.filter(
        due_on__gte=day - datetime.timedelta(days=1), due_on__lte=day + LOOK_AHEAD
    ).select_related("programme__region")
    for target in targets:
        programme = target.programme
        for officer in officers_of(programme.region_id):
            yield Due(
                rule=rule,
                period=f"{target.pk}:{target.due_on:%Y%m%d}:{officer.pk}",
                region_id=programme.region_id,
                zone=programme.region.time_zone,
                recipient=user_recipient(officer),
                due_on=shifted(target.due_on, rule),
                expires_on=target.due_on,
                values={
                    "target": target.name,
                    "program": programme.name,
                    "jumlah": f"{number(target.quantity)} {target.unit}",
                    "batas": long_date(target.due_on),
                },
                path=f"/laporan/{programme.slug}/",
            )


def officers_of(region_code: str) -> list[User]:
    """Active officers of a province."""
    mine = Q(
        memberships__role=Role.PROVINCE_OFFICER,
        memberships__region_id=region_code,
        memberships__ended_on=None,
    )
    return list(User.objects.filter(mine, is_active=True).distinct().order_by("pk"))


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
