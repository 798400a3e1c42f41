"""Reminders about the days of a programme: its targets, its calls, its beginning and end."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.enums import Role
from accounts.models import Membership, User
from certification.models import NominationRequest, Programme, Target
from halalportal.interface.navigation import address
from halalportal.lib.formats import long_date, number
from reports.selectors.due import Due, RuleInUse, shifted, user_recipient

# How long after the day of a rule it may still speak of it.
LOOK_BACK = datetime.timedelta(days=31)


def target_due(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the province's officers, before the day of a target."""
    day = now.date()
    targets = Target.objects.filter(
        due_on__gte=day - datetime.timedelta(days=1), due_on__lte=day + rule.reach
    ).select_related("programme__region")
    for target in rule.narrow(targets.filter(programme__cancelled_at=None), programme="programme"):
        programme = target.programme
        for officer in people_of([Role.PROVINCE_OFFICER], [programme.region_id]):
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


def programme_day(field: str, rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To who holds places of a programme and to its officers, around its first or last day."""
    day = now.date()
    around = {f"{field}__gte": day - LOOK_BACK, f"{field}__lte": day + rule.reach}
    found = Programme.objects.filter(cancelled_at=None, **around).select_related("region")
    for programme in rule.narrow(found, programme="pk"):
        date: datetime.date = getattr(programme, field)
        due_on = shifted(date, rule)
        for person in _holders(programme):
            yield Due(
                rule=rule,
                period=f"{programme.pk}:{date:%Y%m%d}:{person.pk}",
                region_id=programme.region_id,
                zone=programme.region.time_zone,
                recipient=user_recipient(person),
                due_on=due_on,
                # What is said before the day is wrong after it.
                expires_on=max(date, due_on),
                values={"program": programme.name, "batas": long_date(date)},
                path=f"/program/{programme.slug}/",
            )


def call_due(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the officers of each kab/kota that has not sent its list, before the last day."""
    asked = NominationRequest.objects.waiting().annotate(last=Coalesce("due_on", "call__due_on"))
    asked = asked.filter(last__gte=now.date() - LOOK_BACK, last__lte=now.date() + rule.reach)
    asked = rule.narrow(asked, programme="call__programme")
    for request in asked.select_related("call__programme", "region"):
        until = request.until
        for officer in people_of([Role.REGENCY_OFFICER], [request.region_id]):
            yield Due(
                rule=rule,
                period=f"{request.pk}:{until:%Y%m%d}:{officer.pk}",
                region_id=request.region_id,
                zone=request.region.time_zone,
                recipient=user_recipient(officer),
                due_on=shifted(until, rule),
                expires_on=until,
                values={
                    "permintaan": request.call.name,
                    "program": request.call.programme.name,
                    "jumlah": number(request.places),
                    "batas": long_date(until),
                },
                path=address("certification:request-list"),
            )


def people_of(roles: Iterable[Role], regions: Iterable[str]) -> list[User]:
    """Active people who hold one of the roles in one of the regions."""
    posts = Membership.objects.current().filter(role__in=roles, region__in=regions)
    return list(
        User.objects.filter(memberships__in=posts, is_active=True).distinct().order_by("pk")
    )


def _holders(programme: Programme) -> list[User]:
    levels = programme.allocations.all()
    regions = {level.region_id for level in levels if level.region_id}
    posts = Membership.objects.current().filter(
        Q(role=Role.PROVINCE_OFFICER, region=programme.region_id)
        | Q(role=Role.REGENCY_OFFICER, region__in=regions)
        | Q(
            role=Role.LP3H_COORDINATOR,
            organisation__in={level.organisation_id for level in levels} - {None},
        )
    )
    return list(
        User.objects.filter(memberships__in=posts, is_active=True).distinct().order_by("pk")
    )
