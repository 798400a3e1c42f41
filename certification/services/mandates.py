"""Giving and revoking mandates, and refusing whoever acts without one."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification import rules
from certification.enums import MandateProof, MandateTask
from certification.errors import (
    MandateDatesError,
    MandateMissingError,
    MandateOverError,
    MandateTooSmallError,
    WordsChangedError,
)
from certification.models import Mandate
from certification.selectors.mandates import LONGEST_DAYS, Terms, today_at, words_for
from certification.services import mandate_papers
from certification.services.companions import current_assignment
from halalportal.audit import services as audit
from halalportal.lib.uploads import Cleaned
from ikm.models import Business

REPLACED = "Diganti kuasa baru"


@dataclass(frozen=True, slots=True)
class Paper:
    """What the owner signed or put a thumb on: the words by their hash, and the cleaned photo."""

    words_sha256: str
    photo: Cleaned
    is_thumb: bool = False


@transaction.atomic
def grant(*, terms: Terms, paper: Paper, by: User) -> Mandate:
    """Records what the owner signed; an earlier mandate for the same helper ends.

    Raises:
        MandateDatesError: the last day is over, or more than a year away.
        WordsChangedError: the paper says something else than the portal would say now.
    """
    refuse_strangers(by, terms.business)
    day = today_at(terms.business.regency)
    refuse_dates(terms.ends_on, day)
    words = words_for(terms, day)
    if words.sha256 != paper.words_sha256:
        raise WordsChangedError
    mandate = Mandate(
        wording=words.wording,
        text=words.text,
        text_sha256=words.sha256,
        proof=MandateProof.THUMB if paper.is_thumb else MandateProof.PAPER,
        business=terms.business,
        holder=terms.helper.holder or by,
        region=terms.helper.region,
        organisation=terms.helper.organisation,
        scope=list(terms.tasks),
        given_on=day,
        ends_on=terms.ends_on,
        recorded_by=by,
    )
    mandate_papers.keep(mandate, paper.photo)
    return add(mandate, by=by)


def add(mandate: Mandate, *, by: User) -> Mandate:
    """Saves a mandate in place of an earlier one for the same helper, in the transaction."""
    same = {"region": mandate.region} if mandate.region else {"holder": mandate.holder}
    earlier = mandate.business.mandates.in_force(mandate.given_on).filter(**same)
    if not mandate.region:
        earlier = earlier.filter(region=None)
    for old in earlier.select_for_update(of=("self",)).order_by("pk"):
        _end(old, by=by, reason=REPLACED)
    mandate.save()
    audit.record(
        action="mandate.given",
        subject=mandate,
        by=by,
        business=mandate.business_id,
        proof=mandate.proof,
        scope=mandate.scope,
    )
    return mandate


@transaction.atomic
def revoke(*, mandate: Mandate, by: User, reason: str = "") -> Mandate:
    """Ends a mandate at once; what was done under it stays as it is.

    Raises:
        MandateOverError: somebody revoked it, or its last day has passed.
    """
    related = Mandate.objects.select_for_update(of=("self",)).select_related("business__regency")
    locked = related.get(pk=mandate.pk)
    if not rules.can_revoke(by, locked):
        raise PermissionDenied
    if locked.revoked_at or locked.is_over(today_at(locked.business.regency)):
        raise MandateOverError
    return _end(locked, by=by, reason=reason.strip())


def _end(mandate: Mandate, *, by: User, reason: str) -> Mandate:
    mandate.revoked_at, mandate.revoked_by = timezone.now(), by
    mandate.revoked_reason = reason[:200]
    mandate.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    audit.record(action="mandate.revoked", subject=mandate, by=by, business=mandate.business_id)
    return mandate


def refuse_strangers(by: User, business: Business) -> None:
    """Only who may help the owner of this business records a mandate of the owner."""
    assignment = current_assignment(business)
    is_assigned = assignment is not None and assignment.companion_id == by.pk
    if not rules.can_help(by, business, is_assigned=is_assigned):
        raise PermissionDenied


def refuse_dates(ends_on: datetime.date, day: datetime.date) -> None:
    if not day <= ends_on <= day + datetime.timedelta(days=LONGEST_DAYS):
        raise MandateDatesError


def refuse_without(by: User, business: Business, mandate: Mandate | None, task: str) -> None:
    """Owners act for themselves; everybody else under a mandate for this task.

    Raises:
        MandateMissingError: there is none in force.
        MandateTooSmallError: it is for something else.
    """
    if rules.may_act(by, business, mandate, task):
        return
    if mandate is None:
        raise MandateMissingError
    raise MandateTooSmallError(MandateTask(task).label)
