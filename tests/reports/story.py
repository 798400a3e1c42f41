"""A small programme with a true ledger: every figure has the applications that make it."""

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import time_machine
from django.utils import timezone

from accounts.models import Organisation, User
from certification.enums import Status, Track
from certification.models import Application, Programme, StatusChange, Target
from certification.services import quota, tallies
from tests import factories

START = datetime(2026, 3, 2, 3, tzinfo=UTC)
DUE = date(2026, 5, 29)
NOW = datetime(2026, 6, 2, 3, tzinfo=UTC)  # four calendar days late
_number = itertools.count(1)


@dataclass(frozen=True)
class Story:
    programme: Programme
    by: User
    lp3h: Organisation


def tell(by: User) -> Story:
    """Quota 40: Kutai Timur 10 (4 with an LP3H), Samarinda 20, 10 left at the root.

    In Kutai Timur 3 places are used (2 by the LP3H), 1 issued, 2 reserved; in Samarinda 4 used,
    2 issued. One place is used each week from the first on, Kutai Timur first.
    """
    with time_machine.travel(START, tick=False):
        programme = factories.make_programme(by=by, quota=40, slug="cerita-2026", name="Cerita")
        lp3h = factories.make_organisation(name="LP3H Cerita")
        factories.make_allocation(programme, region=factories.EAST_KUTAI, granted=10, by=by)
        factories.make_allocation(
            programme, region=factories.EAST_KUTAI, organisation=lp3h, granted=4, by=by
        )
        factories.make_allocation(programme, region=factories.SAMARINDA, granted=20, by=by)
        Target.objects.create(
            programme=programme,
            name="Triwulan",
            quantity=20,
            starts_on=START.date(),
            due_on=DUE,
        )
    story = Story(programme, by, lp3h)
    east, samarinda = factories.EAST_KUTAI, factories.SAMARINDA
    plan = [
        (east, lp3h, Status.ISSUED),
        (east, lp3h, Status.IN_SIHALAL),
        (east, None, Status.IN_SIHALAL),
        (samarinda, None, Status.ISSUED),
        (samarinda, None, Status.ISSUED),
        (samarinda, None, Status.IN_SIHALAL),
        (samarinda, None, Status.IN_SIHALAL),
        (east, None, Status.SUBMITTED),
        (east, None, Status.RETURNED),
    ]
    for week, (region, organisation, until) in enumerate(plan, start=1):
        with time_machine.travel(START + timedelta(weeks=week), tick=False):
            file(story, region, until, organisation=organisation)
    return story


def file(
    story: Story,
    region: str,
    until: Status,
    *,
    organisation: Organisation | None = None,
    owner: User | None = None,
    **fields: object,
) -> Application:
    """An application taken to a status, with its trail and the movements of its place."""
    business = factories.make_business(regency=region, owner=owner)
    application = Application.objects.create(
        number=f"PGJ-2026-{8000 + next(_number)}",
        programme=story.programme,
        business=business,
        regency=business.regency,
        track=Track.SELF_DECLARE,
        organisation=organisation,
        created_by=story.by,
        created_at=timezone.now(),
        **fields,
    )
    application.allocation = quota.reserve(application=application, by=story.by)
    application.save()
    if until in (Status.IN_SIHALAL, Status.ISSUED):
        quota.commit(application=application, by=story.by)
    if until == Status.ISSUED:
        quota.issue(application=application, by=story.by)
    application.status = until
    application.save()
    StatusChange.objects.create(
        application=application,
        transition="submit",
        from_status=Status.DRAFT,
        to_status=until,
        by=story.by,
    )
    tallies.add_history([application])
    return application
