"""Why an application may or may not be self-declared: the rules sorted for reading."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects

from certification.eligibility.engine import Finding, ProgrammeFinding, Verdict
from certification.eligibility.rules import Rule
from certification.eligibility.wording import (
    OUTCOME_SENTENCES,
    OUTCOME_TONES,
    OUTCOME_WORDS,
    REGULAR_READY_SENTENCE,
    WAITING_SENTENCE,
)
from certification.enums import Eligibility, Track
from certification.models import Application, EligibilityDecision
from certification.rules import EDITABLE
from certification.selectors.eligibility import programme_facts, rules_of, verdict_of
from certification.steps import STEP_OF_CONDITION, step_of


@dataclass(frozen=True, slots=True)
class Line:
    """A triggered rule with the page where it is mended ("usaha/nib"; a part's code without)."""

    finding: Finding
    page: str

    @property
    def source(self) -> str:
        return f"{self.finding.citation} ({self.finding.code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """`missing` is mended before sending, `waiting` is looked at by a person, `met` holds.

    `decided_at` is None for what the answers of this moment say.
    """

    word: str
    sentence: str
    tone: str
    rule_set: str
    decided_at: datetime.datetime | None
    missing: list[Line]
    waiting: list[Line]
    met: list[Rule]
    is_programme_eligible: bool | None
    programme: list[ProgrammeFinding]


def explain(application: Application, *, has_place: Callable[[], bool] | None) -> Explanation:
    """What the rules say: while it may change by the answers of now, else as it was decided.

    Args:
        has_place: whether the quota has one; None leaves the programme out until it is sent, which
            keeps an owner's page light.
    """
    decision = None if application.status in EDITABLE else application.decisions.first()
    if decision:
        return _kept(decision, application)
    prefetch_related_objects([application], "products", "materials", "uploads")
    if has_place is None:
        unasked = replace(verdict_of(application), is_programme_eligible=None)
        return _explanation(unasked, application)
    programme = programme_facts(application, has_place=has_place())
    return _explanation(verdict_of(application, programme=programme), application)


def history_of(application: Application) -> list[EligibilityDecision]:
    """The decisions so far, the newest first; one query."""
    return list(application.decisions.select_related("rule_set", "by"))


def _kept(decision: EligibilityDecision, application: Application) -> Explanation:
    """A decision as it was kept; what it doesn't name among its decree's rules was met."""
    findings = tuple(_finding(row) for row in decision.findings)
    named = {finding.condition for finding in findings}
    province = application.regency_id[:2]
    decree = rules_of(decision.rule_set_id)
    if application.track == Track.REGULAR:
        decree = decree.for_regular_track()
    verdict = Verdict(
        rule_set=decree.code,
        rule_set_name=decree.name,
        outcome=Eligibility(decision.outcome),
        findings=findings,
        passed=tuple(
            rule for rule in decree.rules if rule.condition not in named and rule.holds_in(province)
        ),
        is_programme_eligible=decision.is_programme_eligible,
        programme_findings=tuple(ProgrammeFinding(**row) for row in decision.programme_findings),
    )
    return _explanation(verdict, application, decision.at)


def _finding(row: dict[str, object]) -> Finding:
    values: dict[str, object] = {
        **row,
        "outcome": Eligibility(str(row["outcome"])),
        "why": tuple(row["why"]),  # type: ignore[arg-type]
    }
    return Finding(**values)  # type: ignore[arg-type]


def _explanation(
    verdict: Verdict, application: Application, decided_at: datetime.datetime | None = None
) -> Explanation:
    sentence, tone = _summary(verdict, application)
    return Explanation(
        word="Bisa dikirim" if sentence == WAITING_SENTENCE else OUTCOME_WORDS[verdict.outcome],
        sentence=sentence,
        tone=tone,
        rule_set=verdict.rule_set_name,
        decided_at=decided_at,
        missing=[_line(finding) for finding in verdict.blocking],
        waiting=[_line(finding) for finding in verdict.findings if not finding.blocks_sending],
        met=list(verdict.passed),
        is_programme_eligible=verdict.is_programme_eligible,
        programme=list(verdict.programme_findings),
    )


def _summary(verdict: Verdict, application: Application) -> tuple[str, str]:
    """The outcome in one sentence, and how loud it is."""
    if verdict.is_ready and application.track == Track.REGULAR:
        return REGULAR_READY_SENTENCE, "done"
    if not verdict.is_ready and not verdict.blocking:
        return WAITING_SENTENCE, "waiting"
    return OUTCOME_SENTENCES[verdict.outcome], OUTCOME_TONES[verdict.outcome]


def _line(finding: Finding) -> Line:
    step = step_of(finding.part, STEP_OF_CONDITION.get(finding.condition, ""))
    return Line(finding, step.page if step else "")
