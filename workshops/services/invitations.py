"""Invitations: one for each delegation and for each person asked, and what they answered."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import ParticipantStatus, Reply
from workshops.models import Event, Invitation, Participant
from workshops.models.attendance import new_badge
from workshops.services.locking import lock


def prepare(event: Event) -> list[Invitation]:
    """Makes the invitations that are missing and returns them; the caller holds the lock."""
    people = event.participants.filter(status=ParticipantStatus.INVITED, invitation=None)
    missing = [Invitation(event=event, participant=person) for person in people]
    missing += [
        Invitation(event=event, delegation=each)
        for each in event.delegations.filter(invitation=None)
    ]
    return Invitation.objects.bulk_create(missing)


@transaction.atomic
def prepare_missing(*, event: Event, by: User) -> int:
    """Makes the invitations of people and delegations that have none; returns how many."""
    event = lock(event.pk, by=by)
    count = len(prepare(event))
    if count:
        audit.record(action="invitation.made", subject=event, by=by, count=count)
    return count


@transaction.atomic
def renew(*, invitation: Invitation, by: User) -> Invitation:
    """Gives the invitation a new link; the old one opens nothing from now on.

    A participant's link is the one of the badge: the badge becomes another one too.
    """
    lock(invitation.event_id, by=by)
    invitation = Invitation.objects.select_related("participant").get(pk=invitation.pk)
    invitation.version += 1
    invitation.made_at = timezone.now()
    invitation.save(update_fields=["version", "made_at"])
    if invitation.participant:
        invitation.participant.badge = new_badge()
        invitation.participant.save(update_fields=["badge"])
    audit.record(action="invitation.renewed", subject=invitation, by=by, version=invitation.version)
    return invitation


def note_reply(participant: Participant, reply: Reply) -> None:
    """Notes what somebody invited answered, whoever heard it."""
    now = timezone.now()
    Invitation.objects.filter(participant=participant).update(reply=reply, replied_at=now)


def note_answer(
    invitation: Invitation, reply: Reply, *, note: str, count: int, by: User | None
) -> None:
    """Notes what a delegation answered; the caller holds the lock."""
    invitation.reply, invitation.replied_at, invitation.note = reply, timezone.now(), note
    invitation.save(update_fields=["reply", "replied_at", "note"])
    audit.record(
        action="invitation.answered", subject=invitation, by=by, reply=reply.value, count=count
    )
