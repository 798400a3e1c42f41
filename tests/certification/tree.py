"""A programme of a hundred places, shared out down to a companion."""

from dataclasses import dataclass
from typing import Any

from accounts.enums import Role
from accounts.models import Organisation, User
from certification.models import Allocation, Application, Programme
from certification.services import quota
from ikm.models import Business
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    make_application,
    make_companion,
    make_officer,
    make_organisation,
    make_programme,
    make_region,
    make_user,
)


@dataclass(frozen=True)
class Tree:
    """100 places: 60 in East Kutai (30 at an LP3H, 10 of them at its companion), 20 in Samarinda.

    20 stay at the programme; Samarinda has handed 5 to the same LP3H.
    """

    programme: Programme
    lp3h: Organisation
    province: User
    officer: User
    coordinator: User
    companion: User

    def level(self, region: str = "", *, lp3h: bool = False, companion: bool = False) -> Allocation:
        """A level as it stands now."""
        return Allocation.objects.get(
            programme=self.programme,
            region=region or None,
            organisation=self.lp3h if lp3h else None,
            companion=self.companion if companion else None,
        )

    @property
    def root(self) -> Allocation:
        return self.level()

    @property
    def east(self) -> Allocation:
        return self.level(EAST_KUTAI)

    @property
    def samarinda(self) -> Allocation:
        return self.level(SAMARINDA)

    @property
    def leaf(self) -> Allocation:
        """The LP3H in East Kutai."""
        return self.level(EAST_KUTAI, lp3h=True)

    @property
    def own(self) -> Allocation:
        """The companion's."""
        return self.level(EAST_KUTAI, lp3h=True, companion=True)

    @property
    def frees(self) -> tuple[int, int, int, int, int]:
        """Free places of the programme, East Kutai, its LP3H, its companion, and Samarinda."""
        levels = (self.root, self.east, self.leaf, self.own, self.samarinda)
        return levels[0].free, levels[1].free, levels[2].free, levels[3].free, levels[4].free


def make_tree() -> Tree:
    lp3h = make_organisation()
    province = make_officer("64")
    programme = make_programme(by=province, quota=100)
    companion = make_companion(lp3h)
    east, samarinda = make_region(EAST_KUTAI), make_region(SAMARINDA)
    coordinator = make_user(Role.LP3H_COORDINATOR, organisation=lp3h)
    split = quota.split
    split(programme=programme, region=east, count=60, by=province)
    split(programme=programme, region=samarinda, count=20, by=province)
    split(programme=programme, region=east, organisation=lp3h, count=30, by=province)
    split(programme=programme, region=samarinda, organisation=lp3h, count=5, by=province)
    quota.split(
        programme=programme,
        region=east,
        organisation=lp3h,
        companion=companion,
        count=10,
        by=coordinator,
    )
    return Tree(programme, lp3h, province, make_officer(EAST_KUTAI), coordinator, companion)


def make_draft(programme: Programme, business: Business, by: User, **fields: Any) -> Application:
    """A bare draft, written past the services: here only the ledger matters."""
    return make_application(business, programme, by=by, **fields)
