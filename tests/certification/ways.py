"""Applications of both tracks taken along their ways, by the one door for the status."""

from collections import deque
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from certification.enums import Status
from certification.models import Application, Programme, ReturnReason, StopReason
from certification.services.status import Mending, claim, move
from certification.workflow import RETURNS, transitions_for
from tests.factories import (
    EAST_KUTAI,
    make_application,
    make_business,
    make_companion,
    make_mandate,
    make_officer,
    make_organisation,
    make_programme,
    make_region,
    make_user,
)

_numbers = count(100_000)


@dataclass(frozen=True)
class People:
    """One of each role in East Kutai, or one of each from elsewhere."""

    owner: User
    companion: User
    coordinator: User
    officer: User
    province: User
    head: User
    auditor: User

    @property
    def all(self) -> dict[str, User]:
        return dict(vars(self))

    def of(self, roles: frozenset[Role]) -> User:
        """Somebody who has one of the roles."""
        return next(user for user in self.all.values() if user.role in roles)


def make_people(region: str = EAST_KUTAI) -> People:
    """Companion and coordinator of one LP3H, officers of the region and of its province."""
    lp3h = make_organisation()
    make_region(region)
    return People(
        owner=make_user(Role.OWNER),
        companion=make_companion(lp3h),
        coordinator=make_user(Role.LP3H_COORDINATOR, organisation=lp3h),
        officer=make_officer(region),
        province=make_officer(region[:2]),
        head=make_user(Role.HEAD, region=region[:2]),
        auditor=make_user(Role.AUDITOR, region=region[:2]),
    )


def make_case(people: People, track: str, *, programme: Programme | None = None) -> Application:
    """A draft of the owner's on a track, in the hands of everybody of the region."""
    programme = programme or make_programme(by=people.province, track=track, quota=50)
    business = make_business(owner=people.owner)
    for helper in (people.companion, people.officer):
        make_mandate(business, helper)
    membership = people.companion.active_membership
    assert membership
    return make_application(
        business,
        programme,
        by=people.owner,
        companion=people.companion,
        organisation=membership.organisation,
    )


def path_to(track: str, status: Status) -> list[str]:
    """The shortest way from a draft to a status."""
    queue: deque[tuple[Status, list[str]]] = deque([(Status.DRAFT, [])])
    seen = {Status.DRAFT}
    while queue:
        here, names = queue.popleft()
        if here == status:
            return names
        for step in transitions_for(track).values():
            if here in step.sources and step.target not in seen:
                seen.add(step.target)
                queue.append((step.target, [*names, step.name]))
    raise LookupError(status)


def take(application: Application, name: str, by: User, **more: Any) -> Application:
    """One step with what the step writes besides the status."""
    with transaction.atomic():
        locked = claim(application, name, by=by)
        return move(locked, name, by=by, **(_extras(locked, name) | more))


def bring(application: Application, status: Status, people: People) -> Application:
    """Takes a draft to a status, each step by somebody whose it is."""
    for name in path_to(application.track, status):
        step = transitions_for(application.track)[name]
        application = take(application, name, people.of(step.roles))
    return application


def _extras(application: Application, name: str) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if name in RETURNS:
        extras["returned_count"] = application.returned_count + 1
        extras["items"] = [Mending(ReturnReason.objects.get(pk="product-photo"))]
    if name == "stop":
        extras["stop_reason"] = StopReason.objects.get(pk="withdrawn")
    if name == "enter":
        extras["sihalal_number"] = f"SH2026-1-{next(_numbers)}"
    return extras
