"""Connecting an account to a record: only a code of the office or an officer proves it.

A matching phone number or NIK proves nothing: lists carry wrong ones, and helpers lend theirs.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from ikm import rules
from ikm.enums import ClaimStatus
from ikm.errors import (
    AlreadyOwnedError,
    ClaimDecidedError,
    NotAllowedError,
    TooManyClaimsError,
)
from ikm.models import Business, Claim

_MOST_WAITING = 5
_OTHER_ACCOUNT = "Usaha ini sudah tersambung ke akun lain."


@transaction.atomic
def request(*, business: Business, note: str, by: User) -> Claim:
    """Asks the officers of the region; asking again changes nothing.

    Raises:
        NotAllowedError: when `by` doesn't act as an owner.
        AlreadyOwnedError: when an account is connected already.
        TooManyClaimsError: when five others of the person wait.
    """
    if not rules.can_claim(by):
        raise NotAllowedError
    business = lock_free(business)
    if by.claims.waiting().exclude(business=business).count() >= _MOST_WAITING:
        raise TooManyClaimsError
    claim, is_new = Claim.objects.get_or_create(
        business=business, user=by, status=ClaimStatus.WAITING, defaults={"note": note}
    )
    if is_new:
        record(action="business.claim_requested", subject=business, by=by, claim=claim.pk)
    return claim


@transaction.atomic
def approve(*, claim: Claim, by: User) -> Claim:
    """Connects the account; other waiting claims of the business are refused.

    Raises:
        NotAllowedError: when `by` is no officer of the region.
        ClaimDecidedError: when the claim was decided before.
        AlreadyOwnedError: when an account is connected already.
    """
    claim = _lock(claim, by)
    business = lock_free(claim.business)
    _decide(claim, ClaimStatus.APPROVED, reason="", by=by)
    connect(business, claim.user, by=by, proof="officer")
    return claim


@transaction.atomic
def refuse(*, claim: Claim, reason: str, by: User) -> Claim:
    """Refuses the claim with a reason that the person reads; raises as `approve`."""
    claim = _lock(claim, by)
    _decide(claim, ClaimStatus.REFUSED, reason=reason, by=by)
    record(action="business.claim_refused", subject=claim.business, by=by, claim=claim.pk)
    return claim


def lock_free(business: Business) -> Business:
    """The locked record, which no account is connected to.

    Raises:
        AlreadyOwnedError: when one is.
    """
    business = Business.objects.living().select_for_update().get(pk=business.pk)
    if business.owner_id:
        raise AlreadyOwnedError
    return business


def connect(business: Business, owner: User, *, by: User, proof: str) -> None:
    """Makes the person the owner of the locked record; `proof` is "code" or "officer"."""
    business.owner = owner
    business.save(update_fields=["owner", "updated_at"])
    for claim in business.claims.waiting():
        if claim.user_id == owner.pk:
            _decide(claim, ClaimStatus.APPROVED, reason="", by=by)
        else:
            _decide(claim, ClaimStatus.REFUSED, reason=_OTHER_ACCOUNT, by=by)
    business.claim_codes.live(timezone.now()).update(expires_at=timezone.now())
    record(action="business.claimed", subject=business, by=by, proof=proof, owner=owner.pk)


def _lock(claim: Claim, by: User) -> Claim:
    """The claim with its business locked first, so that two decisions wait for each other."""
    Business.objects.select_for_update().get(pk=claim.business_id)
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if not rules.can_decide_claim(by, claim):
        raise NotAllowedError
    if claim.status != ClaimStatus.WAITING:
        raise ClaimDecidedError
    return claim


def _decide(claim: Claim, status: ClaimStatus, *, reason: str, by: User) -> None:
    claim.status, claim.reason = status, reason
    claim.decided_by, claim.decided_at = by, timezone.now()
    claim.save(update_fields=["status", "reason", "decided_by", "decided_at"])
