"""How an invitation stands, for the person who answers it."""

import datetime
from dataclasses import dataclass

from workshops.answer_days import is_open
from workshops.enums import ParticipantStatus
from workshops.models import Delegation, Participant


@dataclass(frozen=True, slots=True)
class Standing:
    """What one participant has answered and may still answer."""

    is_open: bool
    may_accept: bool
    may_refuse: bool
    substitute: Participant | None


def standing(participant: Participant, now: datetime.datetime) -> Standing:
    """How things stand for somebody who came by the own link."""
    substitute = (
        Participant.objects.filter(substitute_for=participant)
        .exclude(status=ParticipantStatus.DECLINED)
        .first()
    )
    open_now = is_open(participant.event, now)
    undecided = (ParticipantStatus.INVITED, ParticipantStatus.DECLINED)
    may_change = open_now and substitute is None
    return Standing(
        is_open=open_now,
        may_accept=may_change and participant.status in undecided,
        may_refuse=may_change and participant.status != ParticipantStatus.DECLINED,
        substitute=substitute,
    )


def people_of(delegation: Delegation) -> list[Participant]:
    """Those whom it sends, in the order in which it named them."""
    coming = delegation.participants.exclude(status=ParticipantStatus.DECLINED)
    return list(coming.order_by("pk"))
