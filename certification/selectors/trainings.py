"""Which bimtek a case asks of its companion, and who has it."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import Qualification, Training
from certification.models import Application, Programme

Codes = frozenset[str]


def lacking(programme: Programme, user_id: int | None) -> Qualification | None:
    """What the programme asks for and the person doesn't have today; None when nothing lacks."""
    asked = programme.required_qualification
    if asked is None or user_id is None:
        return None
    today = timezone.localdate(timezone=ZoneInfo(programme.region.time_zone))
    held = Training.objects.in_force(today).filter(user=user_id, qualification=asked)
    return None if held.exists() else asked


def needs_of(businesses: Collection[int]) -> dict[int, Codes]:
    """Business id → what its open applications ask of a companion, if anything; one query."""
    found: dict[int, set[str]] = defaultdict(set)
    asking = Application.objects.open().filter(
        business__in=businesses, programme__required_qualification__isnull=False
    )
    rows = asking.order_by().values_list("business_id", "programme__required_qualification_id")
    for business, code in rows:
        found[business].add(code or "")
    return {business: frozenset(codes) for business, codes in found.items()}


def skills_of(users: Collection[int], day: datetime.date) -> dict[int, Codes]:
    """User id → the qualifications in force on a day; one query."""
    found: dict[int, set[str]] = defaultdict(set)
    held = Training.objects.in_force(day).filter(user__in=users).order_by()
    for user, code in held.values_list("user_id", "qualification_id"):
        found[user].add(code)
    return {user: frozenset(codes) for user, codes in found.items()}
