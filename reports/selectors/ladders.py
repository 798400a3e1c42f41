"""The ladders of a programme as a page shows them: per standstill, days by role."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.enums import Role
from certification.enums import Status
from certification.models import Programme
from reports.enums import Trigger
from reports.ladder import Step
from reports.models import EscalationRule

UPWARDS = (
    Role.OWNER,
    Role.COMPANION,
    Role.LP3H_COORDINATOR,
    Role.REGENCY_OFFICER,
    Role.PROVINCE_OFFICER,
)
FIELD, OFFICES = UPWARDS[1:], UPWARDS[3:]


@dataclass(frozen=True, slots=True)
class Kind:
    """What can stand still, and the roles that may be told of it, the lowest first."""

    trigger: Trigger
    status: str
    label: str
    roles: tuple[Role, ...]


KINDS = (
    Kind(Trigger.STATUS, Status.SUBMITTED, Status.SUBMITTED.label, OFFICES),
    Kind(Trigger.STATUS, Status.RETURNED, Status.RETURNED.label, FIELD),
    Kind(Trigger.STATUS, Status.ACCEPTED, Status.ACCEPTED.label, FIELD),
    Kind(Trigger.STATUS, Status.READY, Status.READY.label, FIELD),
    Kind(Trigger.OBSTACLE, "", Trigger.OBSTACLE.label, FIELD),
    Kind(Trigger.OFFER, "", Trigger.OFFER.label, (Role.OWNER, *OFFICES)),
)
# Working days by role; a role that is not told is missing.
Days = dict[str, int]
Ladders = dict[tuple[int | None, str, str], tuple[Step, ...]]


def ladder_of(programme: Programme) -> dict[Kind, Days]:
    """What holds for the programme: its own steps, else the default's; two queries."""
    rules = EscalationRule.objects.active()
    rows = list(rules.filter(programme=programme)) + list(rules.filter(programme=None))
    found: dict[Kind, Days] = {}
    for kind in KINDS:
        mine = [r for r in rows if (r.trigger, r.status) == (kind.trigger, kind.status)]
        own = [rule for rule in mine if rule.programme_id]
        found[kind] = {rule.role: rule.after_working_days for rule in own or mine}
    return found


def active_ladders() -> Ladders:
    """All steps in use by (programme or None, trigger, status); one query."""
    found: dict[tuple[int | None, str, str], list[Step]] = defaultdict(list)
    for rule in EscalationRule.objects.active():
        step = Step(rule.step, rule.role, rule.after_working_days, rule.pk)
        found[rule.programme_id, rule.trigger, rule.status].append(step)
    return {key: tuple(steps) for key, steps in found.items()}


def steps_for(ladders: Ladders, programme_id: int, trigger: str, status: str) -> tuple[Step, ...]:
    """The programme's own steps, else the default's."""
    own = ladders.get((programme_id, trigger, status))
    return own or ladders.get((None, trigger, status), ())
