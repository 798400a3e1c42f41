"""Reminders about the days of targets."""

import datetime
from collections.abc import Iterator

from django.db.models import Q

from accounts.enums import Role
from accounts.models import User
from certification.models import Target
from halalportal.lib.formats import long_date, number
from reports.models import ReminderRule
from reports.selectors.due import Due, shifted, user_recipient

# The furthest that a rule may look ahead; wider than any offset in use.
LOOK_AHEAD = datetime.timedelta(days=31)


def target_due(rule: ReminderRule, now: datetime.datetime) -> Iterator[Due]:
    """To the province's officers, before the day of a target."""
    day = now.date()
    targets = Target.objects.filter(
        due_on__gte=day - datetime.timedelta(days=1), due_on__lte=day + LOOK_AHEAD
    ).select_related("programme__region")
    for target in targets:
        programme = target.programme
        for officer in officers_of(programme.region_id):
            yield Due(
                rule=rule,
                period=f"{target.pk}:{target.due_on:%Y%m%d}:{officer.pk}",
                region_id=programme.region_id,
                zone=programme.region.time_zone,
                recipient=user_recipient(officer),
                due_on=shifted(target.due_on, rule),
                expires_on=target.due_on,
                values={
                    "target": target.name,
                    "program": programme.name,
                    "jumlah": f"{number(target.quantity)} {target.unit}",
                    "batas": long_date(target.due_on),
                },
                path=f"/laporan/{programme.slug}/",
            )


def officers_of(region_code: str) -> list[User]:
    """Active officers of a province."""
    mine = Q(
        memberships__role=Role.PROVINCE_OFFICER,
        memberships__region_id=region_code,
        memberships__ended_on=None,
    )
    return list(User.objects.filter(mine, is_active=True).distinct().order_by("pk"))
