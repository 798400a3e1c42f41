"""Who could leave a programme, and who is next for a place that became free."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from accounts.models import User
from certification.enums import OfferState, Outcome, RoundState, Screening, Status
from certification.models import (
    Allocation,
    Application,
    Candidate,
    Nomination,
    Obstacle,
    Offer,
    Programme,
    Replacement,
)
from certification.models.application import ApplicationQuerySet
from certification.workflow import OPEN
from halalportal.lib.working_days import add_days
from ikm.enums import Elsewhere
from ikm.models import Business
from ikm.selectors.elsewhere import Standing, status_of

# Causes after which the office usually gives the place to another business → reason for leaving.
LEAVING_CAUSES = {
    "already-certified": "already-certified",
    "no-response": "no-response",
    "moved-or-closed": "closed",
    "refuses": "withdrawn",
}
# An owner who does not mend an application for so long counts as silent.
SILENT_DAYS = 20
MOST_PROPOSED = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """An application that should leave: the reason's code and why, in words."""

    application: Application
    reason: str
    why: str


@dataclass(frozen=True, slots=True)
class Next:
    """A business that can be offered a place; `why` says from which list it comes."""

    business: Business
    candidate: Candidate | None
    why: str


def proposals(programme: Programme, user: User, today: datetime.date) -> list[Proposal]:
    """Open applications whose place should go to another business, certified ones first.

    Six queries, however many there are; at most `MOST_PROPOSED` of each kind.
    """
    cases = (
        Application.objects.visible_to(user)
        .filter(programme=programme, status__in=OPEN, allocation__isnull=False)
        .with_people()
        .order_by("status_changed_at", "pk")
    )
    found = [*_certified(cases), *_obstructed(cases), *_silent(cases, today)]
    once: dict[int, Proposal] = {}
    for proposal in found:
        once.setdefault(proposal.application.pk, proposal)
    return list(once.values())


def _certified(cases: ApplicationQuerySet) -> list[Proposal]:
    """The registry is asked about the businesses of open cases, never about all it holds."""
    businesses = dict(cases.values_list("pk", "business_id"))
    standings = status_of(set(businesses.values()))
    found = [
        pk
        for pk, business in businesses.items()
        if standings[business].state == Elsewhere.CERTIFIED
    ]
    return [
        Proposal(case, "already-certified", _evidence(standings[case.business_id]))
        for case in cases.filter(pk__in=found[:MOST_PROPOSED])
    ]


def _evidence(standing: Standing) -> str:
    parts = ["Sudah bersertifikat"]
    if standing.number:
        parts.append(f"nomor {standing.number}")
    if standing.source:
        parts.append(f"menurut {standing.source}")
    return ", ".join(parts)


def _obstructed(cases: ApplicationQuerySet) -> list[Proposal]:
    obstacles = Obstacle.objects.open().filter(cause__in=LEAVING_CAUSES).select_related("cause")
    found = cases.filter(pk__in=obstacles.values("application"))
    return [
        Proposal(case, LEAVING_CAUSES[obstacle.cause_id], f"Kendala: {obstacle.cause.label}")
        for case in found.prefetch_related(Prefetch("obstacles", obstacles))[:MOST_PROPOSED]
        for obstacle in case.obstacles.all()
    ]


def _silent(cases: ApplicationQuerySet, today: datetime.date) -> list[Proposal]:
    """Returned applications that nobody mended for `SILENT_DAYS` working days."""
    longest = today - datetime.timedelta(days=SILENT_DAYS)
    returned = cases.filter(status=Status.RETURNED, status_changed_at__date__lte=longest)
    return [
        Proposal(case, "no-response", f"Perbaikan belum dikirim {SILENT_DAYS} hari kerja")
        for case in returned[:MOST_PROPOSED]
        if add_days(case.status_changed_at.date(), SILENT_DAYS, "working") <= today
    ]


def next_in_line(replacement: Replacement, limit: int = 10) -> list[Next]:
    """Who can be offered the place, the best first: the reserve lists, then passed nominations.

    A place of a kab/kota goes to a business of that kab/kota.
    """
    return next_for(
        replacement.allocation, besides=replacement.offers.values("business"), limit=limit
    )


def next_for(allocation: Allocation, *, besides: Any = (), limit: int = 10) -> list[Next]:
    """Like `next_in_line`, for a place of this level; `besides` are businesses already asked."""
    line = _once([*_reserve(allocation, besides), *_nominated(allocation, besides)])
    standings = status_of([item.business.pk for item in line])
    return [item for item in line if standings[item.business.pk].is_free][:limit]


def _reserve(allocation: Allocation, besides: Any) -> list[Next]:
    """The reserve lists of closed rounds, the newest round first, by rank."""
    reserve = (
        Candidate.objects.filter(
            _free_for(allocation, "nomination__business"),
            round__programme=allocation.programme_id,
            round__state=RoundState.CLOSED,
            outcome=Outcome.RESERVE,
            nomination__withdrawn_at=None,
        )
        .exclude(nomination__business__in=besides)
        .select_related("round", "nomination__business__regency")
        .order_by("-round__closed_at", "rank")
    )
    return [
        Next(c.nomination.business, c, f"Cadangan peringkat {c.rank}, {c.round.name}")
        for c in reserve
    ]


def _nominated(allocation: Allocation, besides: Any) -> list[Next]:
    """Businesses that passed the screening and that no selection round has put in an order."""
    nominations = (
        Nomination.objects.standing()
        .filter(
            _free_for(allocation, "business"),
            request__call__programme=allocation.programme_id,
            screening=Screening.PASSED,
            candidacies=None,
        )
        .exclude(business__in=besides)
        .select_related("business__regency", "request__call")
        .order_by("nominated_at", "pk")
    )
    return [
        Next(nomination.business, None, f"Usulan yang lolos, {nomination.request.call.name}")
        for nomination in nominations
    ]


def _free_for(allocation: Allocation, business: str) -> Q:
    """The condition that `business` lives in the level's region without application or offer."""
    applied = Application.objects.filter(
        programme=allocation.programme_id, business=OuterRef(business)
    ).exclude(status=Status.STOPPED)
    offered = Offer.objects.waiting().filter(business=OuterRef(business))
    condition = ~Q(Exists(applied)) & ~Q(Exists(offered)) & Q(**{f"{business}__merged_into": None})
    if allocation.region_id:
        condition &= Q(**{f"{business}__regency_id": allocation.region_id})
    return condition


def _once(lines: Iterable[Next]) -> list[Next]:
    found: dict[int, Next] = {}
    for line in lines:
        found.setdefault(line.business.pk, line)
    return list(found.values())


def chains(programme: Programme, user: User) -> list[Replacement]:
    """The programme's replacements with every business that was asked, the newest first."""
    offers = Offer.objects.select_related("business", "application", "answered_by").order_by("pk")
    return list(
        Replacement.objects.visible_to(user)
        .filter(left__programme=programme)
        .select_related(
            "left__business", "left__regency", "allocation__region", "reason", "opened_by"
        )
        .prefetch_related(Prefetch("offers", offers))
        .order_by(F("closed_at").desc(nulls_first=True), "-pk")[:200]
    )


def unoffered(user: User) -> Any:
    """Replacements whose place nobody is asked for at the moment."""
    waiting = Offer.objects.waiting().filter(replacement=OuterRef("pk"))
    return Replacement.objects.visible_to(user).filter(~Exists(waiting), closed_at=None)


def offers_to_owner(user: User) -> list[Offer]:
    """Places that are offered to the owner's businesses now."""
    return list(
        Offer.objects.waiting()
        .filter(business__owner_id=user.pk)
        .select_related("business", "replacement__left__programme")
    )


def overdue(today: datetime.date) -> Any:
    """Offers whose last day is over everywhere in the country."""
    return Offer.objects.filter(Q(state=OfferState.WAITING), answer_by__lt=today)
