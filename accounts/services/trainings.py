"""What people have learned: noted when a certificate shows it, taken away when it is withdrawn."""

import calendar
import datetime
from collections.abc import Mapping

from django.db import transaction

from accounts.models import Qualification, Training, User
from halalportal.audit.services import record


@transaction.atomic
def gain(
    *, qualification: Qualification, evidence: Mapping[int, str], on: datetime.date, by: User
) -> int:
    """Notes that people have a qualification since a day, and returns how many were new.

    Whoever calls it has made sure that `by` may give them what shows it.

    Args:
        evidence: user id → what shows it, e.g. the number of a certificate and its office.
    """
    known = Training.objects.filter(qualification=qualification, evidence__in=evidence.values())
    shown = set(known.values_list("user_id", "evidence"))
    new = [(pk, text) for pk, text in evidence.items() if (pk, text) not in shown]
    until = _end(on, qualification.valid_months)
    Training.objects.bulk_create(
        Training(
            user_id=pk, qualification=qualification, gained_on=on, valid_until=until, evidence=text
        )
        for pk, text in new
    )
    if new:
        record(action="training.gained", subject=qualification, by=by, count=len(new))
    return len(new)


@transaction.atomic
def lose(*, qualification: Qualification, evidence: str, by: User) -> int:
    """Takes away what one certificate gave, and returns from how many people."""
    found = Training.objects.filter(qualification=qualification, evidence=evidence)
    count, _ = found.delete()
    if count:
        record(action="training.lost", subject=qualification, by=by, evidence=evidence)
    return count


def _end(start: datetime.date, months: int | None) -> datetime.date | None:
    """The same day so many months later, the last of a shorter month; None without an end."""
    if months is None:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(start.day, last))
