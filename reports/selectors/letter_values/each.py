"""What a kind of letter says to each of its recipients, beside who they are."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace

from certification.enums import Outcome
from certification.models import Candidate
from certification.selectors import programme_summary
from certification.selectors.summary import RegionSummary
from halalportal.lib.formats import long_date, number, short_date
from reports.enums import LetterKind
from reports.letter_kinds.kinds import KINDS
from reports.letter_kinds.parts import Table
from reports.selectors.letter_recipients.parts import Addressee, Source

_REQUEST_COLUMNS = KINDS[LetterKind.CANDIDATES].columns
_RESULT_COLUMNS = KINDS[LetterKind.NOTICE].columns
_FIGURE_COLUMNS = KINDS[LetterKind.RESULT].columns


def with_values(kind: str, source: Source, found: list[Addressee]) -> list[Addressee]:
    """The recipients with figures, days and tables of their own; two queries at most.

    Who has nothing of that kind to be told (nobody named, no places) is left out.
    """
    return EACH.get(kind, _as_found)(source, found)


def _as_found(source: Source, found: list[Addressee]) -> list[Addressee]:
    return found


def _asked(source: Source, found: list[Addressee]) -> list[Addressee]:
    """What the call asks of each kab/kota; the table names all of them."""
    if source.call is None:
        return found
    requests = source.call.requests.select_related("region", "call").order_by("region_id")
    asked = {each.region_id: each for each in requests}
    rows = tuple(
        (str(line), each.region.name, number(each.places), short_date(each.until))
        for line, each in enumerate(asked.values(), start=1)
    )
    table = Table("Rincian jumlah usulan", _REQUEST_COLUMNS, rows, numeric=(0, 2))
    return [
        _adding(
            each,
            table,
            jumlah=number(asked[each.region_code].places),
            tenggat=long_date(asked[each.region_code].until),
        )
        for each in found
        if each.region_code in asked
    ]


def _selected(source: Source, found: list[Addressee]) -> list[Addressee]:
    """What became of those whom each kab/kota named."""
    if source.round is None:
        return found
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    chosen: Counter[str] = Counter()
    for candidate in _candidates(source):
        request, business = candidate.nomination.request, candidate.nomination.business
        own = rows[request.region_id]
        district = business.district.name if business.district else "–"
        outcome = Outcome(candidate.outcome)
        own.append((str(len(own) + 1), business.name, district, outcome.label))
        chosen[request.region_id] += outcome == Outcome.SELECTED
    return [
        _adding(
            each,
            Table("Daftar usaha dan hasilnya", _RESULT_COLUMNS, tuple(rows[each.region_code])),
            jumlah=number(chosen[each.region_code]),
        )
        for each in found
        if each.region_code in rows
    ]


def _candidates(source: Source) -> list[Candidate]:
    candidates = Candidate.objects.filter(round=source.round).select_related(
        "nomination__request", "nomination__business__district"
    )
    return list(candidates)


def _figures(source: Source, found: list[Addressee]) -> list[Addressee]:
    """Where the programme stands in each kab/kota at this moment; the table names all."""
    if source.programme is None:
        return found
    summary = programme_summary(programme=source.programme).within(source.user.scope)
    regions = {each.code: each for each in sorted(summary.regions, key=lambda row: row.code)}
    rows = tuple((row.name, *_counts(row)) for row in regions.values())
    title = f"Hasil tiap kabupaten/kota per {short_date(summary.as_of)}"
    table = Table(title, _FIGURE_COLUMNS, rows, numeric=(1, 2, 3, 4))
    return [
        _adding(each, table, per_tanggal=long_date(summary.as_of), **_named(regions[code]))
        for each in found
        if (code := each.region_code) in regions
    ]


def _counts(row: RegionSummary) -> tuple[str, ...]:
    return tuple(number(count) for count in (row.quota, row.used, row.issued, row.free))


def _named(row: RegionSummary) -> dict[str, str]:
    return {
        "kuota": number(row.quota),
        "terpakai": number(row.used),
        "terbit": number(row.issued),
        "belum_terbit": number(row.in_process),
        "sisa": number(row.free),
    }


def _adding(each: Addressee, table: Table, **values: str) -> Addressee:
    return replace(each, table=table, values={**each.values, **values})


EACH: dict[str, Callable[[Source, list[Addressee]], list[Addressee]]] = {
    LetterKind.CANDIDATES: _asked,
    LetterKind.NOTICE: _selected,
    LetterKind.RESULT: _figures,
}
