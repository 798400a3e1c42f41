"""Who plays which part: a business, a companion and an LP3H for every application of a story."""

import datetime
import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from accounts.demo import make_owners
from accounts.models import User
from certification.demo import Case
from certification.demo.answers import class_of
from certification.enums import Status
from certification.models import SelfDeclareClass
from ikm.enums import OperationalStatus
from ikm.models import Assignment, Business
from ikm.sizes import Finances
from reports.demo.people import Cast
from reports.demo.pool import Pool
from reports.demo.tables import Branch

_OWNERS_WITH_ACCOUNT = 0.15
_HELPED_EVERY = 3
_LEAST_SALES = 40_000_000  # rupiah a year
_SILENT_ABOUT_SALES = 5  # one in so many
_NOT_VISITED = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED)
_KBLI_VERSION = 2020
# Few companions do most of the work (press, June 2025): the weights of the first ones.
_WORKLOAD = (1, 8, 4, 3)
# NIBs of businesses that got one on the way; no office gives out numbers of this block.
_NIB = "98000{:08d}"
_NIB_OF_NAMED = "98001{:08d}"
_CHANGED = (
    "name",
    "brand",
    "owner",
    "owner_name",
    "nib",
    "phone",
    "is_mentored",
    "operational_status",
    "finances_sealed",
    "established_year",
    "kbli_code",
)


@dataclass(slots=True)
class Part:
    """One application to be: in which branch of the quota, how far it came, and who is in it."""

    branch: Branch
    status: Status
    business: Business
    companion: User | None
    officer: User

    @property
    def filed_by(self) -> User:
        """The owner where there is an account, else the companion or the office for the owner.

        Some owners with an account let their companion do it all the same.
        """
        is_helped = self.status not in _NOT_VISITED and self.business.uuid.int % _HELPED_EVERY == 0
        if is_helped and self.companion:
            return self.companion
        return self.business.owner or self.companion or self.officer


def assign_parts(
    branches: Iterable[Branch], *, cast: Cast, pool: Pool, rng: random.Random
) -> list[Part]:
    """A part for every application in the branches' table; nothing is written."""
    return [
        Part(
            branch,
            status,
            pool.take(branch.region_code),
            _companion(cast, branch, rng),
            cast.officers[branch.region_code][-1],
        )
        for branch in branches
        for status, count in branch.counts.items()
        for _ in range(count)
    ]


def _companion(cast: Cast, branch: Branch, rng: random.Random) -> User:
    companions = cast.companions[branch.lp3h]
    weights = [*_WORKLOAD, *[1] * len(companions)][: len(companions)]
    return rng.choices(companions, weights=weights)[0]


def write_parts(parts: list[Part], *, cast: Cast, since: datetime.date, rng: random.Random) -> None:
    """Owners' accounts, what is known of the businesses by now, and who helps them."""
    _give_accounts(parts, since=since, rng=rng)
    taken = Business.objects.filter(nib__startswith=_NIB[:5]).count()
    for number, part in enumerate(parts, start=taken + 1):
        part.business.nib = part.business.nib or _NIB.format(number)
        # Companions register owners who have no phone under their own number.
        helper = part.companion or part.officer
        part.business.phone = part.business.phone or helper.phone or ""
        part.business.is_mentored = True
        part.business.operational_status = OperationalStatus.ACTIVE
        _tell_sales(part)
        _mend_kbli(part.business, since)
    Business.objects.bulk_update([part.business for part in parts], _CHANGED, batch_size=200)
    Assignment.objects.bulk_create(
        Assignment(
            business=part.business,
            companion=part.companion,
            organisation=cast.lp3h[part.branch.lp3h],
            started_on=since,
        )
        for part in parts
        if part.companion
    )


def _tell_sales(part: Part) -> None:
    """Most say what they sell in a year; what the others sell the companion asks."""
    business, chance = part.business, part.business.uuid.int >> 64
    business.established_year = business.established_year or 2008 + chance % 12
    if part.status not in _NOT_VISITED or chance % _SILENT_ABOUT_SALES:
        sales = _LEAST_SALES + chance % 30 * 10_000_000
        business.seal_finances(Finances(sales=sales).over(business.finances))


def _mend_kbli(business: Business, day: datetime.date) -> None:
    """The NIB names the KBLI of what is made, as the office asked for it before the filing."""
    fitting = _kbli_codes().get(class_of(business, day), [])
    if fitting and business.kbli_code not in fitting:
        business.kbli_code = fitting[0]


@lru_cache(maxsize=1)
def _kbli_codes() -> dict[str, list[str]]:
    rows = SelfDeclareClass.objects.filter(kbli_version=_KBLI_VERSION)
    return dict(rows.values_list("product_class_id", "kbli_codes"))


def give_nibs(businesses: Iterable[Business]) -> None:
    """Whoever is named as a candidate got a NIB by then."""
    missing = [business for business in businesses if not business.nib]
    taken = Business.objects.filter(nib__startswith=_NIB_OF_NAMED[:5]).count()
    for number, business in enumerate(missing, start=taken + 1):
        business.nib = _NIB_OF_NAMED.format(number)
    Business.objects.bulk_update(missing, ["nib"])


def _give_accounts(parts: list[Part], *, since: datetime.date, rng: random.Random) -> None:
    """Some owners sign in by their own phone number; a number may belong to one account only."""
    taken = set(User.objects.exclude(phone=None).values_list("phone", flat=True))
    chosen: dict[str, Business] = {}
    for part in parts:
        business = part.business
        wants = rng.random() < _OWNERS_WITH_ACCOUNT and not business.owner
        if wants and business.phone and business.phone not in taken:
            chosen.setdefault(business.phone, business)
    people = [(business.owner_name, phone) for phone, business in chosen.items()]
    for business, owner in zip(chosen.values(), make_owners(people, since=since), strict=True):
        business.owner = owner


def record_visits(cases: Iterable[Case]) -> None:
    """A companion's verification is also the last look at the business."""
    visited = []
    for case in cases:
        if verified_at := case.at("verify"):
            case.business.last_verified_at = verified_at
            visited.append(case.business)
    Business.objects.bulk_update(visited, ["last_verified_at"], batch_size=200)
