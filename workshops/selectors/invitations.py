"""Who is invited to an event, what they answered, and how the delegations' seats are filled."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from workshops.enums import ParticipantStatus, Reply
from workshops.models import Delegation, Event, Invitation, Participant

PERSONAL = ("participant__business", "participant__region", "participant__substitute")
DELEGATED = ("delegation__region", "delegation__organisation")


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation with its people by name, those with a seat first."""

    delegation: Delegation
    invitation: Invitation | None
    people: list[Participant]

    @property
    def registered(self) -> int:
        return sum(each.status == ParticipantStatus.REGISTERED for each in self.people)

    @property
    def waiting(self) -> int:
        return len(self.people) - self.registered

    @property
    def free(self) -> int:
        """Seats that it keeps and has not filled."""
        gave_up = self.invitation and self.invitation.reply == Reply.NO
        return 0 if gave_up else max(self.delegation.seats - self.registered, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCounts:
    """Letters by answer, and people who wait for a seat."""

    invited: int
    yes: int
    no: int
    substitute: int
    unanswered: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Invited:
    """All that the page of an event's invitations shows."""

    delegations: list[DelegationRow]
    people: list[Invitation]
    counts: AnswerCounts
    missing: int

    @property
    def unanswered(self) -> list[Invitation]:
        """Those who have not answered, delegations first."""
        rows = [row.invitation for row in self.delegations if row.invitation]
        return [each for each in [*rows, *self.people] if not each.reply]


def invited(event: Event, user: User) -> Invited:
    """What the reader may see: everything of the own region's event, else the own region's."""
    scope = user.scope
    delegations, invitations = event.delegations.all(), event.invitations.all()
    people = event.participants.visible_to(user)
    if not scope.covers(event.region_id):
        delegations = delegations.filter(scope.in_region("region_id"))
        invitations = invitations.filter(participant__in=people)
    personal = list(
        invitations.filter(participant__isnull=False)
        .select_related("event__organiser", *PERSONAL)
        .order_by("participant__name", "pk")
    )
    rows = _rows(event, delegations)
    letters = [*personal, *(row.invitation for row in rows if row.invitation)]
    without = people.filter(status=ParticipantStatus.INVITED, invitation=None).count()
    return Invited(
        delegations=rows,
        people=personal,
        counts=_counts(letters, waiting=people.waiting().count()),
        missing=without + sum(row.invitation is None for row in rows),
    )


def _rows(event: Event, delegations: QuerySet[Delegation]) -> list[DelegationRow]:
    coming = (ParticipantStatus.REGISTERED, ParticipantStatus.WAITING)
    people = Participant.objects.filter(status__in=coming).order_by("status", "waiting_since", "pk")
    letters = {
        each.delegation_id: each
        for each in event.invitations.filter(delegation__isnull=False).select_related(
            "event__organiser", *DELEGATED
        )
    }
    found = delegations.select_related("region", "organisation")
    return [
        DelegationRow(each, letters.get(each.pk), list(each.participants.all()))
        for each in found.prefetch_related(Prefetch("participants", people))
    ]


def _counts(letters: list[Invitation], *, waiting: int) -> AnswerCounts:
    replies = Counter(each.reply for each in letters)
    return AnswerCounts(
        invited=len(letters),
        yes=replies[Reply.YES],
        no=replies[Reply.NO],
        substitute=replies[Reply.SUBSTITUTE],
        unanswered=replies[Reply.NONE],
        waiting=waiting,
    )
