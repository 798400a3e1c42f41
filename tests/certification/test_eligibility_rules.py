"""Each row of the decision table and each criterion, under the decree of the day."""

from dataclasses import replace
from typing import Any

import pytest

from certification.eligibility.conditions import CONDITIONS
from certification.eligibility.engine import Verdict, evaluate
from certification.eligibility.facts import Evidence, Facts, MaterialFact, NameFact
from certification.enums import (
    Eligibility,
    Equipment,
    Grinding,
    MaterialClass,
    MaterialRole,
    NameOpinion,
    ProductScope,
)
from certification.models import EligibilityRule
from certification.selectors.eligibility import rule_set_on
from ikm.enums import Scale
from tests.certification.ready_facts import (
    BILLION,
    CHICKEN,
    NEW_DAY,
    OIL,
    OLD_DAY,
    READY,
    but,
    with_material,
)

pytestmark = pytest.mark.django_db

PORK = MaterialFact(name="Babi", material_class=MaterialClass.HARAM, evidence=Evidence.NONE)
BORAX = MaterialFact(name="Boraks", material_class=MaterialClass.HAZARD, evidence=Evidence.NONE)
STRANGE = MaterialFact(name="Bubuk ajaib", evidence=Evidence.NONE)
WATER = MaterialFact(
    name="Air", material_class=MaterialClass.EXEMPT_NATURAL, evidence=Evidence.NONE
)
BAG = MaterialFact(name="Plastik", role=MaterialRole.PACKAGING, evidence=Evidence.NONE)
OF_NEVER_REFUSED = NameFact(name="Mie Setan", word="setan", reason="uji")

# code, condition, outcome, message, facts that trigger it under both decrees
BOTH: list[tuple[str, str, str, str, Facts]] = [
    ("SD02", "haram-material", "not_certifiable", "M_HARAM", with_material(PORK)),
    ("SD10", "hazardous-material", "fix_first", "M_FIX_HAZARD", with_material(BORAX)),
    ("SD07", "not-separate", "fix_first", "M_FIX_SEPARATE", but(is_separate=False)),
    ("SD04", "touches-haram", "fix_first", "M_FIX_HARAM", but(touches_haram=True)),
    (
        *("NM01", "name-refused", "fix_first", "M_NAME"),
        but(names=(replace(OF_NEVER_REFUSED, opinion=NameOpinion.RENAME),)),
    ),
    (
        *("SD08", "outside-food-and-drink", "regular", "M_CLASS"),
        but(product_scope=ProductScope.SERVICE, is_class_listed=False),
    ),
    ("SD08", "class-not-listed", "regular", "M_CLASS", but(is_class_listed=False)),
    ("SD01", "scale-not-small", "regular", "M_SCOPE", but(scale=Scale.MEDIUM)),
    ("SD05", "sales-over-cap", "regular", "M_SCOPE", but(sales=15 * BILLION + 1)),
    ("SD06", "too-many-facilities", "regular", "M_SCOPE", but(facility_count=2)),
    ("SD06", "too-many-outlets", "regular", "M_SCOPE", but(outlet_count=2)),
    ("SD14", "factory-equipment", "regular", "M_SCOPE", but(equipment=Equipment.FACTORY)),
    ("SD15", "many-preservations", "regular", "M_SCOPE", but(preservation_count=2)),
    ("SD03", "process-complex", "regular", "M_SCOPE", but(is_process_simple=False)),
    ("QT01", "too-many-names", "regular", "M_SCOPE", but(name_count=11)),
    (
        *("SD12", "slaughtered-no-certificate", "regular", "M_MEAT"),
        with_material(replace(CHICKEN, evidence=Evidence.NONE), grinding=Grinding.NONE),
    ),
    ("SD01", "nib-missing", "needs_nib", "M_NIB", but(has_nib=False)),
    ("SD01", "scale-missing", "needs_nib", "M_NIB", but(scale=None)),
    ("KB01", "kbli-mismatch", "needs_oss_fix", "M_KBLI", but(fits_kbli=False)),
    (
        *("SD16", "supervisor-missing", "needs_documents", "M_PENYELIA"),
        but(has_supervisor=False),
    ),
    (
        *("SD16", "supervisor-not-eligible", "needs_documents", "M_PENYELIA"),
        but(is_supervisor_eligible=False),
    ),
    (
        *("SD02", "material-without-proof", "incomplete", "M_DOC"),
        but(materials=(replace(OIL, evidence=Evidence.NONE),)),
    ),
    ("SD09", "material-unsettled", "incomplete", "M_DOC", with_material(STRANGE)),
    (
        *("SD13", "grinding-unproven", "incomplete", "M_DOC"),
        with_material(CHICKEN, grinding=Grinding.UNCERTIFIED),
    ),
    ("SD16", "materials-missing", "incomplete", "M_DOC", but(materials=())),
    ("SD16", "process-untold", "incomplete", "M_DOC", but(is_process_told=False)),
    ("SD16", "names-missing", "incomplete", "M_DOC", but(name_count=0)),
    ("SD16", "photo-missing", "incomplete", "M_DOC", but(has_product_photo=False)),
    ("SD16", "papers-missing", "incomplete", "M_DOC", but(has_papers=False)),
    ("NM02", "name-waiting", "incomplete", "M_NAME", but(names=(OF_NEVER_REFUSED,))),
    ("SD11", "not-verified", "ready", "M_VERIFY", but(is_verified=False)),
    ("WN01", "only-water-and-packaging", "ready", "M_FRAUD", but(materials=(WATER, BAG))),
]
NEW_ONLY: list[tuple[str, str, str, str, Facts]] = [
    (
        *("WR01", "eatery-not-small", "regular", "M_CLASS"),
        but(product_class="JP17", is_small_eatery=False),
    ),
]
OLD_ONLY: list[tuple[str, str, str, str, Facts]] = [
    (
        *("WR02", "small-eatery", "regular", "M_CLASS"),
        but(product_class="JP17", is_small_eatery=True),
    ),
    ("LM01", "too-young", "regular", "M_SCOPE", but(established_year=2025)),
    ("LM02", "special-technique", "regular", "M_SCOPE", but(uses_special_technique=True)),
    (
        *("LM03", "short-lived-no-slhs", "incomplete", "M_DOC"),
        but(is_short_lived=True, has_slhs=False),
    ),
]
IN_KALTIM = ("KT01", "has-slaughtered", "regular", "M_MEAT")
ROWS = [
    *((row, day) for row in BOTH for day in (NEW_DAY, OLD_DAY)),
    *((row, NEW_DAY) for row in NEW_ONLY),
    *((row, OLD_DAY) for row in OLD_ONLY),
]


def judged(facts: Facts, day: Any = None) -> Verdict:
    day = day or facts.day
    return evaluate(rule_set_on(day), replace(facts, day=day))


@pytest.mark.parametrize("day", [NEW_DAY, OLD_DAY])
def test_facts_in_order_are_ready(day: Any) -> None:
    verdict = judged(READY, day)
    assert (verdict.outcome, verdict.findings) == (Eligibility.READY, ())


@pytest.mark.parametrize(("row", "day"), ROWS, ids=lambda value: str(value)[:40])
def test_each_rule_triggers_alone_with_its_words(row: Any, day: Any) -> None:
    code, condition, outcome, message, facts = row
    verdict = judged(facts, day)
    assert verdict.outcome == outcome
    found = {finding.condition: finding for finding in verdict.findings}
    assert set(found) == {condition}
    finding = found[condition]
    assert (finding.code, finding.message, finding.outcome) == (code, message, outcome)
    decree = "146/2025" if day == NEW_DAY else ""
    assert decree in finding.citation
    assert finding.citation
    assert finding.criterion
    assert finding.advice
    assert all(sentence.endswith(".") for sentence in finding.why)
    assert finding.why


def test_every_row_of_the_table_has_a_test() -> None:
    tested = {
        *((row[0], row[1], day) for row, day in ROWS),
        *((*IN_KALTIM[:2], day) for day in (NEW_DAY, OLD_DAY)),
    }
    days = {"kepkaban-146-2025": NEW_DAY, "kepkaban-22-2023": OLD_DAY}
    rows = EligibilityRule.objects.values_list("code", "condition", "rule_set_id")
    assert {(code, condition, days[rule_set]) for code, condition, rule_set in rows} == tested
    assert {condition for _, condition, _ in rows} == set(CONDITIONS)
    named = {code for code, _, _ in rows if code.startswith("SD")}
    assert named == {f"SD{number:02}" for number in range(1, 17)}


def test_meat_goes_the_regular_way_in_kalimantan_timur_only() -> None:
    meat = with_material(CHICKEN, grinding=Grinding.NONE)
    assert judged(meat).outcome == Eligibility.READY
    verdict = judged(replace(meat, province="64"))
    assert verdict.outcome == Eligibility.REGULAR
    assert [finding.condition for finding in verdict.findings] == [IN_KALTIM[1]]


def test_the_worst_outcome_wins_and_every_rule_is_told() -> None:
    verdict = judged(but(outlet_count=2, has_nib=False, touches_haram=True, has_papers=False))
    assert verdict.outcome == Eligibility.FIX_FIRST
    assert [finding.message for finding in verdict.findings] == [
        *("M_FIX_HARAM", "M_SCOPE", "M_NIB", "M_DOC")
    ]
