"""The dinas, the LP3H and the people of a province."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from accounts.demo import PHONE, Post, make_organisation, make_person
from accounts.enums import OFFICERS, OrganisationKind
from accounts.enums import Role as RoleCode
from accounts.models import Organisation, User
from regions.models import Region
from reports.demo.tables import Role, people_of, rows_of


@dataclass(slots=True)
class Cast:
    """Everybody whom a scenario needs, found by what they do."""

    office: Organisation
    regency_offices: dict[str, Organisation]
    lp3h: dict[str, Organisation]
    by_email: dict[str, User] = field(default_factory=dict)
    officers: dict[str, list[User]] = field(default_factory=lambda: defaultdict(list))
    companions: dict[str, list[User]] = field(default_factory=lambda: defaultdict(list))

    @property
    def province_officer(self) -> User:
        return self.officers[self.office.region_id][0]

    def officer_of(self, region_code: str) -> User:
        """The kab/kota's first officer; in the kabupaten of the demo accounts, kab@demo.id."""
        return self.officers[region_code][0]


def make_cast(*, province: Region, name: str, since: datetime.date, first_phone: int = 1) -> Cast:
    """Makes the organisations and people of `data/<name>_lp3h.csv` and `data/<name>_people.csv`.

    Args:
        first_phone: where the people's demo phone numbers begin; a number is given once.
    """
    cast = Cast(
        office=make_organisation(
            kind=OrganisationKind.DINAS,
            name=f"Dinas Perindustrian, Perdagangan, Koperasi, dan UKM Provinsi {province.name}",
            short_name=f"Disperindagkop {province.name}"[:40],
            region_code=province.code,
        ),
        regency_offices={r.code: _office_of(r) for r in province.children.all()},
        lp3h={row["code"]: _lp3h(row) for row in rows_of(f"{name}_lp3h.csv")},
    )
    people = groupby(people_of(f"{name}_people.csv"), key=lambda role: (role.email, role.name))
    for number, (_, roles) in enumerate(people, start=first_phone):
        _add(cast, list(roles), phone=PHONE.format(number), since=since)
    return cast


def _office_of(region: Region) -> Organisation:
    return make_organisation(
        kind=OrganisationKind.DINAS,
        name=f"Dinas Perindustrian dan Perdagangan {region.name}",
        short_name=f"Disperindag {region.name}"[:40],
        region_code=region.code,
    )


def _lp3h(row: dict[str, str]) -> Organisation:
    return make_organisation(
        kind=OrganisationKind.LP3H,
        name=row["name"],
        short_name=row["short_name"],
        region_code=row["region_code"],
    )


def _add(cast: Cast, roles: list[Role], *, phone: str, since: datetime.date) -> None:
    first = roles[0]
    posts = [Post(r.role, r.region_code, cast.lp3h.get(r.lp3h)) for r in roles]
    user = make_person(name=first.name, phone=phone, email=first.email, posts=posts, since=since)
    if first.email:
        cast.by_email[first.email] = user
    for role in roles:
        if role.role in OFFICERS:
            cast.officers[role.region_code].append(user)
        elif role.role == RoleCode.COMPANION:
            cast.companions[role.lp3h].append(user)
