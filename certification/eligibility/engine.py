"""From facts and rules to one outcome with every rule that triggered."""

from dataclasses import asdict, dataclass
from typing import Any

from certification.eligibility.answers import Answer, State
from certification.eligibility.conditions import CONDITIONS
from certification.eligibility.facts import Facts
from certification.eligibility.rules import Rule, RuleSetData
from certification.enums import Eligibility

# From worst to best, as the choices are written.
_ORDER = tuple(Eligibility)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One triggered rule. `why` holds one sentence for each thing that is the matter.

    `is_unknown` tells that nobody has answered yet; `settled_by` who may answer it after sending
    ("companion", "officer"; "" when it has to be mended before).
    """

    code: str
    condition: str
    message: str
    outcome: Eligibility
    criterion: str
    why: tuple[str, ...]
    advice: str
    citation: str
    part: str
    is_unknown: bool
    settled_by: str

    @property
    def blocks_sending(self) -> bool:
        """Whether it has to be mended before the application is sent."""
        waits = self.is_unknown and bool(self.settled_by)
        return self.outcome != Eligibility.READY and not waits


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFinding:
    """A condition of the programme that is not met (`is_unknown`: not yet known to be met)."""

    code: str
    criterion: str
    why: str
    citation: str
    is_unknown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules say. `passed` are the rules that did not trigger.

    `is_programme_eligible` is None while something about the programme is unknown.
    """

    rule_set: str
    rule_set_name: str
    outcome: Eligibility
    findings: tuple[Finding, ...]
    passed: tuple[Rule, ...]
    is_programme_eligible: bool | None
    programme_findings: tuple[ProgrammeFinding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What has to be mended before sending."""
        return tuple(finding for finding in self.findings if finding.blocks_sending)

    @property
    def is_ready(self) -> bool:
        return self.outcome == Eligibility.READY

    def as_json(self) -> list[dict[str, Any]]:
        """The findings as a decision keeps them."""
        return [asdict(finding) for finding in self.findings]


def evaluate(rule_set: RuleSetData, facts: Facts) -> Verdict:
    """The worst outcome of all rules, with every rule that triggered; the same facts, the same.

    What is unknown triggers its rule as "incomplete", whatever the rule would say when it failed.
    """
    findings: list[Finding] = []
    passed: list[Rule] = []
    for rule in rule_set.rules:
        if not rule.holds_in(facts.province):
            continue
        answer = CONDITIONS[rule.condition](facts, rule_set)
        if answer.state == State.MET:
            passed.append(rule)
        else:
            findings.append(_finding(rule, answer))
    programme = _programme_findings(facts)
    return Verdict(
        rule_set=rule_set.code,
        rule_set_name=rule_set.name,
        outcome=worst(finding.outcome for finding in findings),
        findings=tuple(findings),
        passed=tuple(passed),
        is_programme_eligible=_is_eligible(programme),
        programme_findings=programme,
    )


def worst(outcomes: Any) -> Eligibility:
    """The worst of these; "ready" when there are none."""
    return min(map(Eligibility, outcomes), key=_ORDER.index, default=Eligibility.READY)


def is_worse(one: Eligibility, other: Eligibility) -> bool:
    return _ORDER.index(one) < _ORDER.index(other)


def _finding(rule: Rule, answer: Answer) -> Finding:
    is_unknown = answer.state == State.UNKNOWN
    # A rule that only warns goes on only warning.
    is_softer = is_unknown and is_worse(rule.outcome, Eligibility.INCOMPLETE)
    return Finding(
        code=rule.code,
        condition=rule.condition,
        message="M_DOC" if is_softer else rule.message,
        outcome=Eligibility.INCOMPLETE if is_softer else rule.outcome,
        criterion=rule.criterion,
        why=answer.sentences,
        # What to do when it fails says nothing to somebody who has not answered yet.
        advice="" if is_softer else rule.advice,
        citation=rule.citation,
        part=rule.part,
        is_unknown=is_unknown,
        settled_by=rule.settled_by,
    )


def _programme_findings(facts: Facts) -> tuple[ProgrammeFinding, ...]:
    return tuple(
        ProgrammeFinding(
            code=fact.code,
            criterion=fact.criterion,
            why=fact.why,
            citation=fact.citation,
            is_unknown=fact.has_passed is None,
        )
        for fact in facts.programme
        if fact.has_passed is not True
    )


def _is_eligible(findings: tuple[ProgrammeFinding, ...]) -> bool | None:
    if any(not finding.is_unknown for finding in findings):
        return False
    return None if findings else True
