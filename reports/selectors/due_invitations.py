"""Reminders about invitations nobody answered, and about seats from the waiting list."""

import datetime
from collections.abc import Iterator

from halalportal.lib.formats import day_and_date, long_date
from reports.links import participant_url
from reports.selectors.due import OF_EVENT, Due, Recipient, RuleInUse, local_day, shifted
from reports.selectors.due_moves import participant_recipient
from workshops.invitation_texts import answer_path
from workshops.models import Invitation, Participant

DAY = datetime.timedelta(days=1)
# How long before an event its invitations may have to be answered.
ANSWER_AHEAD = datetime.timedelta(days=31)


def invitation_unanswered(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To each delegation's contact and each person invited, until the last day to answer.

    Whoever was invited only now is left in peace until the day after.
    """
    coming = Invitation.objects.unanswered().filter(
        event__starts_at__gt=now, event__starts_at__lte=now + rule.reach + ANSWER_AHEAD
    )
    coming = rule.narrow(coming, programme=OF_EVENT)
    people = ("participant__business__owner", "participant__user")
    places = ("delegation__region", "delegation__organisation")
    for invitation in coming.select_related("event", *people, *places).iterator(chunk_size=500):
        event = invitation.event
        last = event.answer_by or local_day(event.starts_at, event.time_zone)
        made_on = local_day(invitation.made_at, event.time_zone)
        yield Due(
            rule=rule,
            period=f"{invitation.pk}:{invitation.version}:{last:%Y%m%d}",
            region_id=event.region_id,
            zone=event.time_zone,
            recipient=_invited(invitation),
            due_on=max(shifted(last, rule), made_on + DAY),
            expires_on=last,
            event_id=event.pk,
            values={"kegiatan": event.title, "batas": long_date(last)},
            path=answer_path(invitation),
        )


def seat_found(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To whoever got a seat from the waiting list, until the event begins."""
    lucky = Participant.objects.registered().filter(
        promoted_at__isnull=False, event__starts_at__gt=now
    )
    people = rule.narrow(lucky, programme=OF_EVENT)
    for participant in people.select_related("event", "business__owner", "user"):
        event, promoted_at = participant.event, participant.promoted_at or now
        starts_on = local_day(event.starts_at, event.time_zone)
        yield Due(
            rule=rule,
            period=f"{participant.pk}:{promoted_at:%Y%m%d%H%M%S}",
            region_id=event.region_id,
            zone=event.time_zone,
            recipient=participant_recipient(participant),
            # Whoever gets the seat late is told at the latest on the day itself.
            due_on=min(shifted(local_day(promoted_at, event.time_zone), rule), starts_on),
            expires_on=starts_on,
            event_id=event.pk,
            values={
                "kegiatan": event.title,
                "hari": day_and_date(starts_on),
                "cara": participant.get_mode_display().lower(),
            },
            path=participant_url(participant),
        )


def _invited(invitation: Invitation) -> Recipient:
    if invitation.participant:
        return participant_recipient(invitation.participant)
    delegation = invitation.delegation
    if delegation is None:
        raise TypeError
    return Recipient(
        name=delegation.contact_name or str(delegation),
        email=delegation.contact_email,
        phone=delegation.contact_phone,
    )
