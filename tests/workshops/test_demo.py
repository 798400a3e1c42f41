"""The demo workshop looks like a real one."""

import datetime
import random

from accounts.enums import OrganisationKind
from accounts.models import User
from tests import factories
from workshops import invariants
from workshops.demo import make_workshop
from workshops.models import Event
from workshops.selectors import people as selectors

DAY = datetime.date(2025, 3, 11)
BALIKPAPAN = "64.71"


def make(by: User, *, is_over: bool = True) -> Event:
    return make_workshop(
        region=factories.make_region(factories.EAST_KALIMANTAN),
        organiser=factories.make_organisation(kind=OrganisationKind.DINAS),
        businesses=[factories.make_business() for _ in range(60)],
        agencies=[
            factories.make_organisation(kind=OrganisationKind.DINAS, region=code)
            for code in (factories.SAMARINDA, factories.EAST_KUTAI, BALIKPAPAN)
        ],
        rng=random.Random(7),
        by=by,
        day=DAY,
        is_over=is_over,
    )


def test_a_full_hall_with_offices_on_the_screen(province_officer: User) -> None:
    event = make(province_officer)
    onsite, online = selectors.mode_counts(event, province_officer)
    assert event.participants.onsite().count() == 50
    assert onsite.seats == 50
    assert 0.7 * onsite.registered < onsite.present < onsite.registered
    assert 3 <= online.registered <= 6
    first, second = selectors.session_rows(event)
    assert 0 < second.onsite < first.onsite
    assert not event.participants.filter(attendances__at__date__gt=DAY).exists()
    assert list(invariants.check()) == []


def test_nobody_was_at_an_event_to_come(province_officer: User) -> None:
    event = make(province_officer, is_over=False)
    assert event.participants.registered().count() > 40
    assert not event.participants.attended().exists()
