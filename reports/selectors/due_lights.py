"""Reminders about targets that fall behind, by the light as it was last seen."""

import datetime
from collections.abc import Iterator

from accounts.enums import Role
from accounts.models import User
from certification.enums import Light
from halalportal.lib.formats import long_date
from reports.models import TargetLight
from reports.selectors.due import USEFUL_DAYS, Due, RuleInUse, shifted, user_recipient
from reports.selectors.due_dates import people_of

AT_RISK = (Light.YELLOW, Light.RED)


def target_at_risk(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the officers of the place and of the province, and to the head; once for each change."""
    seen = TargetLight.objects.filter(
        light__in=AT_RISK,
        since__gte=now.date() - datetime.timedelta(days=2 * USEFUL_DAYS),
        target__programme__cancelled_at=None,
    )
    seen = rule.narrow(seen, programme="target__programme")
    for row in seen.select_related("target__programme__region"):
        target, programme = row.target, row.target.programme
        due_on = shifted(row.since, rule)
        for person in _told(programme.region_id, target.region_id):
            yield Due(
                rule=rule,
                period=f"{target.pk}:{row.light}:{row.since:%Y%m%d}:{person.pk}",
                region_id=programme.region_id,
                zone=programme.region.time_zone,
                recipient=user_recipient(person),
                due_on=due_on,
                expires_on=due_on + datetime.timedelta(days=USEFUL_DAYS),
                values={
                    "target": target.name,
                    "program": programme.name,
                    "keadaan": Light(row.light).label.lower(),
                    "sebab": row.reason,
                    "batas": long_date(target.due_on),
                },
                path=f"/laporan/{programme.slug}/",
            )


def _told(province: str, place: str | None) -> Iterator[User]:
    yield from people_of([Role.PROVINCE_OFFICER, Role.HEAD], [province])
    if place and place != province:
        yield from people_of([Role.REGENCY_OFFICER], [place])
