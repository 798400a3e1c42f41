"""What the rules of the day say of an application, and the rules themselves."""

import datetime
from dataclasses import replace
from typing import Any

from certification.admission_sets import READY_RULES
from certification.eligibility.engine import Verdict, evaluate
from certification.eligibility.facts import Facts, ProgrammeFact
from certification.eligibility.rules import Rule, RuleSetData
from certification.enums import (
    AdmissionKind,
    DecisionMoment,
    Eligibility,
    RuleWeight,
    Screening,
    Track,
)
from certification.models import AdmissionRule, Application, EligibilityRule, Programme, RuleSet
from certification.selectors.admission import judge
from certification.selectors.dictionary import class_in_dictionary, classify, look_up
from certification.selectors.eligibility_facts import facts_of, judged_on

__all__ = [
    "class_in_dictionary",
    "classify",
    "facts_of",
    "judged_on",
    "look_up",
    "programme_facts",
    "rule_set_on",
    "rules_of",
    "verdict_of",
]

# What every programme asks, whether it says so or not (domain: own area, no certificate yet).
_ALWAYS = (AdmissionKind.DOMICILE, AdmissionKind.NOT_CERTIFIED)
_PASSED = {Screening.PASSED: True, Screening.FAILED: False}


def rule_set_on(day: datetime.date) -> RuleSetData:
    """The decree in force on a day with its rules, the first one for days before it; one query.

    Raises:
        RuleSet.DoesNotExist: no decree is there at all.
    """
    rules = EligibilityRule.objects.select_related("rule_set")
    in_force = rules.filter(rule_set__in=RuleSet.objects.valid_on(day))
    rows = list(in_force)
    return _data(rows) if rows else rules_of(RuleSet.objects.earliest("valid_from").pk)


def rules_of(code: str) -> RuleSetData:
    """The decree with this code and its rules; one query."""
    return _data(list(EligibilityRule.objects.select_related("rule_set").filter(rule_set=code)))


def _data(rows: list[EligibilityRule]) -> RuleSetData:
    rule_set = rows[0].rule_set
    return RuleSetData(
        code=rule_set.code,
        name=rule_set.name,
        limits=rule_set.limits,
        rules=tuple(map(_rule, rows)),
    )


def _rule(row: EligibilityRule) -> Rule:
    return Rule(
        code=row.code,
        condition=row.condition,
        priority=row.priority,
        outcome=Eligibility(row.outcome),
        message=row.message,
        criterion=row.criterion,
        advice=row.advice,
        citation=row.citation,
        part=row.part,
        settled_by=row.settled_by,
        provinces=tuple(row.provinces),
    )


def verdict_of(
    application: Application,
    *,
    facts: Facts | None = None,
    programme: tuple[ProgrammeFact, ...] = (),
    moment: str = "",
) -> Verdict:
    """What the rules say of an application; on the regular track only what counts there too."""
    facts = replace(facts or facts_of(application), programme=programme)
    if moment == DecisionMoment.VERIFIED:
        facts = replace(facts, is_verified=True)
    rule_set = rule_set_on(facts.day)
    if application.track == Track.REGULAR:
        rule_set = rule_set.for_regular_track()
    return evaluate(rule_set, facts)


def programme_facts(
    application: Application, *, has_place: bool | None
) -> tuple[ProgrammeFact, ...]:
    """What the programme's conditions say; seven queries. `has_place`: the quota has one."""
    programme = application.programme
    rules = [rule for rule in programme.admission_rules.all() if rule.weight == RuleWeight.REQUIRED]
    asked = {rule.kind for rule in rules}
    rules += [_always(programme, kind) for kind in _ALWAYS if kind not in asked]
    found = judge(programme, [application.business_id], day=judged_on(application), rules=rules)
    judgement = found[application.business_id]
    return (
        *(_programme_fact(finding) for finding in judgement.findings),
        ProgrammeFact(
            code="M_PROG_QUOTA",
            criterion="Kuota program masih ada",
            has_passed=has_place,
            why="Kuota program sudah habis. Tanya petugas kapan ada tempat.",
            citation=programme.name,
        ),
    )


def _always(programme: Programme, kind: AdmissionKind) -> AdmissionRule:
    ready = next(rule for rule in READY_RULES[Track.SELF_DECLARE] if rule.kind == kind)
    return AdmissionRule(
        programme=programme,
        kind=kind,
        weight=RuleWeight.REQUIRED,
        reason=ready.reason,
        source=ready.source,
    )


def _programme_fact(finding: Any) -> ProgrammeFact:
    return ProgrammeFact(
        code=f"M_PROG_{finding.kind.upper()}",
        criterion=finding.label,
        has_passed=_PASSED.get(finding.verdict),
        why=f"{finding.detail} {finding.reason}",
        citation=finding.source,
    )
