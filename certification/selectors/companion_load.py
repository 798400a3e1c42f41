"""Companions and LP3H at work: open cases, last action, free places. Few queries, whatever size."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Prefetch, Q, Sum
from django.utils import timezone

from accounts.models import CompanionProfile, Organisation, Training, User
from accounts.models.companion import CompanionProfileQuerySet
from certification.enums import PublicStatus, Status
from certification.models import Allocation, Application, StatusChange
from certification.workflow import PUBLIC_STATUS
from ikm.models import Assignment

# Who has done something in these days counts as active.
ACTIVE_DAYS = 28
_NEVER = datetime.date.max
_TRAININGS = Prefetch(
    "user__trainings", Training.objects.select_related("qualification").order_by("-gained_on")
)
_FREE = Sum(F("granted") - F("delegated") - F("reserved") - F("used"), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionLine:
    """A companion with the work of this moment.

    `load` counts businesses with an open application; `stages` those applications by their public
    word. `idle_days` is None when nothing was ever done or assigned; `is_last_assigned` says that
    a new case, and no act of the companion's own, was the last.
    """

    profile: CompanionProfile
    load: int
    stages: tuple[tuple[str, int], ...]
    last_action_on: datetime.date | None
    idle_days: int | None
    is_last_assigned: bool
    is_active: bool
    is_training_expired: bool
    free_places: int
    districts: tuple[str, ...]
    trainings: tuple[Training, ...] = ()

    @property
    def spare(self) -> int:
        return max(self.profile.capacity - self.load, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """An LP3H with its companions, as far as the person sees them."""

    organisation: Organisation
    companion_count: int
    active_count: int
    open_count: int
    free_places: int


# The ways to sort the list: what the page calls them, and the key.
ORDERS: dict[str, tuple[str, Callable[[CompanionLine], Any]]] = {
    "nama": ("Nama", lambda line: line.profile.user.name),
    "kasus": ("Kasus terbanyak", lambda line: -line.load),
    "ruang": ("Ruang terbanyak", lambda line: -line.spare),
    "lama": ("Paling lama tanpa tindakan", lambda line: -_idle_key(line)),
    "pelatihan": ("Pelatihan paling dulu habis", lambda line: line.profile.trained_until or _NEVER),
}


@dataclass(slots=True)
class _Work:
    """What one companion does; days are those of the LP3H's own region."""

    businesses: set[int] = field(default_factory=set)
    stages: Counter[PublicStatus] = field(default_factory=Counter)
    acted_at: datetime.datetime | None = None
    assigned_on: datetime.date | None = None
    free_places: int = 0


def companions_seen_by(user: User) -> CompanionProfileQuerySet:
    """The companions of the own LP3H or province; for a kab/kota those who work or serve there."""
    visible = CompanionProfile.objects.visible_to(user)
    scope = user.scope
    if not scope.is_regional:
        return visible
    there = Application.objects.visible_to(user).open().values("companion_id")
    helping = (
        Assignment.objects.current()
        .filter(scope.in_region("business__regency_id"))
        .values("companion_id")
    )
    return CompanionProfile.objects.filter(
        Q(pk__in=visible.values("pk")) | Q(user__in=there) | Q(user__in=helping)
    )


def companion_lines(profiles: CompanionProfileQuerySet) -> list[CompanionLine]:
    """One line a companion, by name; eight queries."""
    found = list(
        profiles.select_related("user", "organisation__region")
        .prefetch_related("districts", _TRAININGS)
        .order_by("user__name", "pk")
    )
    work = _work_of([profile.user_id for profile in found])
    return [_line(profile, work[profile.user_id]) for profile in found]


def _idle_key(line: CompanionLine) -> int:
    """Who never did anything comes first."""
    return _NEVER.toordinal() if line.idle_days is None else line.idle_days


def sorted_by(lines: Sequence[CompanionLine], order: str) -> list[CompanionLine]:
    """The lines in one of the `ORDERS`; an unknown one is by name."""
    return sorted(lines, key=ORDERS[order][1]) if order in ORDERS else list(lines)


def organisation_lines(user: User) -> list[OrganisationLine]:
    """The LP3H that the person sees, those with most free places first; ten queries."""
    companions = companion_lines(companions_seen_by(user).active())
    members: dict[int, list[CompanionLine]] = defaultdict(list)
    for line in companions:
        members[line.profile.organisation_id].append(line)
    free = _free_by_organisation(user)
    organisations = Organisation.objects.visible_to(user).filter(pk__in={*members, *free})
    rows = [
        OrganisationLine(
            organisation=organisation,
            companion_count=len(members[organisation.pk]),
            active_count=sum(line.is_active for line in members[organisation.pk]),
            open_count=sum(line.load for line in members[organisation.pk]),
            free_places=free.get(organisation.pk, 0),
        )
        for organisation in organisations
    ]
    return sorted(rows, key=lambda row: (-row.free_places, row.organisation.name))


def _free_by_organisation(user: User) -> dict[int, int]:
    places = Allocation.objects.visible_to(user).filter(
        organisation__isnull=False, programme__cancelled_at=None
    )
    sums = places.order_by().values_list("organisation_id").annotate(places=_FREE)
    return {pk: count for pk, count in sums if pk is not None}


def _work_of(companions: list[int]) -> dict[int, _Work]:
    """The work of each person: one query for cases, actions, assignments and places each."""
    work: dict[int, _Work] = defaultdict(_Work)
    cases = Application.objects.open().filter(companion__in=companions).order_by()
    rows = cases.values_list("companion_id", "business_id", "status").annotate(n=Count("pk"))
    for pk, business, status, count in rows:
        work[pk or 0].businesses.add(business)
        work[pk or 0].stages[PUBLIC_STATUS[Status(status)]] += count
    acts = StatusChange.objects.filter(by__in=companions).order_by()
    for pk, moment in acts.values_list("by_id").annotate(last=Max("at")):
        work[pk].acted_at = moment
    assigned = Assignment.objects.filter(companion__in=companions).order_by()
    for pk, day in assigned.values_list("companion_id").annotate(last=Max("started_on")):
        work[pk].assigned_on = day
    places = Allocation.objects.filter(companion__in=companions).order_by()
    for pk, count in places.values_list("companion_id").annotate(places=_FREE):
        work[pk or 0].free_places = count
    return work


def _line(profile: CompanionProfile, work: _Work) -> CompanionLine:
    zone = ZoneInfo(profile.organisation.region.time_zone)
    today = timezone.localdate(timezone=zone)
    acted_on = timezone.localdate(work.acted_at, timezone=zone) if work.acted_at else None
    last = max((day for day in (acted_on, work.assigned_on) if day), default=None)
    return CompanionLine(
        profile=profile,
        load=len(work.businesses),
        stages=tuple((word.label, work.stages[word]) for word in PublicStatus if work.stages[word]),
        last_action_on=last,
        idle_days=(today - last).days if last else None,
        is_last_assigned=last is not None and last != acted_on,
        is_active=acted_on is not None and (today - acted_on).days <= ACTIVE_DAYS,
        is_training_expired=profile.trained_until is not None and profile.trained_until < today,
        free_places=work.free_places,
        districts=tuple(region.name for region in profile.districts.all()),
        trainings=tuple(each for each in profile.user.trainings.all() if _is_in_force(each, today)),
    )


def _is_in_force(training: Training, today: datetime.date) -> bool:
    """As `Training.objects.in_force`, on what is loaded."""
    until = training.valid_until
    return training.gained_on <= today and (until is None or today <= until)
