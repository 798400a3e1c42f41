"""What the rules of the day said of each application, when it was sent and when it was verified."""

import datetime
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from certification.demo import trail
from certification.demo.plan import Case
from certification.eligibility.engine import evaluate
from certification.eligibility.rules import RuleSetData
from certification.enums import DecisionMoment, Track
from certification.models import Application, EligibilityDecision, ProductClass
from certification.selectors.eligibility import rule_set_on
from certification.selectors.eligibility_facts import facts_of

_MOMENTS = {"submit": DecisionMoment.SUBMITTED, "verify": DecisionMoment.VERIFIED}


def write(pairs: list[tuple[Application, Case]], zone: ZoneInfo) -> None:
    """The decisions of all cases that were sent; the answers come prefetched."""
    _rules.cache_clear()
    classes = ProductClass.objects.in_bulk()
    decisions: list[EligibilityDecision] = []
    for application, case in pairs:
        if case.steps:
            application.product_class = classes[application.product_class_id or ""]
            decisions += _decisions(application, case, zone)
    EligibilityDecision.objects.bulk_create(decisions, batch_size=500)
    trail.keep(
        trail.entry(
            at=each.at,
            by=each.by,
            action="eligibility.decided",
            subject=each.application,
            outcome=each.outcome,
            rule_set=each.rule_set_id,
            moment=each.moment,
        )
        for each in decisions
    )


def _decisions(application: Application, case: Case, zone: ZoneInfo) -> list[EligibilityDecision]:
    day = case.steps[0].at.astimezone(zone).date()
    facts = facts_of(application, day)
    rules = _rules(day, Track(application.track))
    made = []
    for name, moment in _MOMENTS.items():
        step = next((step for step in case.steps if step.transition == name), None)
        if step is None:
            continue
        at_the_time = replace(facts, is_verified=moment == DecisionMoment.VERIFIED)
        verdict = evaluate(rules, at_the_time)
        made.append(
            EligibilityDecision(
                application=application,
                rule_set_id=verdict.rule_set,
                moment=moment,
                outcome=verdict.outcome,
                is_programme_eligible=verdict.is_programme_eligible,
                facts=at_the_time.as_json(),
                findings=verdict.as_json(),
                at=step.at,
                by=step.by,
            )
        )
    return made


@lru_cache(maxsize=512)
def _rules(day: datetime.date, track: Track) -> RuleSetData:
    rules = rule_set_on(day)
    return rules.for_regular_track() if track == Track.REGULAR else rules
