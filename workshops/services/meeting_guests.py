"""Who the guests of a meeting are: a person's decisions, and when names are forgotten."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import MeetingState, Mode
from workshops.errors import OtherEventError
from workshops.meeting_errors import DecisionCountedError
from workshops.meetings.scoring import SURE
from workshops.models import MeetingGuest, MeetingReport, Participant
from workshops.services.meeting_reports import open_report
from workshops.services.participants import add_person
from workshops.services.persons import Person

KEPT = datetime.timedelta(days=90)


@transaction.atomic
def confirm_sure(*, report: MeetingReport, by: User) -> int:
    """Takes all suggestions that leave no doubt; returns how many."""
    report = open_report(report, by=by)
    count = report.guests.filter(is_confirmed=False, score__gte=SURE).update(is_confirmed=True)
    if count:
        audit.record(action="meeting.confirmed", subject=report, by=by, count=count)
    return count


@transaction.atomic
def decide(*, report: MeetingReport, choices: Mapping[int, int | None], by: User) -> int:
    """Notes who some guests are; returns how many.

    Args:
        choices: guest id → participant id, None for somebody who is no participant.

    Raises `OtherEventError` for a participant or guest of elsewhere, `DecisionCountedError` for a
    guest whose presence is noted already.
    """
    report = open_report(report, by=by)
    guests = report.guests.in_bulk(list(choices))
    chosen = {pk for pk in choices.values() if pk is not None}
    known = set(report.event.participants.filter(pk__in=chosen).values_list("pk", flat=True))
    if len(guests) < len(choices) or known != chosen:
        raise OtherEventError
    for pk, guest in guests.items():
        _settle(report, guest, choices[pk])
    MeetingGuest.objects.bulk_update(
        guests.values(), ["participant", "score", "reason", "is_confirmed"]
    )
    audit.record(action="meeting.decided", subject=report, by=by, count=len(guests))
    return len(guests)


@transaction.atomic
def add_as_participant(*, guest: MeetingGuest, person: Person, by: User) -> Participant:
    """Puts a guest on the list of participants, online. Raises as `add_person` and `decide`."""
    report = open_report(guest.report, by=by)
    participant = add_person(event=report.event, person=person, mode=Mode.ONLINE, by=by)
    decide(report=report, choices={guest.pk: participant.pk}, by=by)
    return participant


@transaction.atomic
def forget(*, now: datetime.datetime) -> int:
    """Deletes guests who are no participants, ninety days after their report; returns how many.

    Of reports that were never counted or taken back, the day on which they came is what counts.
    """
    old = MeetingReport.objects.annotate(since=Coalesce("applied_at", "uploaded_at")).filter(
        since__lt=now - KEPT
    )
    nobody = Q(participant=None) | Q(is_confirmed=False)
    _, counts = MeetingGuest.objects.filter(nobody, report__in=old).delete()
    return counts.get("workshops.MeetingGuest", 0)


def _settle(report: MeetingReport, guest: MeetingGuest, participant_id: int | None) -> None:
    is_counted = report.state == MeetingState.APPLIED and guest.is_confirmed
    if is_counted and guest.participant_id != participant_id:
        raise DecisionCountedError(guest.name)
    if guest.participant_id != participant_id:
        guest.score, guest.reason = None, "dipilih petugas"
    guest.participant_id, guest.is_confirmed = participant_id, True
