"""The offices of the kabupaten of NTT at the workshop of 2024: asked by letter, linked by video."""

import datetime
import random
from collections.abc import Iterator

from accounts.models import Organisation
from ikm.demo import vocabulary
from reports.demo.people import Cast
from workshops.enums import Mode, ParticipantStatus, Reply
from workshops.models import Delegation, Event, Invitation, Participant

# In this order thirteen said yes, one sends nobody, one has not answered.
ASKED = (
    *("53.01 53.02 53.03 53.04 53.05 53.06 53.07 53.08 53.09 53.10".split()),
    *("53.12", "53.14", "53.21", "53.20", "53.17"),
)
YES = 13
SEATS = 2
_SUBSTITUTED = ("53.04", "53.08", "53.12")
_WHY = {
    Reply.NO: "Bersamaan dengan musrenbang kabupaten.",
    Reply.YES: "",
    Reply.NONE: "",
}


def send_delegations(
    event: Event, *, cast: Cast, rng: random.Random, asked_at: datetime.datetime
) -> None:
    """Seats, letters and answers of the offices, and the people whom they send."""
    names = _names(rng)
    for place, code in enumerate(ASKED):
        delegation = Delegation.objects.create(
            event=event,
            region_id=code,
            organisation=cast.regency_offices[code],
            mode=Mode.ONLINE,
            seats=SEATS,
        )
        reply = Reply.YES if place < YES else Reply.NO if place == YES else Reply.NONE
        replied_at = asked_at + datetime.timedelta(hours=rng.randint(20, 330)) if reply else None
        Invitation.objects.create(
            event=event,
            delegation=delegation,
            made_at=asked_at,
            reply=reply,
            replied_at=replied_at,
            note=_WHY[reply],
        )
        if replied_at and reply == Reply.YES:
            _send(delegation, names, replied_at, count=rng.choice((1, 2, 2)))


def _send(
    delegation: Delegation, names: Iterator[str], at: datetime.datetime, *, count: int
) -> None:
    for number in range(count):
        person = _person(delegation, next(names), at)
        if number == 0 and delegation.region_id in _SUBSTITUTED:
            _represent(person, next(names), at + datetime.timedelta(days=1))


def _represent(person: Participant, name: str, at: datetime.datetime) -> None:
    """Somebody else of the office comes instead."""
    person.status = ParticipantStatus.DECLINED
    person.save(update_fields=["status"])
    Invitation.objects.create(
        event=person.event,
        participant=person,
        made_at=person.created_at,
        reply=Reply.SUBSTITUTE,
        replied_at=at,
    )
    if person.delegation:
        _person(person.delegation, name, at, instead_of=person)


def _person(
    delegation: Delegation,
    name: str,
    at: datetime.datetime,
    *,
    instead_of: Participant | None = None,
) -> Participant:
    office: Organisation | None = delegation.organisation
    return Participant.objects.create(
        event=delegation.event,
        name=name,
        agency=str(office),
        region_id=delegation.region_id,
        mode=delegation.mode,
        delegation=delegation,
        substitute_for=instead_of,
        created_at=at,
    )


def _names(rng: random.Random) -> Iterator[str]:
    """Names of the province, each once."""
    words = vocabulary()
    given = [*words["female"], *words["male"]]
    names = [f"{first} {last}" for first in given for last in words["family"]["53"]]
    rng.shuffle(names)
    return iter(names)
