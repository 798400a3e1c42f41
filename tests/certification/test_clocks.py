"""How long a step may take: by law, as the office's goal, on the days that the office works."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import OrganisationKind
from certification.enums import Status, Track
from certification.models import Application, HolidayDecree, NationalStatus, OfficeDay, ServiceLevel
from certification.selectors.applications import in_lines, lines
from certification.selectors.clocks import Clock, clock_of
from certification.selectors.stalls import stalls
from tests.certification.ways import People, bring, make_case, make_people
from tests.factories import EAST_KUTAI, make_organisation

ZONE = ZoneInfo("Asia/Makassar")
# A Monday with four plain weeks behind it.
MONDAY = datetime.date(2025, 7, 7)
NOON = datetime.time(12)


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, NOON, ZONE)


@contextmanager
def today_is(day: datetime.date) -> Iterator[None]:
    with patch("django.utils.timezone.now", return_value=at(day)):
        yield


def clock(application: Application, *, today: datetime.date, **fields: object) -> Clock:
    Application.objects.filter(pk=application.pk).update(**fields)
    with today_is(today):
        return clock_of(Application.objects.with_people().get(pk=application.pk))


@pytest.mark.parametrize(
    ("track", "status", "days", "is_statutory"),
    [
        (Track.SELF_DECLARE, Status.SUBMITTED, 3, False),
        (Track.SELF_DECLARE, Status.RETURNED, 5, False),
        (Track.SELF_DECLARE, Status.ACCEPTED, 10, True),
        (Track.SELF_DECLARE, Status.READY, 3, False),
        (Track.REGULAR, Status.SUBMITTED, 3, False),
        (Track.REGULAR, Status.READY, 3, False),
        (Track.REGULAR, Status.RETURNED_OUT, 5, False),
    ],
)
def test_the_steps_here(
    people: People, track: Track, status: Status, days: int, is_statutory: bool
) -> None:
    application = bring(make_case(people, track), status, people)
    found = clock(application, today=MONDAY, status_changed_at=at(MONDAY))
    assert (found.limit, found.is_statutory) == (days, is_statutory)
    weeks, rest = divmod(days, 5)
    assert found.due_on == MONDAY + datetime.timedelta(days=7 * weeks + rest)
    assert not found.is_late


@pytest.mark.parametrize(
    ("track", "code", "days"),
    [
        (Track.SELF_DECLARE, "OF74", 1),
        (Track.SELF_DECLARE, "OF100", 1),
        (Track.REGULAR, "OF10", 1),
        (Track.REGULAR, "OF15", 1),
        (Track.REGULAR, "OF60", 15),
        (Track.REGULAR, "OF75", 3),
        (Track.REGULAR, "OF74", 2),
        (Track.REGULAR, "OF120", 1),
    ],
)
def test_the_steps_at_sihalal_have_the_laws_days(
    people: People, track: Track, code: str, days: int
) -> None:
    application = bring(make_case(people, track), Status.IN_SIHALAL, people)
    fields = {"national_status_id": code, "national_since": at(MONDAY)}
    found = clock(application, today=MONDAY, **fields)
    assert (found.limit, found.is_statutory) == (days, True)
    late = clock(application, today=MONDAY + datetime.timedelta(days=60), **fields)
    # Nobody here can hurry it, so it is not called late; but the law's days are over.
    assert (late.is_late, late.is_over_law) == (False, True)


def test_experience_is_kept_apart_from_the_law(db: None) -> None:
    status = NationalStatus.objects.get(pk="OF74")
    assert (status.usual_from, status.usual_to) == (7, 14)
    assert ServiceLevel.objects.get(national=status, track=Track.SELF_DECLARE).days == 1


def test_a_step_without_a_limit(people: People) -> None:
    application = bring(make_case(people, Track.SELF_DECLARE), Status.IN_SIHALAL, people)
    found = clock(application, today=MONDAY, status_changed_at=at(MONDAY))
    assert (found.due_on, found.is_late, found.is_over_law) == (None, False, False)


def test_the_offices_own_days_count(people: People) -> None:
    application = bring(make_case(people, Track.SELF_DECLARE), Status.SUBMITTED, people)
    office = make_organisation(kind=OrganisationKind.DINAS, region=EAST_KUTAI)
    tuesday = MONDAY + datetime.timedelta(days=1)
    OfficeDay.objects.create(office=office, day=tuesday, is_working=False, name="HUT kabupaten")
    friday = MONDAY + datetime.timedelta(days=4)
    found = clock(application, today=friday, status_changed_at=at(MONDAY))
    assert (found.due_on, found.age, found.is_late) == (friday, 3, False)
    with today_is(friday):
        assert not stalls(people.officer, ZONE.key).exists()
    monday = MONDAY + datetime.timedelta(days=7)
    assert clock(application, today=monday).is_late
    with today_is(monday):
        assert list(stalls(people.officer, ZONE.key)) == [application]


def test_a_limit_of_another_time(people: People) -> None:
    """A new figure doesn't judge what began under the old one."""
    application = bring(make_case(people, Track.SELF_DECLARE), Status.SUBMITTED, people)
    level = ServiceLevel.objects.get(track=Track.SELF_DECLARE, status=Status.SUBMITTED)
    ServiceLevel.objects.filter(pk=level.pk).update(valid_to=MONDAY)
    later = MONDAY + datetime.timedelta(days=1)
    ServiceLevel.objects.create(
        track=level.track,
        status=level.status,
        step=level.step,
        days=1,
        is_statutory=False,
        source="uji",
        valid_from=later,
    )
    assert clock(application, today=later, status_changed_at=at(MONDAY)).limit == 3
    assert clock(application, today=later, status_changed_at=at(later)).limit == 1


def test_a_year_without_a_decree_is_an_estimate(people: People) -> None:
    application = bring(make_case(people, Track.SELF_DECLARE), Status.SUBMITTED, people)
    HolidayDecree.objects.exclude(year=MONDAY.year).delete()
    assert not clock(application, today=MONDAY, status_changed_at=at(MONDAY)).is_estimate
    HolidayDecree.objects.all().delete()
    assert clock(application, today=MONDAY).is_estimate


def test_a_list_asks_the_same_questions_for_one_and_for_three(people: People) -> None:
    programme = make_case(people, Track.SELF_DECLARE).programme
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_case(people, Track.SELF_DECLARE, programme=programme)
        rows = list(Application.objects.with_people())
        with CaptureQueriesContext(connection) as queries:
            assert len(lines(rows)) == len(rows)
        counts.append(len(queries))
    assert counts == [2, 2]
    assert len(list(in_lines(rows, size=2))) == len(rows)
