"""The rules as the engine reads them, free of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from certification.enums import Eligibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the decision table; the fields are those of `models.EligibilityRule`."""

    code: str
    condition: str
    priority: int
    outcome: Eligibility
    message: str
    criterion: str
    advice: str
    citation: str
    part: str = ""
    # Who settles later what is unknown when the application is sent; "" is nobody.
    settled_by: str = ""
    # Provinces in which the rule holds; none is everywhere.
    provinces: tuple[str, ...] = ()

    def holds_in(self, province: str) -> bool:
        return not self.provinces or province in self.provinces


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetData:
    """A decree's rules in the order of the table, and its figures."""

    code: str
    name: str
    limits: Mapping[str, Any]
    rules: tuple[Rule, ...]

    def for_regular_track(self) -> "RuleSetData":
        """Without the rules that only send to the regular track: there they are met."""
        kept = tuple(rule for rule in self.rules if rule.outcome != Eligibility.REGULAR)
        return replace(self, rules=kept)
