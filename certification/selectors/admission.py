"""What a programme's conditions say of businesses: one small check for each kind of condition.

What is not known is never a refusal: the check says what is missing.
"""

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass

from certification.enums import AdmissionKind, RuleWeight, Screening
from certification.models import AdmissionRule, Programme
from certification.selectors.admission_facts import Known, facts_of
from halalportal.lib.formats import rupiah, short_date
from ikm.enums import Elsewhere

# KBLI 2020: section C (10–33) makes things and 56 prepares food; section G (45–47) trades.
_MAKERS = {f"{code}" for code in range(10, 34)} | {"56"}
_TRADERS = {"45", "46", "47"}

Answer = tuple[Screening, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one condition says. `detail` is what was found or is missing, `reason` the rule's."""

    kind: str
    label: str
    weight: str
    verdict: str
    detail: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings of one business."""

    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Screening:
        """The worst of the required conditions; a priority never turns away."""
        verdicts = {f.verdict for f in self.findings if f.weight == RuleWeight.REQUIRED}
        for verdict in (Screening.FAILED, Screening.UNSURE):
            if verdict in verdicts:
                return verdict
        return Screening.PASSED

    def as_json(self) -> list[dict[str, str]]:
        """What a nomination keeps."""
        return [asdict(finding) for finding in self.findings]


@dataclass(frozen=True, slots=True)
class Question:
    """What a check looks at besides the business."""

    programme: Programme
    parameter: str
    day: datetime.date


def judge(
    programme: Programme,
    business_ids: Collection[int],
    *,
    day: datetime.date,
    rules: Sequence[AdmissionRule] | None = None,
) -> dict[int, Judgement]:
    """What the programme's conditions say of each business on a day; seven queries for any number.

    A business that no longer exists is left out.

    Args:
        rules: other conditions than the programme's own.
    """
    rules = list(programme.admission_rules.all()) if rules is None else rules
    found = facts_of(programme, business_ids)
    return {
        pk: Judgement(tuple(_finding(programme, rule, known, day) for rule in rules))
        for pk, known in found.items()
    }


def _finding(
    programme: Programme, rule: AdmissionRule, known: Known, day: datetime.date
) -> Finding:
    check = CHECKS[AdmissionKind(rule.kind)]
    verdict, detail = check(known, Question(programme, rule.parameter, day))
    return Finding(
        kind=rule.kind,
        label=rule.get_kind_display(),
        weight=rule.weight,
        verdict=verdict,
        detail=detail,
        reason=rule.reason,
        source=rule.source,
    )


def _passed(detail: str) -> Answer:
    return Screening.PASSED, detail


def _unsure(detail: str) -> Answer:
    return Screening.UNSURE, detail


def _failed(detail: str) -> Answer:
    return Screening.FAILED, detail


def _domicile(known: Known, question: Question) -> Answer:
    home = question.programme.region_id
    is_inside = known.regency_id == home or known.regency_id.startswith(f"{home}.")
    if is_inside:
        return _passed("Usaha berada di wilayah program.")
    return _failed("Usaha berada di luar wilayah program.")


def _producer(known: Known, question: Question) -> Answer:
    group = known.kbli_code[:2]
    if known.makes_by_permit:
        return _passed("Punya izin edar untuk produknya sendiri.")
    if group in _MAKERS:
        return _passed(f"KBLI {known.kbli_code} termasuk usaha yang membuat produk.")
    if group in _TRADERS:
        return _failed(f"KBLI {known.kbli_code} termasuk perdagangan.")
    if group:
        return _unsure(f"KBLI {known.kbli_code}: pastikan usaha membuat sendiri produknya.")
    return _unsure("KBLI belum diisi.")


def _years_running(known: Known, question: Question) -> Answer:
    """The registry knows the year only, so years are counted by the calendar."""
    since, least = known.established_year, int(question.parameter)
    if since is None:
        return _unsure("Tahun berdiri belum diisi.")
    if since > question.day.year:
        return _unsure(f"Tahun berdiri {since} belum tiba. Perbaiki di data usaha.")
    if question.day.year - since >= least:
        return _passed(f"Berdiri sejak {since}.")
    return _failed(f"Baru berdiri tahun {since}, belum {least} tahun.")


def _never_facilitated(known: Known, question: Question) -> Answer:
    if known.facilitated_by:
        return _failed(f"Sudah dibantu lewat {known.facilitated_by}.")
    if known.perhaps_facilitated_by:
        return _unsure(f"Mungkin ada di {known.perhaps_facilitated_by}. Putuskan di daftar itu.")
    return _passed("Tidak ada di program atau daftar lain.")


def _not_certified(known: Known, question: Question) -> Answer:
    if known.certified_by:
        return _failed(f"Sudah bersertifikat lewat {known.certified_by}.")
    elsewhere = known.elsewhere
    if elsewhere.state == Elsewhere.CERTIFIED:
        number = f" {elsewhere.number}" if elsewhere.number else ""
        return _failed(f"Sudah bersertifikat{number} ({elsewhere.source}).")
    if elsewhere.state == Elsewhere.UNSURE:
        return _unsure(f"Mungkin ada di daftar {elsewhere.source}. Putuskan di daftar itu.")
    return _passed("Belum ada sertifikat yang diketahui.")


def _kbli_prefix(known: Known, question: Question) -> Answer:
    if not known.kbli_code:
        return _unsure("KBLI belum diisi.")
    if known.kbli_code.startswith(tuple(question.parameter.split(","))):
        return _passed(f"KBLI {known.kbli_code}.")
    return _failed(f"KBLI {known.kbli_code} tidak termasuk yang diterima.")


def _nib(known: Known, question: Question) -> Answer:
    return _passed("NIB sudah ada.") if known.nib else _unsure("NIB belum diisi.")


def _pirt(known: Known, question: Question) -> Answer:
    if known.pirt_until is None:
        return _unsure("P-IRT belum dicatat.")
    if known.pirt_until < question.day:
        return _failed(f"P-IRT habis masa berlakunya {short_date(known.pirt_until)}.")
    return _passed("P-IRT masih berlaku.")


def _siinas(known: Known, question: Question) -> Answer:
    return _passed("Terdaftar di SIINas.") if known.siinas_id else _unsure("SIINas belum dicatat.")


def _capital(known: Known, question: Question) -> Answer:
    """The amount itself is private: only what follows from it is said."""
    most = int(question.parameter)
    if known.capital is None:
        return _unsure("Modal usaha belum diisi.")
    if known.capital <= most:
        return _passed(f"Modal tidak lebih dari {rupiah(most)}.")
    return _failed(f"Modal lebih dari {rupiah(most)}.")


CHECKS: dict[AdmissionKind, Callable[[Known, Question], Answer]] = {
    AdmissionKind.DOMICILE: _domicile,
    AdmissionKind.PRODUCER: _producer,
    AdmissionKind.YEARS_RUNNING: _years_running,
    AdmissionKind.NEVER_FACILITATED: _never_facilitated,
    AdmissionKind.NOT_CERTIFIED: _not_certified,
    AdmissionKind.KBLI_PREFIX: _kbli_prefix,
    AdmissionKind.NIB: _nib,
    AdmissionKind.PIRT: _pirt,
    AdmissionKind.SIINAS: _siinas,
    AdmissionKind.CAPITAL: _capital,
}
