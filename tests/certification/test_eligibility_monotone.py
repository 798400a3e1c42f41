"""Nothing unknown passes, and nothing gets better by getting worse or less known."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.eligibility.engine import evaluate, is_worse
from certification.eligibility.facts import Evidence, Facts
from certification.eligibility.rules import RuleSetData
from certification.enums import Eligibility, Equipment, Grinding, ProductScope
from certification.selectors.eligibility import rule_set_on
from ikm.enums import Scale
from tests.certification.ready_facts import BILLION, CHICKEN, NEW_DAY, OIL, OLD_DAY, READY, but

# Each input from good to bad; None, the unknown, comes apart.
GRADES: dict[str, tuple[Any, ...]] = {
    "has_nib": (True, False),
    "scale": (Scale.MICRO, Scale.MEDIUM),
    "sales": (100_000_000, BILLION, 20 * BILLION),
    "established_year": (2015, 2025),
    "facility_count": (1, 2),
    "outlet_count": (0, 1, 3),
    "has_supervisor": (True, False),
    "is_supervisor_eligible": (True, False),
    "product_scope": (ProductScope.FOOD, ProductScope.SERVICE),
    "is_class_listed": (True, False),
    "fits_kbli": (True, False),
    "name_count": (3, 10, 11),
    "materials": (
        (OIL,),
        (replace(OIL, evidence=Evidence.BRAND),),
        (replace(OIL, evidence=Evidence.NONE),),
        (replace(CHICKEN, evidence=Evidence.NONE),),
    ),
    "is_process_told": (True, False),
    "is_process_simple": (True, False),
    "touches_haram": (False, True),
    "is_separate": (True, False),
    "equipment": (Equipment.MANUAL, Equipment.FACTORY),
    "preservation_count": (0, 1, 2),
    "has_product_photo": (True, False),
    "has_papers": (True, False),
    "is_short_lived": (False, True),
    "uses_special_technique": (False, True),
}
# Not asked under the newer decree, so unknown there says nothing.
OLDER_ONLY = {"established_year", "is_short_lived", "uses_special_technique"}
answers = st.fixed_dictionaries(
    {name: st.sampled_from([*grades, None]) for name, grades in GRADES.items()}
)


@pytest.fixture(scope="module")
def decrees(django_db_setup: None, django_db_blocker: Any) -> dict[Any, RuleSetData]:
    with django_db_blocker.unblock():
        return {day: rule_set_on(day) for day in (NEW_DAY, OLD_DAY)}


def outcome(decrees: dict[Any, RuleSetData], facts: Facts) -> Eligibility:
    return evaluate(decrees[facts.day], facts).outcome


@given(
    values=answers, name=st.sampled_from(sorted(GRADES)), day=st.sampled_from([NEW_DAY, OLD_DAY])
)
def test_a_worse_answer_never_helps(
    decrees: dict[Any, RuleSetData], values: dict[str, Any], name: str, day: Any
) -> None:
    facts = but(**values, day=day, grinding=Grinding.NONE)
    outcomes = [outcome(decrees, replace(facts, **{name: grade})) for grade in GRADES[name]]
    for better, worse in pairwise(outcomes):
        assert not is_worse(better, worse)


@given(
    values=answers, name=st.sampled_from(sorted(GRADES)), day=st.sampled_from([NEW_DAY, OLD_DAY])
)
def test_silence_is_never_better_than_the_best_answer(
    decrees: dict[Any, RuleSetData], values: dict[str, Any], name: str, day: Any
) -> None:
    facts = but(**values, day=day, grinding=Grinding.NONE)
    best = outcome(decrees, replace(facts, **{name: GRADES[name][0]}))
    silent = outcome(decrees, replace(facts, **{name: None}))
    assert not is_worse(best, silent)


@pytest.mark.parametrize("day", [NEW_DAY, OLD_DAY])
@pytest.mark.parametrize("name", sorted(GRADES))
def test_one_unknown_is_enough_not_to_be_ready(
    decrees: dict[Any, RuleSetData], name: str, day: Any
) -> None:
    verdict = evaluate(decrees[day], but(day=day, **{name: None}))
    is_asked = name not in OLDER_ONLY or day == OLD_DAY
    assert (verdict.outcome != Eligibility.READY) == is_asked
    assert all(finding.why for finding in verdict.findings)


@given(values=answers)
def test_the_same_facts_give_the_same_verdict(
    decrees: dict[Any, RuleSetData], values: dict[str, Any]
) -> None:
    facts = but(**values)
    assert evaluate(decrees[NEW_DAY], facts) == evaluate(decrees[NEW_DAY], replace(facts))


def test_nothing_known_is_incomplete_at_worst_a_question(decrees: dict[Any, RuleSetData]) -> None:
    verdict = evaluate(decrees[NEW_DAY], Facts(day=READY.day))
    assert verdict.outcome == Eligibility.INCOMPLETE
    assert all(finding.is_unknown for finding in verdict.findings)
