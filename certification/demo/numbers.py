"""Numbers of applications, SiHalal registrations and certificates, in the order of time."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from certification.demo.plan import Case
from certification.models import Application, Certificate
from certification.services.numbers import take

# Serial numbers far above those in use, so that no real registration or certificate is meant.
_FIRST_REGISTRATION, _FIRST_SERIAL = 990_001, 900_000_001


def application_numbers(cases: Sequence[Case]) -> list[str]:
    """The next numbers of each year, without a gap, for cases in the order of their filing."""
    years = Counter(case.filed_at.year for case in cases)
    waiting = {year: iter(take(year=year, count=count)) for year, count in years.items()}
    return [next(waiting[case.filed_at.year]) for case in cases]


def registration_numbers(cases: Iterable[Case]) -> dict[int, str]:
    """SiHalal numbers by `id(case)`, in the order in which the cases were entered."""
    first = _FIRST_REGISTRATION + Application.objects.exclude(sihalal_number="").count()
    entered = in_order_of("enter", cases)
    return {id(case): f"SH{at.year}-1-{n}" for n, (at, case) in enumerate(entered, first)}


def certificate_numbers(cases: Iterable[Case], zone: ZoneInfo) -> dict[int, str]:
    """Certificate numbers by `id(case)`, in the order of their issue: shape `ID` and 17 digits."""
    first = _FIRST_SERIAL + Certificate.objects.count()
    issued = in_order_of("issue", cases)
    return {
        id(case): f"ID{case.business.regency_id[:2]}11{n:09d}{at.astimezone(zone):%m%y}"
        for n, (at, case) in enumerate(issued, first)
    }


def in_order_of(transition: str, cases: Iterable[Case]) -> list[tuple[datetime.datetime, Case]]:
    """The cases that went through the transition, with its moment, the earliest first."""
    done = [(at, case) for case in cases if (at := case.at(transition))]
    return sorted(done, key=lambda pair: (pair[0], pair[1].business.name))
