"""What lists of other programmes say about businesses: free, certified, in process, or unsure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from ikm.enums import Elsewhere, ListKind, MatchState
from ikm.models import HeldCertificate, OtherEntry

_MATCHED = (MatchState.CERTAIN, MatchState.CONFIRMED)
_IS_CERTIFICATE = Q(source_list__kind=ListKind.CERTIFICATES) | ~Q(certificate_number="")


@dataclass(frozen=True, slots=True)
class Standing:
    """`number` and `since` of the certificate and the `source` of the news, as far as known."""

    state: Elsewhere = Elsewhere.FREE
    number: str = ""
    since: date | None = None
    source: str = ""
    list_id: int | None = None

    @property
    def is_free(self) -> bool:
        return self.state == Elsewhere.FREE


def status_of(business_ids: Collection[int]) -> dict[int, Standing]:
    """The standing of each of these businesses, in two queries."""
    standings = dict.fromkeys(business_ids, Standing())
    entries = OtherEntry.objects.filter(
        business_id__in=business_ids, state__in=[*_MATCHED, MatchState.UNSURE]
    )
    for entry in entries.select_related("source_list").order_by("pk"):
        pk = entry.business_id or 0
        standings[pk] = _stronger(standings[pk], _of_entry(entry))
    for held in _newest(HeldCertificate.objects.filter(business_id__in=business_ids)):
        standings[held.business_id] = Standing(
            Elsewhere.CERTIFIED, held.number, held.issued_on, held.source
        )
    return standings


def _newest(certificates: Iterable[HeldCertificate]) -> list[HeldCertificate]:
    """Oldest first, so that the newest is what remains."""
    return sorted(certificates, key=lambda held: (held.issued_on or date.min, held.pk))


def _of_entry(entry: OtherEntry) -> Standing:
    is_certificate = entry.source_list.kind == ListKind.CERTIFICATES or entry.certificate_number
    if entry.state == MatchState.UNSURE:
        state = Elsewhere.UNSURE
    else:
        state = Elsewhere.CERTIFIED if is_certificate else Elsewhere.IN_PROCESS
    source = entry.source_list.source
    return Standing(state, entry.certificate_number, entry.issued_on, source, entry.source_list_id)


# What is sure outweighs what is not, and a certificate outweighs the way to one.
_WEIGHTS = (Elsewhere.FREE, Elsewhere.UNSURE, Elsewhere.IN_PROCESS, Elsewhere.CERTIFIED)


def _stronger(one: Standing, other: Standing) -> Standing:
    return max(one, other, key=lambda standing: _WEIGHTS.index(standing.state))


def stands(state: str) -> Q:
    """The condition on businesses whose standing is this one; none for an unknown word."""
    held = Exists(HeldCertificate.objects.filter(business=OuterRef("pk")))
    entries = OtherEntry.objects.filter(business=OuterRef("pk"))
    matched = entries.filter(state__in=_MATCHED)
    certified = Q(held) | Q(Exists(matched.filter(_IS_CERTIFICATE)))
    in_process, unsure = Q(Exists(matched)), Q(Exists(entries.filter(state=MatchState.UNSURE)))
    conditions = {
        Elsewhere.CERTIFIED: certified,
        Elsewhere.IN_PROCESS: in_process & ~certified,
        Elsewhere.UNSURE: unsure & ~in_process & ~certified,
        Elsewhere.FREE: ~(certified | in_process | unsure),
    }
    return conditions.get(Elsewhere(state), Q(pk=None)) if state in Elsewhere else Q(pk=None)
