"""What the rules of the day said of each application, when it was sent and when it was verified."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from certification.demo import trail
from certification.demo.plan import Case
from certification.eligibility.engine import evaluate
from certification.eligibility.facts import Facts
from certification.eligibility.rules import RuleSetData
from certification.enums import DecisionMoment, Equipment, Track
from certification.models import Application, EligibilityDecision, ProductClass, RuleSet
from certification.selectors.eligibility import rules_of
from certification.selectors.eligibility_facts import facts_of
from ikm.enums import Scale

_MOMENTS = {"submit": DecisionMoment.SUBMITTED, "verify": DecisionMoment.VERIFIED}

Decrees = list[tuple[RuleSet, RuleSetData]]
# What all makers of the same products have in common, looked up once.
Known = dict[tuple[object, ...], Facts]


def write(pairs: list[tuple[Application, Case]], zone: ZoneInfo) -> None:
    """The decisions of all cases that were sent; the answers come prefetched."""
    classes = ProductClass.objects.in_bulk()
    decrees = [(each, rules_of(each.pk)) for each in RuleSet.objects.all()]
    known: Known = {}
    decisions: list[EligibilityDecision] = []
    for application, case in pairs:
        if case.steps:
            application.product_class = classes[application.product_class_id or ""]
            decisions += _decisions(application, case, zone, decrees, known)
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


def _decisions(
    application: Application, case: Case, zone: ZoneInfo, decrees: Decrees, known: Known
) -> Iterator[EligibilityDecision]:
    """None for the days before the first decree of which the portal knows."""
    day = case.steps[0].at.astimezone(zone).date()
    found = next((each for each in decrees if _is_valid(each[0], day)), None)
    if found is None:
        return
    rules = found[1].for_regular_track() if application.track == Track.REGULAR else found[1]
    facts = _facts(application, day, found[0].pk, known)
    for name, moment in _MOMENTS.items():
        step = next((step for step in case.steps if step.transition == name), None)
        if step:
            at_the_time = replace(facts, is_verified=moment == DecisionMoment.VERIFIED)
            verdict = evaluate(rules, at_the_time)
            yield EligibilityDecision(
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


def _facts(application: Application, day: datetime.date, decree: str, known: Known) -> Facts:
    """The facts of the products, with what each maker answered for itself."""
    business = application.business
    names = tuple(product.name for product in application.products.all())
    materials = tuple(material.name for material in application.materials.all())
    key = (decree, application.product_class_id, business.kbli_code, names, materials)
    if key not in known:
        # The last two only the older decree asks: as the companions answered it.
        known[key] = replace(
            facts_of(application, day), is_short_lived=False, uses_special_technique=False
        )
    return replace(
        known[key],
        day=day,
        scale=Scale(business.scale) if business.scale else None,
        sales=business.finances.sales,
        established_year=business.established_year,
        outlet_count=application.outlet_count,
        equipment=Equipment(application.equipment),
        preservation_count=application.preservation_count,
    )


def _is_valid(decree: RuleSet, day: datetime.date) -> bool:
    return decree.valid_from <= day and (decree.valid_to is None or day <= decree.valid_to)
