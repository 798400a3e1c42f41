"""Indicators of the yearly performance report: target, result, and the plan of several years."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.urls import reverse

from accounts.enums import Role
from certification.enums import Status
from certification.models import Certificate, StatusChange
from reports.enums import IndicatorMeasure
from reports.models import Indicator, IndicatorTarget
from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Share, Table

COLUMNS = (
    Column(key="indicator", label="Indikator", kind=Kind.TEXT, width=40),
    Column(key="unit", label="Satuan", kind=Kind.TEXT, width=12),
    Column(key="target", label="Target tahun", width=10),
    Column(key="result", label="Realisasi", width=10),
    Column(key="share", label="%", kind=Kind.SHARE, width=9),
    Column(key="period", label="Masa rencana", kind=Kind.TEXT, width=13),
    Column(key="period_target", label="Target masa rencana", width=12),
    Column(key="cumulative", label="Kumulatif", width=11),
    Column(key="cumulative_share", label="% kumulatif", kind=Kind.SHARE, width=11),
    Column(key="cause", label="Penyebab", kind=Kind.TEXT, width=30),
    Column(key="follow_up", label="Tindak lanjut", kind=Kind.TEXT, width=30),
)
NOTES = (
    "Realisasi sertifikasi halal dihitung dari data portal: semua program di provinsi ini. "
    "Realisasi lain diisi petugas; tanda – berarti belum diisi.",
)
# Year → result of one measure.
ByYear = dict[int, int]


@dataclass(frozen=True, slots=True)
class _Targets:
    """The targets of one indicator: of the year asked for, of the plan around it, of all years."""

    year: IndicatorTarget | None
    period: IndicatorTarget | None
    by_year: dict[int, IndicatorTarget]


def indicators(question: Question) -> Table:
    """One row an indicator in force in the programme's year; four queries."""
    year = question.programme.year
    counted = _counted(question)
    targets = _targets(question)
    rows = [
        _row(question, indicator, _of(targets.get(indicator.pk, []), year), counted)
        for indicator in Indicator.objects.valid_in(year)
    ]
    notes = (*NOTES, *question.since_note("Target dan realisasi yang diisi petugas"))
    return Table(COLUMNS, rows, notes=notes)


def _targets(question: Question) -> dict[str, list[IndicatorTarget]]:
    found: dict[str, list[IndicatorTarget]] = {}
    for target in IndicatorTarget.objects.visible_to(question):
        found.setdefault(target.indicator_id, []).append(target)
    return found


def _of(targets: Iterable[IndicatorTarget], year: int) -> _Targets:
    by_year = {t.first_year: t for t in targets if t.first_year == t.last_year}
    periods = [t for t in targets if t.first_year < t.last_year]
    around = [t for t in periods if t.first_year <= year <= t.last_year]
    return _Targets(by_year.get(year), next(iter(around), None), by_year)


def _counted(question: Question) -> dict[str, ByYear]:
    """What the portal's own data say, by measure and year, until the day asked for."""
    entered = (
        StatusChange.objects.filter(
            application__programme__region=question.programme.region,
            to_status=Status.IN_SIHALAL,
            at__lt=question.moment,
        )
        .order_by()
        .annotate(year=ExtractYear("at", tzinfo=question.zone))
        .values_list("year")
        .annotate(n=Count("application__business", distinct=True))
    )
    issued = (
        Certificate.objects.filter(
            application__programme__region=question.programme.region,
            issued_on__lte=question.day,
            recorded_at__lt=question.moment,
        )
        .order_by()
        .annotate(year=ExtractYear("issued_on"))
        .values_list("year")
        .annotate(n=Count("pk", distinct=True), names=Count("products", distinct=True))
    )
    by_year = list(issued)
    return {
        IndicatorMeasure.BUSINESSES: dict(entered),
        IndicatorMeasure.CERTIFICATES: {year: count for year, count, _ in by_year},
        IndicatorMeasure.PRODUCTS: {year: count for year, _, count in by_year},
    }


def result_of(
    indicator: Indicator, year: int, counted: dict[str, ByYear], targets: _Targets
) -> int | None:
    """The result of a year: counted, or as typed; None while nobody typed it."""
    if not indicator.is_typed:
        return counted[indicator.measure].get(year, 0)
    typed = targets.by_year.get(year)
    return typed.result if typed else None


def _row(
    question: Question, indicator: Indicator, targets: _Targets, counted: dict[str, ByYear]
) -> Row:
    own, period, year = targets.year, targets.period, question.programme.year
    result = result_of(indicator, year, counted, targets)
    first = period.first_year if period else year
    results = [result_of(indicator, each, counted, targets) for each in range(first, year + 1)]
    known = [each for each in results if each is not None]
    cumulative = sum(known) if known else None
    return Row(
        (
            *(indicator.name, indicator.unit),
            *_against(own, result),
            f"{period.first_year}–{period.last_year}" if period else None,
            *_against(period, cumulative),
            *((own.cause or None, own.follow_up or None) if own else (None, None)),
        ),
        _urls(question, indicator),
    )


def _urls(question: Question, indicator: Indicator) -> dict[str, str]:
    """Where the province's officer fills in the year."""
    if question.as_of or question.scope.role != Role.PROVINCE_OFFICER:
        return {}
    address = reverse("reports:indicator-update", args=[question.programme.slug, indicator.pk])
    return {"indicator": address}


def _against(
    target: IndicatorTarget | None, result: int | None
) -> tuple[int | None, int | None, Share | None]:
    """Target, result and the share of the one in the other, each None while unknown."""
    quantity = target.quantity if target else None
    share = None if quantity is None or result is None else Share(result, quantity)
    return quantity, result, share


RECAP = Recap(
    code="indikator",
    title="Indikator kinerja (LKIP/IKU)",
    sentence="Target dan realisasi indikator tahun ini dan kumulatif selama masa rencana.",
    query=indicators,
    has_places=False,
    has_lp3h=False,
    is_regional=True,
)
