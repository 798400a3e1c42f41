"""What the pages of calls show: figures per kab/kota, those named, and whom one could name."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from certification.enums import RuleWeight, Screening, Status
from certification.models import (
    Application,
    Nomination,
    NominationCall,
    NominationRequest,
    Programme,
)
from certification.selectors.admission import Judgement, judge
from ikm.models import Business
from ikm.selectors.listing import Criteria
from ikm.selectors.searching import find

_STANDING = Q(nominations__withdrawn_at=None)


@dataclass(frozen=True, slots=True)
class RegionRow:
    """What one kab/kota was asked for and what came."""

    request: NominationRequest
    named: int
    passed: int
    unsure: int
    failed: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class CallPage:
    """The table of a call with its sums, and when the last screening was."""

    call: NominationCall
    rows: list[RegionRow]
    total: RegionRow
    screened_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A business that the search found; `hindrance` says why it can't be named, "" if it can."""

    business: Business
    judgement: Judgement
    hindrance: str


@dataclass(frozen=True, slots=True)
class Hits:
    """The first page of what was found; `is_near` when nothing holds the text itself."""

    rows: list[Hit]
    count: int
    is_near: bool

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)


def calls_of(programme: Programme, user: User) -> QuerySet[NominationCall]:
    """The calls that the person may see, with what concerns them in four counts.

    `asked` places of `regions` kab/kota, of which `answered` have sent, and those `named`.
    """
    visible = NominationCall.objects.visible_to(user).filter(programme=programme)
    requests = NominationRequest.objects.filter(user.scope.in_region("region_id"))
    mine = Q(requests__in=requests.values("pk"))
    answered = mine & Q(requests__answered_at__isnull=False)
    named = Nomination.objects.visible_to(user).standing().filter(request__call=OuterRef("pk"))
    counted = named.order_by().values("request__call").annotate(n=Count("pk")).values("n")
    return NominationCall.objects.filter(pk__in=visible.values("pk")).annotate(
        asked=Sum("requests__places", filter=mine, default=0),
        regions=Count("requests", filter=mine),
        answered=Count("requests", filter=answered),
        named=Coalesce(Subquery(counted), 0),
    )


def call_page(call: NominationCall, day: datetime.date) -> CallPage:
    """The table of a call on a day, the late ones first; one query."""
    counts = {
        screening: Count("nominations", filter=_STANDING & Q(nominations__screening=screening))
        for screening in (Screening.PASSED, Screening.UNSURE, Screening.FAILED)
    }
    requests = call.requests.select_related("region", "call").annotate(
        named=Count("nominations", filter=_STANDING),
        screened=Max("nominations__screened_at"),
        **{f"n_{screening}": count for screening, count in counts.items()},
    )
    rows = [_row(request, day) for request in requests]
    rows.sort(key=lambda row: (not row.is_late, row.request.region.name))
    total = RegionRow(
        request=NominationRequest(call=call, places=sum(row.request.places for row in rows)),
        named=sum(row.named for row in rows),
        passed=sum(row.passed for row in rows),
        unsure=sum(row.unsure for row in rows),
        failed=sum(row.failed for row in rows),
        is_late=any(row.is_late for row in rows),
    )
    screened = [request.__dict__["screened"] for request in requests]
    return CallPage(call, rows, total, max(filter(None, screened), default=None))


def _row(request: NominationRequest, day: datetime.date) -> RegionRow:
    figures = request.__dict__
    return RegionRow(
        request=request,
        named=figures["named"],
        passed=figures["n_passed"],
        unsure=figures["n_unsure"],
        failed=figures["n_failed"],
        is_late=request.answered_at is None and request.until < day,
    )


def named_in(call: NominationCall, user: User) -> QuerySet[Nomination]:
    """The standing nominations of a call in the person's region, in the order of naming."""
    named = Nomination.objects.visible_to(user).standing().filter(request__call=call)
    people = ("business__village", "business__district", "request__region", "nominated_by")
    return named.select_related(*people).order_by("request__region__name", "pk")


def hits_for(request: NominationRequest, user: User, text: str, day: datetime.date) -> Hits:
    """Businesses of the kab/kota that hold the text, each with what the conditions say.

    The number of queries doesn't grow with the hits.
    """
    found = find(user, Criteria(q=text, wilayah=request.region_id))
    businesses = found.page.rows
    ids = [business.pk for business in businesses]
    judged = judge(request.call.programme, ids, day=day)
    hindrances = _hindrances(request, ids)
    rows = [Hit(b, judged[b.pk], hindrances.get(b.pk, "")) for b in businesses]
    return Hits(rows, found.page.count, found.is_near)


def _hindrances(request: NominationRequest, ids: list[int]) -> dict[int, str]:
    """Why some of the businesses can't be named, in words for the list."""
    cases = Application.objects.filter(programme=request.call.programme_id, business__in=ids)
    cases = cases.exclude(status=Status.STOPPED)
    named = Nomination.objects.standing().filter(request__call=request.call_id, business__in=ids)
    return {
        pk: f"Sudah punya pengajuan {number}"
        for pk, number in cases.values_list("business_id", "number")
    } | dict.fromkeys(named.values_list("business_id", flat=True), "Sudah diusulkan")


def remarks_of(nomination: Nomination) -> list[str]:
    """What is missing or fails, in one line each, for lists and the workbook."""
    return [
        finding["detail"]
        for finding in nomination.findings
        if finding["verdict"] != Screening.PASSED and finding["weight"] == RuleWeight.REQUIRED
    ]
