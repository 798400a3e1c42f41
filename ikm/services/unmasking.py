"""Showing personal data in the clear: only to some, for a purpose, and on record."""

from django.db import transaction

from accounts.models import User
from halalportal.audit.services import record
from ikm import rules
from ikm.errors import NotAllowedError, PurposeMissingError
from ikm.models import Business, Unmasking

_FINANCES = ("capital", "sales", "investment")


@transaction.atomic
def unmask(*, business: Business, purpose: str, by: User) -> dict[str, str | int]:
    """Returns the personal data that are known, by field name, and writes down who saw them.

    Amounts are in rupiah. Nothing known is nothing shown and nothing written.

    Raises:
        NotAllowedError: for a role that never sees them, or a business out of sight.
        PurposeMissingError: without a purpose.
    """
    if not rules.can_unmask(by):
        raise NotAllowedError
    if not purpose.strip():
        raise PurposeMissingError
    seen = Business.objects.visible_to(by).filter(pk=business.pk).first()
    if seen is None:
        raise NotAllowedError
    values = _personal_data(seen)
    if values:
        _write_down(seen, list(values), purpose.strip(), by)
    return values


def _personal_data(business: Business) -> dict[str, str | int]:
    texts = {name: getattr(business, name) for name in ("nik", "npwp", "phone", "email")}
    finances = business.finances
    amounts = {name: getattr(finances, name) for name in _FINANCES}
    known = {name: text for name, text in texts.items() if text}
    return known | {name: amount for name, amount in amounts.items() if amount is not None}


def _write_down(business: Business, fields: list[str], purpose: str, by: User) -> None:
    Unmasking.objects.create(
        business=business, by=by, role=by.role, fields=fields, purpose=purpose[:200]
    )
    # The purpose may name a person, so it stays out of the trail.
    record(action="business.unmasked", subject=business, by=by, fields=fields)
