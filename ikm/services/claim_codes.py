"""Codes that the office hands to an owner on paper: each proves one claim, once."""

import hmac
import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from halalportal.lib.encryption import keyed_index
from ikm import rules
from ikm.errors import NotAllowedError, WrongCodeError
from ikm.models import Business, ClaimCode
from ikm.services import claims

# Without letters and digits that look alike on paper.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH = 8
_LIFE = timedelta(days=30)


@transaction.atomic
def make(*, business: Business, by: User) -> tuple[ClaimCode, str]:
    """Returns a new code, e.g. "K7QM-2XRA", which is kept as a hash only; older ones end.

    Raises:
        NotAllowedError: when `by` is no officer of the region.
        AlreadyOwnedError: when an account is connected already.
    """
    if not rules.can_make_code(by, business):
        raise NotAllowedError
    business = claims.lock_free(business)
    now = timezone.now()
    business.claim_codes.live(now).update(expires_at=now)
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    code = ClaimCode.objects.create(
        business=business,
        code_hash=_hash(business, letters),
        made_by=by,
        expires_at=now + _LIFE,
    )
    record(action="business.claim_code_made", subject=business, by=by)
    return code, f"{letters[:4]}-{letters[4:]}"


def redeem(*, business: Business, text: str, by: User) -> Business:
    """Connects the account of `by`, who holds the paper.

    Raises:
        NotAllowedError: when `by` doesn't act as an owner.
        AlreadyOwnedError: when an account is connected already.
        WrongCodeError: for a wrong, used, old or worn-out code.
    """
    if not rules.can_claim(by):
        raise NotAllowedError
    # The wrong attempt is counted in a transaction that the refusal doesn't take back.
    connected = _try(business, text, by)
    if connected is None:
        raise WrongCodeError
    return connected


@transaction.atomic
def _try(business: Business, text: str, by: User) -> Business | None:
    business = claims.lock_free(business)
    live = business.claim_codes.live(timezone.now())
    wanted = _hash(business, _letters(text))
    code = next((row for row in live if hmac.compare_digest(row.code_hash, wanted)), None)
    if code is None:
        live.update(attempts=F("attempts") + 1)
        return None
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    claims.connect(business, by, by=by, proof="code")
    return business


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _hash(business: Business, letters: str) -> str:
    """Bound to the business, so that a code opens no other."""
    return keyed_index(f"{business.uuid}:{letters}", field="claim_code")
