"""What the conditions of admission say of a business, kind by kind, and for many at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from certification.admission_sets import READY_RULES
from certification.enums import AdmissionKind, RuleWeight, Screening, Status, Track
from certification.models import AdmissionRule, Programme
from certification.selectors.admission import CHECKS, Finding, judge
from ikm.enums import ListKind, MatchState, PermitKind
from ikm.models import Business, HeldCertificate, OtherEntry, OtherList, Permit
from ikm.sizes import Finances
from tests.factories import EAST_KUTAI, make_business, make_programme, make_region

DAY = date(2026, 3, 1)
PASSED, UNSURE, FAILED = Screening.PASSED, Screening.UNSURE, Screening.FAILED


@pytest.fixture
def province(province_officer: User) -> Programme:
    return make_programme(by=province_officer, name="Fasilitasi Uji 2026")


def rule(programme: Programme, kind: AdmissionKind, parameter: str = "", **more: Any) -> None:
    AdmissionRule.objects.create(
        programme=programme,
        kind=kind,
        parameter=parameter,
        reason="Alasan.",
        source="Dasar",
        **more,
    )


def found(programme: Programme, business: Business) -> Finding:
    (finding,) = judge(programme, [business.pk], day=DAY)[business.pk].findings
    return finding


def on_list(business: Business, by: User, kind: str, state: str, number: str = "") -> None:
    other = OtherList.objects.create(
        name="Daftar SEHATI 2025",
        source="SEHATI",
        kind=kind,
        region=make_region(EAST_KUTAI),
        by=by,
        file_name="daftar.xlsx",
    )
    OtherEntry.objects.create(
        source_list=other, number=2, business=business, state=state, certificate_number=number
    )


def applied(business: Business, programme: Programme, by: User, status: str) -> None:
    programme.applications.create(
        number=f"PGJ-{business.pk}-{programme.pk}",
        business=business,
        regency=business.regency,
        allocation=programme.allocations.get(parent=None),
        track=programme.track,
        status=status,
        created_by=by,
    )


@pytest.mark.parametrize(
    ("kind", "parameter", "facts", "verdict", "words"),
    [
        ("domicile", "", {}, PASSED, "di wilayah program"),
        ("domicile", "", {"regency": "63.01"}, FAILED, "di luar wilayah"),
        ("producer", "", {}, UNSURE, "KBLI belum diisi"),
        ("producer", "", {"kbli_code": "10710", "kbli_version": 2020}, PASSED, "10710"),
        ("producer", "", {"kbli_code": "47241", "kbli_version": 2020}, FAILED, "perdagangan"),
        ("producer", "", {"kbli_code": "01111", "kbli_version": 2020}, UNSURE, "pastikan"),
        ("years_running", "1", {}, UNSURE, "Tahun berdiri belum diisi"),
        ("years_running", "1", {"established_year": 2025}, PASSED, "2025"),
        ("years_running", "2", {"established_year": 2025}, FAILED, "belum 2 tahun"),
        ("years_running", "1", {"established_year": 2027}, UNSURE, "belum tiba"),
        ("kbli_prefix", "10,11", {}, UNSURE, "KBLI belum diisi"),
        ("kbli_prefix", "10,11", {"kbli_code": "11040", "kbli_version": 2020}, PASSED, "11040"),
        ("kbli_prefix", "10,11", {"kbli_code": "56103", "kbli_version": 2020}, FAILED, "56103"),
        ("nib", "", {}, UNSURE, "NIB belum diisi"),
        ("nib", "", {"nib": "1234567890123"}, PASSED, "NIB"),
        ("siinas", "", {}, UNSURE, "SIINas belum dicatat"),
        ("siinas", "", {"siinas_id": "S-1"}, PASSED, "SIINas"),
        ("pirt", "", {}, UNSURE, "P-IRT belum dicatat"),
        ("capital", "5000000000", {}, UNSURE, "Modal usaha belum diisi"),
        ("never_facilitated", "", {}, PASSED, "Tidak ada"),
        ("not_certified", "", {}, PASSED, "Belum ada sertifikat"),
    ],
)
def test_each_condition_says_what_it_found_or_misses(
    province: Programme,
    *,
    kind: str,
    parameter: str,
    facts: dict[str, Any],
    verdict: Screening,
    words: str,
) -> None:
    rule(province, AdmissionKind(kind), parameter)
    finding = found(province, make_business(**facts))
    assert (finding.verdict, words in finding.detail) == (verdict, True), finding


@pytest.mark.parametrize(("capital", "verdict"), [(5 * 10**9, PASSED), (5 * 10**9 + 1, FAILED)])
def test_capital_is_judged_without_being_told(
    province: Programme, capital: int, verdict: Screening
) -> None:
    rule(province, AdmissionKind.CAPITAL, "5000000000")
    business = make_business()
    business.seal_finances(Finances(capital=capital))
    business.save()
    finding = found(province, business)
    assert finding.verdict == verdict
    assert "5.000.000.001" not in finding.detail


@pytest.mark.parametrize(
    ("until", "verdict"), [(None, PASSED), (DAY, PASSED), (date(2026, 2, 28), FAILED)]
)
def test_a_pirt_counts_until_its_last_day(
    province: Programme, until: date | None, verdict: Screening
) -> None:
    rule(province, AdmissionKind.PIRT)
    business = make_business()
    Permit.objects.create(business=business, kind=PermitKind.PIRT, number="P1", expires_on=until)
    assert found(province, business).verdict == verdict


def test_a_permit_of_producers_outweighs_a_traders_kbli(province: Programme) -> None:
    rule(province, AdmissionKind.PRODUCER)
    business = make_business(kbli_code="47241", kbli_version=2020)
    Permit.objects.create(business=business, kind=PermitKind.PIRT, number="P1")
    assert found(province, business).verdict == PASSED


@pytest.mark.parametrize(
    ("status", "in_other_programme", "verdict"),
    [
        (Status.IN_SIHALAL, True, FAILED),
        (Status.ISSUED, True, FAILED),
        (Status.ISSUED, False, FAILED),
        (Status.SUBMITTED, False, PASSED),
        (Status.DRAFT, True, PASSED),
    ],
)
def test_our_own_programmes_count_as_help(
    province: Programme,
    province_officer: User,
    *,
    status: str,
    in_other_programme: bool,
    verdict: Screening,
) -> None:
    rule(province, AdmissionKind.NEVER_FACILITATED)
    older = make_programme(by=province_officer, name="Fasilitasi 2024")
    business = make_business()
    applied(business, older if in_other_programme else province, province_officer, status)
    finding = found(province, business)
    assert finding.verdict == verdict
    if verdict == FAILED:
        assert ("Fasilitasi 2024" in finding.detail) == in_other_programme


@pytest.mark.parametrize(
    ("kind", "state", "number", "never", "uncertified"),
    [
        (ListKind.RECIPIENTS, MatchState.CERTAIN, "", FAILED, PASSED),
        (ListKind.RECIPIENTS, MatchState.CONFIRMED, "ID1", FAILED, FAILED),
        (ListKind.RECIPIENTS, MatchState.UNSURE, "", UNSURE, UNSURE),
        (ListKind.RECIPIENTS, MatchState.REFUSED, "", PASSED, PASSED),
        (ListKind.CERTIFICATES, MatchState.CERTAIN, "ID1", PASSED, FAILED),
    ],
)
def test_lists_of_other_programmes(
    province: Programme,
    officer: User,
    *,
    kind: str,
    state: str,
    number: str,
    never: Screening,
    uncertified: Screening,
) -> None:
    business = make_business()
    on_list(business, officer, kind, state, number)
    rule(province, AdmissionKind.NEVER_FACILITATED, position=1)
    rule(province, AdmissionKind.NOT_CERTIFIED, position=2)
    verdicts = [f.verdict for f in judge(province, [business.pk], day=DAY)[business.pk].findings]
    assert verdicts == [never, uncertified]


def test_a_certificate_is_named_with_its_source(province: Programme) -> None:
    rule(province, AdmissionKind.NOT_CERTIFIED)
    business = make_business()
    HeldCertificate.objects.create(business=business, number="ID64001", source="Biaya sendiri")
    assert found(province, business).detail == "Sudah bersertifikat ID64001 (Biaya sendiri)."


def test_a_priority_never_turns_away(province: Programme) -> None:
    business = make_business(nib="1234567890123")
    rule(province, AdmissionKind.NIB)
    rule(province, AdmissionKind.SIINAS, weight=RuleWeight.PRIORITY)
    assert judge(province, [business.pk], day=DAY)[business.pk].verdict == PASSED


def test_the_worst_required_condition_decides(province: Programme) -> None:
    business = make_business(kbli_code="47241", kbli_version=2020)
    rule(province, AdmissionKind.NIB)
    assert judge(province, [business.pk], day=DAY)[business.pk].verdict == UNSURE
    rule(province, AdmissionKind.PRODUCER)
    assert judge(province, [business.pk], day=DAY)[business.pk].verdict == FAILED


def test_many_businesses_need_as_many_queries_as_one(
    province: Programme, django_assert_num_queries: Callable[..., Any]
) -> None:
    for position, ready in enumerate(READY_RULES[Track.SELF_DECLARE]):
        rule(province, ready.kind, ready.parameter, position=position)
    ids = [make_business().pk for _ in range(20)]
    with CaptureQueriesContext(connection) as few:
        judge(province, ids[:1], day=DAY)
    with django_assert_num_queries(len(few)):
        assert len(judge(province, ids, day=DAY)) == 20
    assert len(few) == 7


def test_every_kind_has_a_check_and_every_track_a_ready_made_set() -> None:
    assert set(CHECKS) == set(AdmissionKind)
    assert set(READY_RULES) == set(Track)
    for rules in READY_RULES.values():
        assert all(ready.reason and ready.source for ready in rules)
        assert len({ready.kind for ready in rules}) == len(rules)
