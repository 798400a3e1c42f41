"""Chains of replacements: who left, who was asked for the place, and who took it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from certification.demo import trail
from certification.demo.programmes import Grant, move
from certification.enums import MovementKind, OfferState
from certification.models import Application, Candidate, Offer, Replacement
from halalportal.audit.models import AuditEntry
from ikm.models import Business


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One business that was offered the place. `application` is that of whoever took it."""

    business: Business
    candidate: Candidate | None
    at: datetime.datetime
    answer_by: datetime.date
    state: OfferState
    answered_at: datetime.datetime | None = None
    application: Application | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The place of a stopped application and all who were asked, in their order."""

    left: Application
    note: str
    by: User
    asked: Sequence[Asked]
    closed_at: datetime.datetime | None = None


def write_chain(chain: Chain) -> Replacement:
    """Writes the chain and the places that its offers held.

    Whoever took the place has an application of the ordinary way: it holds its place from the
    moment it was sent.

    Raises:
        ValueError: the application was not stopped, or held no place.
    """
    left = chain.left
    if left.allocation is None or left.stop_reason is None:
        raise ValueError(f"{left} left no place")
    replacement = Replacement.objects.create(
        left=left,
        allocation=left.allocation,
        reason=left.stop_reason,
        note=chain.note,
        opened_by=chain.by,
        opened_at=left.status_changed_at,
        closed_at=chain.closed_at,
    )
    opened = trail.entry(
        at=left.status_changed_at, by=chain.by, action="replacement.opened", subject=replacement
    )
    trail.keep([opened, *(row for asked in chain.asked for row in _ask(replacement, asked, chain))])
    return replacement


def _ask(replacement: Replacement, asked: Asked, chain: Chain) -> list[AuditEntry]:
    answers = asked.state in (OfferState.ACCEPTED, OfferState.DECLINED)
    offer = Offer.objects.create(
        replacement=replacement,
        business=asked.business,
        candidate=asked.candidate,
        answer_by=asked.answer_by,
        offered_by=chain.by,
        offered_at=asked.at,
        state=asked.state,
        answered_at=asked.answered_at,
        answered_by=chain.by if answers else None,
        note=asked.note,
        application=asked.application,
    )
    allocation = replacement.allocation
    move(allocation, MovementKind.RESERVE, Grant(asked.at, chain.by), offer=offer, reserved=1)
    entries = [trail.entry(at=asked.at, by=chain.by, action="offer.made", subject=offer)]
    if at := asked.answered_at:
        move(allocation, MovementKind.RELEASE, Grant(at, chain.by), offer=offer, reserved=-1)
        by = chain.by if answers else None
        entries.append(trail.entry(at=at, by=by, action=f"offer.{asked.state}", subject=offer))
    return entries
