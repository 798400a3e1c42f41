"""Four weeks of escalation: an accepted case, the runs, and the digests that came of them."""

from datetime import UTC, datetime, timedelta

import time_machine

from accounts.models import User
from certification.enums import Status
from certification.models import Application, Programme
from reports.models import Reminder
from reports.services import escalation
from tests.factories import make_business
from tests.reports.conftest import MakeCase

MONDAY = datetime(2026, 10, 5, 1, tzinfo=UTC)  # 09.00 WITA; four weeks without a holiday
DAY = timedelta(days=1)


def accepted(
    make_case: MakeCase, programme: Programme, *, companion: User, by: User
) -> Application:
    """Accepted on Monday, entrusted to the companion of an LP3H."""
    membership = companion.active_membership
    assert membership
    return make_case(
        make_business(),
        programme,
        by=by,
        status=Status.ACCEPTED,
        since=MONDAY,
        companion=companion,
        organisation=membership.organisation,
    )


def tell(moment: datetime) -> int:
    with time_machine.travel(moment, tick=False):
        return escalation.tell(now=moment)


def digests() -> list[tuple[str, int]]:
    """Who got digests, and the number of notices in each."""
    rows = Reminder.objects.filter(rule="escalation-digest").order_by("pk")
    return [(row.address, row.escalations.count()) for row in rows]


def working_days_later(count: int) -> datetime:
    weeks, days = divmod(count, 5)
    return MONDAY + weeks * 7 * DAY + days * DAY
