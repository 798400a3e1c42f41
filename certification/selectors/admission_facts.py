"""What the registry and our own programmes know of businesses, for the conditions of admission."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from certification.enums import Status
from certification.models import Application, Programme
from ikm.enums import ListKind, MatchState, PermitKind
from ikm.models import Business, OtherEntry, Permit
from ikm.selectors.elsewhere import Standing, status_of

_FIELDS = ("uuid", "regency_id", "kbli_code", "nib", "siinas_id", "established_year")
_DROPPED = (Status.DRAFT, Status.STOPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The facts about one business; "" and None are unknown.

    `facilitated_by` names a programme that has or had it, `perhaps_facilitated_by` a list on which
    it may stand; `certified_by` is our own programme of its certificate. `makes_by_permit` tells
    that it holds a permit that only producers get. `pirt_until` is the last day of the P-IRT that
    runs longest, `date.max` of one without an end, None without any.
    """

    regency_id: str
    kbli_code: str
    nib: str
    siinas_id: str
    established_year: int | None
    capital: int | None
    makes_by_permit: bool
    pirt_until: datetime.date | None
    facilitated_by: str
    perhaps_facilitated_by: str
    certified_by: str
    elsewhere: Standing


def facts_of(programme: Programme, business_ids: Collection[int]) -> dict[int, Known]:
    """The facts of each of these businesses, in six queries however many there are."""
    ids = set(business_ids)
    businesses = Business.objects.filter(pk__in=ids).only(*_FIELDS, "finances_sealed")
    makers, pirt = _permits(ids)
    helped, certified = _own_programmes(programme, ids)
    listed, perhaps = _other_programmes(ids)
    elsewhere = status_of(ids)
    return {
        business.pk: Known(
            regency_id=business.regency_id,
            kbli_code=business.kbli_code,
            nib=business.nib,
            siinas_id=business.siinas_id,
            established_year=business.established_year,
            capital=business.finances.capital,
            makes_by_permit=business.pk in makers,
            pirt_until=pirt.get(business.pk),
            facilitated_by=helped.get(business.pk) or listed.get(business.pk, ""),
            perhaps_facilitated_by=perhaps.get(business.pk, ""),
            certified_by=certified.get(business.pk, ""),
            elsewhere=elsewhere[business.pk],
        )
        for business in businesses
    }


def _permits(ids: set[int]) -> tuple[set[int], dict[int, datetime.date]]:
    """Those with a permit of producers, and until when each P-IRT holds."""
    ends: dict[int, list[datetime.date]] = defaultdict(list)
    makers: set[int] = set()
    found = Permit.objects.filter(business_id__in=ids, kind__in=(PermitKind.PIRT, PermitKind.MD))
    for business_id, kind, until in found.values_list("business_id", "kind", "expires_on"):
        makers.add(business_id)
        if kind == PermitKind.PIRT:
            ends[business_id].append(until or datetime.date.max)
    return makers, {business_id: max(days) for business_id, days in ends.items()}


def _own_programmes(programme: Programme, ids: set[int]) -> tuple[dict[int, str], dict[int, str]]:
    """Names of our programmes that have a business, and of those that brought it a certificate.

    An open application in this programme is no obstacle to it; an issued one is.
    """
    helped: dict[int, str] = {}
    certified: dict[int, str] = {}
    found = Application.objects.filter(business_id__in=ids).exclude(status__in=_DROPPED)
    rows = found.values_list("business_id", "programme_id", "programme__name", "status")
    for business_id, programme_id, name, status in rows.order_by("pk"):
        if status == Status.ISSUED:
            certified[business_id] = name
        if status == Status.ISSUED or programme_id != programme.pk:
            helped[business_id] = name
    return helped, certified


def _other_programmes(ids: set[int]) -> tuple[dict[int, str], dict[int, str]]:
    """Names of other offices' lists on which a business stands, and on which it may stand."""
    listed: dict[int, str] = {}
    perhaps: dict[int, str] = {}
    states = (MatchState.CERTAIN, MatchState.CONFIRMED, MatchState.UNSURE)
    found = OtherEntry.objects.filter(
        business_id__in=ids, state__in=states, source_list__kind=ListKind.RECIPIENTS
    )
    rows = found.values_list("business_id", "source_list__name", "state").order_by("pk")
    for business_id, name, state in rows:
        if business_id is not None:
            (perhaps if state == MatchState.UNSURE else listed)[business_id] = name
    return listed, perhaps
