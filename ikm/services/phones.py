"""Numbers at which nobody is reached: noted by who tried, forgotten when somebody was."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from ikm.enums import PhoneProblem
from ikm.models import UnreachablePhone


@transaction.atomic
def note_unreachable(*, phone: str, problem: PhoneProblem, by: User) -> UnreachablePhone:
    """Keeps that nobody is reached at the number; it is a gap of every business that has it."""
    row, _ = UnreachablePhone.objects.update_or_create(
        phone=phone,
        defaults={"problem": problem, "noted_by": by, "noted_at": timezone.now()},
    )
    record(action="phone.unreachable", subject=row, by=by, problem=problem)
    return row


@transaction.atomic
def note_reached(*, phone: str, by: User | None = None) -> None:
    """Somebody was reached there after all."""
    for row in UnreachablePhone.objects.select_for_update().filter(phone=phone):
        record(action="phone.reached", subject=row, by=by)
        row.delete()
