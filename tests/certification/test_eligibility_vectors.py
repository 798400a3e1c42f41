"""The examples of the domain reference, and the limits to the unit."""

import datetime
from dataclasses import replace

import pytest

from certification.eligibility.engine import Verdict, evaluate
from certification.eligibility.facts import Evidence, Facts, ProgrammeFact, sales_band
from certification.enums import Eligibility, ProductScope, Settler
from certification.models import ProductClass, RuleSet, SelfDeclareClass
from certification.selectors.dictionary import flagged_names
from certification.selectors.eligibility import rule_set_on
from tests.certification.ready_facts import BILLION, OIL, READY, but

pytestmark = pytest.mark.django_db


def judged(facts: Facts) -> Verdict:
    return evaluate(rule_set_on(facts.day), facts)


def test_banana_crisps_are_ready_and_lack_the_oils_certificate_without_it() -> None:
    assert judged(READY).outcome == Eligibility.READY
    materials = (*(READY.materials or ())[:2], replace(OIL, evidence=Evidence.NONE))
    verdict = judged(but(materials=materials))
    assert verdict.outcome == Eligibility.INCOMPLETE
    assert [finding.message for finding in verdict.findings] == ["M_DOC"]
    assert "Minyak goreng" in verdict.findings[0].why[0]


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        (but(name_count=10), Eligibility.READY),
        (but(name_count=11), Eligibility.REGULAR),
        (but(product_class="JP17", is_small_eatery=True, name_count=30), Eligibility.READY),
        (but(product_class="JP17", is_small_eatery=True, name_count=31), Eligibility.REGULAR),
        # The longer list is a menu's: crisps stay at ten.
        (but(is_small_eatery=True, name_count=11), Eligibility.REGULAR),
        (but(sales=15 * BILLION), Eligibility.READY),
        (but(sales=15 * BILLION + 1), Eligibility.REGULAR),
        (but(outlet_count=2), Eligibility.REGULAR),
        (but(has_nib=False), Eligibility.NEEDS_NIB),
        (but(is_separate=False), Eligibility.FIX_FIRST),
    ],
)
def test_limits_to_the_unit(facts: Facts, outcome: Eligibility) -> None:
    assert judged(facts).outcome == outcome


@pytest.mark.parametrize(("sales", "outcome"), [(500, "ready"), (501, "regular")])
def test_the_older_cap_was_half_a_billion(sales: int, outcome: str) -> None:
    day = datetime.date(2025, 7, 7)
    assert judged(but(day=day, sales=sales * 1_000_000)).outcome == outcome


def test_nothing_ever_advises_to_split() -> None:
    verdict = judged(but(name_count=40))
    texts = [*verdict.findings[0].why, verdict.findings[0].advice]
    assert not any("pisah" in text or "dua pengajuan" in text or "bagi" in text for text in texts)


def test_jamu_is_judged_by_the_decree_of_its_day() -> None:
    jamu = ProductClass.objects.get(pk="JP22")

    def on(day: datetime.date) -> Verdict:
        listed = SelfDeclareClass.objects.valid_on(day).filter(product_class=jamu).exists()
        scope = ProductScope(jamu.scope)
        return judged(
            but(day=day, product_class="JP22", product_scope=scope, is_class_listed=listed)
        )

    before, after = on(datetime.date(2025, 7, 1)), on(datetime.date(2026, 1, 1))
    assert (before.rule_set, before.outcome) == ("kepkaban-22-2023", Eligibility.READY)
    assert (after.rule_set, after.outcome) == ("kepkaban-146-2025", Eligibility.REGULAR)
    assert [finding.message for finding in after.findings] == ["M_CLASS"]


def test_the_decrees_follow_each_other_to_the_day() -> None:
    assert rule_set_on(datetime.date(2025, 7, 7)).code == "kepkaban-22-2023"
    assert rule_set_on(datetime.date(2025, 7, 8)).code == "kepkaban-146-2025"
    # What was sent before the first decree of the portal is judged by that one.
    assert rule_set_on(datetime.date(2022, 1, 1)).code == "kepkaban-22-2023"
    assert RuleSet.objects.valid_on(datetime.date(2026, 11, 22)).count() == 1


@pytest.mark.parametrize("name", ["Bir Pletok", "Mie Setan"])
def test_a_word_in_a_name_warns_and_refuses_nothing(name: str) -> None:
    verdict = judged(but(names=tuple(flagged_names([name], READY.day))))
    (finding,) = verdict.findings
    assert name in finding.why[0]
    assert (finding.is_unknown, finding.settled_by) == (True, Settler.OFFICER)
    assert verdict.blocking == ()


def test_a_certificate_of_before_changes_the_programme_but_not_the_scheme() -> None:
    held = ProgrammeFact(
        code="M_PROG_NOT_CERTIFIED",
        criterion="Belum bersertifikat halal",
        has_passed=False,
        why="Sudah bersertifikat.",
        citation="uji",
    )
    verdict = judged(but(programme=(held,)))
    assert verdict.outcome == Eligibility.READY
    assert verdict.is_programme_eligible is False
    assert verdict.programme_findings[0].why == "Sudah bersertifikat."
    unsure = judged(but(programme=(replace(held, has_passed=None),)))
    assert unsure.is_programme_eligible is None


def test_kept_inputs_hold_a_band_and_no_rupiah() -> None:
    kept = but(sales=123_456_789).as_json()
    assert kept["sales"] == "sampai Rp500 juta"
    assert "123456789" not in str(kept)
    assert "123456789" not in repr(but(sales=123_456_789))
    assert sales_band(15 * BILLION) == "di atas Rp2 miliar sampai Rp15 miliar"
    assert (sales_band(None), sales_band(60 * BILLION)) == ("", "di atas Rp50 miliar")
