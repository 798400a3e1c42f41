"""Taking a letter back. Its number stays used, and its page says so to anybody."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from reports.enums import LetterState
from reports.models import Letter
from reports.services.letters.locking import lock


@transaction.atomic
def withdraw(*, letter: Letter, reason: str, by: User) -> Letter:
    """Withdraws a letter that has a number, signed or not. Raises `LetterMovedError`."""
    [locked] = lock([letter], LetterState.NUMBERED, LetterState.SIGNED, by=by)
    locked.state = LetterState.WITHDRAWN
    locked.withdrawn_at, locked.withdrawn_by = timezone.now(), by
    locked.withdrawn_reason = reason
    locked.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    audit.record(action="letter.withdrawn", subject=locked, by=by, number=locked.number)
    return locked
