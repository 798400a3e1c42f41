"""How far each kab/kota is: from candidates and quota to certificates, best first."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q

from certification.enums import Outcome, Status, TargetMeasure
from certification.models import NationalEvent, Nomination, Target
from certification.selectors.tallies import status_counts
from certification.workflow import HOLDING
from regions.models import Region
from reports.selectors.overview import short_name
from reports.selectors.recaps.question import ENTERED, SENT, Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Share, Table, with_total

COLUMNS = (
    Column(key="rank", label="Urutan", width=8, is_summed=False),
    Column(key="place", label="Kab/kota", kind=Kind.TEXT, width=24),
    Column(key="target", label="Target", width=9),
    Column(key="quota", label="Kuota", width=9),
    Column(key="nominated", label="Usulan", width=9),
    Column(key="selected", label="Lolos", width=9),
    Column(key="filed", label="Terdaftar", width=10),
    Column(key="verified", label="Verifikasi", width=10),
    Column(key="entered", label="Masuk SiHalal", width=10),
    Column(key="fatwa", label="Komite fatwa", width=10),
    Column(key="issued", label="Terbit", width=9),
    Column(key="returned", label="Perbaikan", width=10),
    Column(key="stopped", label="Berhenti", width=10),
    Column(key="free", label="Sisa kuota", width=9),
    Column(key="used_share", label="% serap", kind=Kind.SHARE, width=9),
    Column(key="issued_share", label="% terbit", kind=Kind.SHARE, width=9),
)
NOTES = (
    "Terdaftar: sudah dikirim dan tidak dihentikan. Verifikasi (sudah diverifikasi), masuk SiHalal "
    "dan terbit adalah bagian dari terdaftar, juga perbaikan: yang dikembalikan dan sedang "
    "diperbaiki. Berhenti: dihentikan, ditolak atau dibatalkan.",
    "Urutan menurut % serap. % serap: masuk SiHalal dibagi kuota. % terbit: terbit dibagi kuota.",
    "Komite fatwa: yang menurut SiHalal sudah dikirim ke komite atau komisi fatwa; yang status "
    "SiHalalnya belum dibaca tidak terhitung.",
)
RETURNED = (Status.RETURNED, Status.RETURNED_OUT)
VERIFIED = (Status.READY, *ENTERED)
# NationalStatus.state from the committee on.
AT_FATWA = (
    *("fatwa_committee_queue", "mui_queue", "mui_received", "fatwa_done", "returned_by_fatwa"),
    *("issuing", "certified"),
)


@dataclass(slots=True)
class _Line:
    """One kab/kota, or what the programme keeps itself."""

    name: str = ""
    quota: int = 0
    free: int = 0
    statuses: Counter[str] = field(default_factory=Counter)

    def count(self, statuses: Iterable[str]) -> int:
        return sum(self.statuses[status] for status in statuses)

    @property
    def used(self) -> int:
        return self.count(ENTERED)


@dataclass(frozen=True, slots=True)
class _Besides:
    """What neither the ledger nor the statuses know, by kab/kota; None: nobody was asked."""

    targets: dict[str, int]
    nominated: dict[str, int] | None
    selected: dict[str, int] | None
    fatwa: dict[str, int]


def places(question: Question) -> Table:
    """One row a kab/kota, and one for the places that lie at the programme itself."""
    lines = _lines(question)
    kept = lines.pop("", None)
    besides = _besides(question, lines)
    ranks = _ranks(lines)
    rows = [
        _row(question, code, lines[code], besides, ranks.get(code))
        for code in sorted(lines, key=lambda code: (ranks.get(code, len(lines) + 1), code))
    ]
    if kept and (kept.quota or kept.free):
        rows.append(_kept(kept))
    return with_total(COLUMNS, rows, notes=NOTES, urls=_urls(question))


def _lines(question: Question) -> dict[str, _Line]:
    """By kab/kota, "" for the programme's own; two queries."""
    lines: dict[str, _Line] = defaultdict(_Line)
    for node in question.places():
        line = lines[node.region_code]
        line.name = node.region_name
        line.quota += node.granted - node.delegated
        line.free += node.granted - node.delegated - node.reserved - node.used
    for tally in status_counts(question.programme, question.as_of, by_lp3h=True):
        if question.covers(tally.regency_id, tally.organisation_id):
            lines[tally.regency_id].statuses[tally.status] += tally.count
    _add_names(lines)
    return dict(lines)


def _add_names(lines: dict[str, _Line]) -> None:
    """Names a kab/kota that has cases and no places."""
    missing = [code for code, line in lines.items() if code and not line.name]
    if missing:
        for code, name in Region.objects.filter(pk__in=missing).values_list("pk", "name"):
            lines[code].name = name


def _ranks(lines: dict[str, _Line]) -> dict[str, int]:
    """1 for the greatest share of used quota; equal shares share a rank, no quota has none."""
    shares = {c: Fraction(line.used, line.quota) for c, line in lines.items() if line.quota > 0}
    ordered = sorted(shares.values(), reverse=True)
    return {code: ordered.index(share) + 1 for code, share in shares.items()}


def _besides(question: Question, lines: dict[str, _Line]) -> _Besides:
    nominated, selected = _nominated(question) if question.scope.is_regional else ({}, {})
    return _Besides(
        targets=_targets(question, lines),
        nominated=nominated or None,
        selected=selected if nominated else None,
        fatwa=_fatwa(question),
    )


def _targets(question: Question, lines: dict[str, _Line]) -> dict[str, int]:
    """Each kab/kota's own target: the first that is not met, else the last; one query."""
    found: dict[str, int] = {}
    open_ones = set()
    targets = Target.objects.filter(
        programme=question.programme,
        region__in=lines,
        organisation=question.scope.organisation_id,
    )
    for target in targets:
        code, line = str(target.region_id), lines[str(target.region_id)]
        is_issued = target.measure == TargetMeasure.ISSUED
        done = line.statuses[Status.ISSUED] if is_issued else line.used
        if code not in open_ones:
            found[code] = target.quantity
        if done < target.quantity:
            open_ones.add(code)
    return found


def _nominated(question: Question) -> tuple[dict[str, int], dict[str, int]]:
    """Candidates named and selected until then, by kab/kota; one query."""
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gte=question.moment)
    closed = Q(
        candidacies__outcome=Outcome.SELECTED, candidacies__round__closed_at__lt=question.moment
    )
    rows = (
        Nomination.objects.filter(
            stood, request__call__programme=question.programme, nominated_at__lt=question.moment
        )
        .order_by()
        .values_list("request__region")
        .annotate(n=Count("pk", distinct=True), won=Count("pk", filter=closed, distinct=True))
    )
    counts = list(rows)
    return {code: n for code, n, _ in counts}, {code: won for code, _, won in counts}


def _fatwa(question: Question) -> dict[str, int]:
    """Standing cases that SiHalal showed at the committee or beyond, or with a certificate."""
    seen = NationalEvent.objects.filter(
        application=OuterRef("pk"), national__state__in=AT_FATWA, at__lt=question.moment
    )
    issued = question.issued().order_by().values("pk")
    cases = question.standing().filter(Exists(seen) | Q(pk__in=issued))
    return dict(cases.order_by().values_list("regency").annotate(n=Count("pk")))


def _row(question: Question, code: str, line: _Line, besides: _Besides, rank: int | None) -> Row:
    issued = line.statuses[Status.ISSUED]
    values = (
        *(rank, short_name(line.name), besides.targets.get(code), line.quota),
        besides.nominated.get(code, 0) if besides.nominated is not None else None,
        besides.selected.get(code, 0) if besides.selected is not None else None,
        *(line.count(HOLDING), line.count(VERIFIED), line.used, besides.fatwa.get(code, 0)),
        *(issued, line.count(RETURNED), line.statuses[Status.STOPPED], line.free),
        *(Share(line.used, line.quota), Share(issued, line.quota)),
    )
    return Row(values, _urls(question, kabupaten=code))


def _kept(line: _Line) -> Row:
    """The places that no kab/kota has got; cases that hold one are counted at their kab/kota."""
    unknown, none = (None,) * 2, (0,) * 7
    shares = (Share(0, line.quota), Share(0, line.quota))
    return Row((None, "Belum dibagi", None, line.quota, *unknown, *none, line.free, *shares))


def _urls(question: Question, **filters: str) -> dict[str, str]:
    """The lists behind the counts; their LP3H filter goes by places, not by who serves."""
    if question.organisation:
        return {}
    lists = {
        "filed": SENT,
        "verified": VERIFIED,
        "entered": ENTERED,
        "issued": (Status.ISSUED,),
        "returned": RETURNED,
        "stopped": (Status.STOPPED,),
    }
    return {key: question.list_url(*statuses, **filters) for key, statuses in lists.items()}


RECAP = Recap(
    code="capaian",
    title="Capaian per kab/kota",
    sentence="Berapa usulan, pengajuan dan sertifikat tiap kab/kota, dan peringkatnya.",
    query=places,
)
