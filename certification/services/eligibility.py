"""Keeping what the rules said of an application, and what a person said of a flagged name."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.eligibility.facts import Facts
from certification.enums import DecisionMoment, NameOpinion
from certification.errors import NameDecidedError
from certification.models import Application, EligibilityDecision, NameReview
from certification.rules import can_review_names
from certification.selectors.eligibility import facts_of, programme_facts, verdict_of
from certification.services.quota import levels_of
from halalportal.audit import services as audit


@transaction.atomic
def decide(*, application: Application, moment: str, by: User | None) -> EligibilityDecision:
    """Keeps what the rules of the day say, with inputs and reasons. It refuses nothing itself.

    When it is sent, each flagged name waits for a person from then on.
    """
    facts = facts_of(application)
    verdict = verdict_of(
        application,
        facts=facts,
        programme=programme_facts(application, has_place=has_place(application)),
        moment=moment,
    )
    decision = EligibilityDecision.objects.create(
        application=application,
        rule_set_id=verdict.rule_set,
        moment=moment,
        outcome=verdict.outcome,
        is_programme_eligible=verdict.is_programme_eligible,
        programme_findings=[asdict(finding) for finding in verdict.programme_findings],
        facts=facts.as_json(),
        findings=verdict.as_json(),
        by=by,
    )
    if moment == DecisionMoment.SUBMITTED:
        _ask_about_names(application, facts)
    audit.record(
        action="eligibility.decided",
        subject=application,
        by=by,
        outcome=decision.outcome,
        rule_set=verdict.rule_set,
        moment=moment,
    )
    return decision


def has_place(application: Application) -> bool:
    """Whether the quota holds a place for the application, or has one free."""
    return application.allocation_id is not None or any(
        level.free > 0 for level in levels_of(application)
    )


def _ask_about_names(application: Application, facts: Facts) -> None:
    """One waiting review for each flagged name; those of names that are gone are dropped."""
    names = [flagged.name for flagged in facts.names]
    application.name_reviews.filter(opinion=NameOpinion.WAITING).exclude(name__in=names).delete()
    NameReview.objects.bulk_create(
        [
            NameReview(
                application=application,
                name=flagged.name,
                word=flagged.word,
                reason=flagged.reason,
            )
            for flagged in facts.names
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def review_name(*, review: NameReview, opinion: str, note: str = "", by: User) -> NameReview:
    """Notes what an officer decided on a flagged name; "rename" has to be mended before sending.

    Raises:
        NameDecidedError: somebody else was faster.
    """
    locked = (
        NameReview.objects.select_for_update(of=("self",))
        .select_related("application__business")
        .get(pk=review.pk)
    )
    if not can_review_names(by, locked.application):
        raise PermissionDenied
    if locked.opinion != NameOpinion.WAITING:
        raise NameDecidedError(locked.name, str(NameOpinion(locked.opinion).label))
    locked.opinion, locked.note, locked.by, locked.at = opinion, note, by, timezone.now()
    locked.save(update_fields=["opinion", "note", "by", "at"])
    audit.record(
        action="eligibility.name_reviewed",
        subject=locked.application,
        by=by,
        review=locked.pk,
        opinion=opinion,
    )
    return locked
