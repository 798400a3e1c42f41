"""Targets of a small programme in Kalimantan Timur, as services and pages take them."""

import datetime

import time_machine
from django.urls import reverse

from accounts.models import User
from certification.models import Programme, Target
from certification.services.targets import TargetDetails
from tests.certification.test_summary import noon
from tests.factories import SAMARINDA, make_allocation, make_organisation, make_programme

START = datetime.date(2025, 2, 20)
DUE = datetime.date(2025, 5, 31)
OPENED = noon(START)


def hundred_places(by: User) -> Programme:
    """100 places from 20 February 2025 on, 60 of them in East Kutai, 20 of those with an LP3H."""
    with time_machine.travel(OPENED, tick=False):
        programme = make_programme(
            by=by,
            quota=100,
            year=2025,
            starts_on=START,
            ends_on=datetime.date(2025, 12, 31),
        )
        make_allocation(programme, granted=60, by=by)
        lp3h = make_organisation(name="LP3H Al-Amin")
        make_allocation(programme, organisation=lp3h, granted=20, by=by)
        make_allocation(programme, region=SAMARINDA, granted=40, by=by)
    return programme


def details(**fields: object) -> TargetDetails:
    given = {"name": "100 hari", "quantity": 50, "starts_on": START, "due_on": DUE} | fields
    return TargetDetails(**given)  # type: ignore[arg-type]


def posted(**fields: object) -> dict[str, object]:
    return {
        "name": "100 hari",
        "quantity": "50",
        "measure": "used",
        "starts_on": "20/2/2025",
        "due_on": "",
        "days": "",
        "day_basis": "calendar",
    } | fields


def url(name: str, programme: Programme, target: Target | None = None) -> str:
    args = [programme.slug, target.pk] if target else [programme.slug]
    return reverse(f"certification:{name}", args=args)
