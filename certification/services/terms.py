"""The conditions of admission of a programme, and the budget behind it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from accounts.models import Qualification, User
from certification.admission_sets import READY_RULES, ReadyRule
from certification.errors import RuleTakenError
from certification.models import AdmissionRule, Programme
from certification.rules import can_manage_programme
from certification.services.closing import refuse_cancelled
from halalportal.audit import services as audit


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDetails:
    """One condition; `parameter` in the form that its check in `selectors.admission` reads."""

    kind: str
    weight: str
    parameter: str
    reason: str
    source: str


def missing_ready_rules(track: str, kept: Iterable[AdmissionRule]) -> list[ReadyRule]:
    """The ready-made conditions of a track that aren't among those kept."""
    kinds = {rule.kind for rule in kept}
    return [rule for rule in READY_RULES[track] if rule.kind not in kinds]


@transaction.atomic
def use_ready_rules(*, programme: Programme, by: User) -> list[AdmissionRule]:
    """Adds the ready-made conditions of the track that the programme doesn't have yet."""
    locked = _claim(programme, by)
    first = _next_position(locked)
    missing = missing_ready_rules(locked.track, locked.admission_rules.all())
    rules = AdmissionRule.objects.bulk_create(
        AdmissionRule(programme=locked, position=position, **asdict(rule))
        for position, rule in enumerate(missing, start=first)
    )
    kinds = [str(rule.kind) for rule in missing]
    audit.record(action="programme.rules_added", subject=locked, by=by, kinds=kinds)
    return rules


@transaction.atomic
def add_rule(*, programme: Programme, details: RuleDetails, by: User) -> AdmissionRule:
    """Adds one condition at the end.

    Raises:
        RuleTakenError: the programme has one of this kind.
    """
    locked = _claim(programme, by)
    if locked.admission_rules.filter(kind=details.kind).exists():
        raise RuleTakenError
    rule = AdmissionRule.objects.create(
        programme=locked, position=_next_position(locked), **asdict(details)
    )
    audit.record(action="programme.rule_added", subject=locked, by=by, **asdict(details))
    return rule


@transaction.atomic
def change_rule(*, rule: AdmissionRule, details: RuleDetails, by: User) -> AdmissionRule:
    """Rewrites one condition; what was found by the old one stays until the next check."""
    locked = _claim(rule.programme, by)
    if locked.admission_rules.filter(kind=details.kind).exclude(pk=rule.pk).exists():
        raise RuleTakenError
    values = asdict(details)
    for field, value in values.items():
        setattr(rule, field, value)
    rule.save(update_fields=list(values))
    audit.record(action="programme.rule_changed", subject=locked, by=by, **values)
    return rule


@transaction.atomic
def remove_rule(*, rule: AdmissionRule, by: User) -> None:
    """Takes one condition away."""
    locked = _claim(rule.programme, by)
    kind = rule.kind
    rule.delete()
    audit.record(action="programme.rule_removed", subject=locked, by=by, kind=kind)


@transaction.atomic
def set_budget(
    *, programme: Programme, budget: int | None, budget_code: str, by: User
) -> Programme:
    """Sets the rupiah set aside (pagu) and its budget line."""
    locked = _claim(programme, by)
    before = locked.budget
    locked.budget, locked.budget_code = budget, budget_code
    locked.save(update_fields=["budget", "budget_code"])
    audit.record(action="programme.budget_set", subject=locked, by=by, before=before, budget=budget)
    return locked


@transaction.atomic
def set_qualification(
    *, programme: Programme, qualification: Qualification | None, by: User
) -> Programme:
    """Sets the bimtek that companions need for new cases; those whom they have stay."""
    locked = _claim(programme, by)
    locked.required_qualification = qualification
    locked.save(update_fields=["required_qualification"])
    code = qualification.pk if qualification else None
    audit.record(action="programme.qualification_set", subject=locked, by=by, qualification=code)
    return locked


def _claim(programme: Programme, by: User) -> Programme:
    """The fresh record, locked: two people never write the same condition twice."""
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    refuse_cancelled(locked)
    return locked


def _next_position(programme: Programme) -> int:
    last = programme.admission_rules.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
