"""What came after an event: the days between, and those of the same kab/kota who did not come."""

import datetime
from typing import Any

import pytest

from accounts.models import User
from certification.enums import Status
from certification.models import Application, Certificate, Programme, StatusChange
from ikm.models import Business, HeldCertificate
from reports.selectors.workshop_funnel import workshop_funnel
from reports.selectors.workshop_funnel_comparison import Comparison, comparison
from reports.selectors.workshop_funnel_times import TimeLine, time_lines
from tests import factories
from tests.factories import client_for
from tests.reports.guests import BEFORE, REGISTERED_AT, Guests, make_application
from tests.workshops.making import DAY, at, make_event, make_session
from workshops.models import Event

UNTIL = DAY + datetime.timedelta(days=60)


@pytest.fixture
def event(province_officer: User) -> Event:
    return make_event(by=province_officer, region=factories.EAST_KALIMANTAN)


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return factories.make_programme(by=province_officer, quota=50)


@pytest.fixture
def guest(event: Event, programme: Programme, province_officer: User) -> Guests:
    session = make_session(event, by=province_officer)
    return Guests(event, session, programme, province_officer)


def after(days: int) -> Any:
    return at(9) + datetime.timedelta(days=days)


def certify(application: Application, days: int) -> None:
    """A certificate of so many days after the event."""
    Certificate.objects.create(
        application=application,
        number=f"ID{application.pk:017}",
        issued_on=DAY + datetime.timedelta(days=days),
    )


def times(event: Event, user: User) -> dict[str, TimeLine]:
    return {line.label: line for line in time_lines(workshop_funnel(event, user).rows)}


def compared(event: Event, user: User) -> Comparison:
    found = comparison(event, user, workshop_funnel(event, user).rows, until=UNTIL)
    assert found
    return found


def other(regency: str = factories.EAST_KUTAI, **fields: Any) -> Business:
    """A business that was in the registry and did not come."""
    return factories.make_business(regency=regency, **({"created_at": REGISTERED_AT} | fields))


def test_days_are_counted_from_the_event(
    event: Event, guest: Guests, province_officer: User
) -> None:
    for began, sent, issued in ((0, 10, 30), (4, 13, None), (5, 12, 41)):
        status = Status.ISSUED if issued else Status.SUBMITTED
        person = guest()
        application = guest.apply(person, status, created_at=after(began), submitted_at=after(sent))
        if issued:
            certify(application, issued)
    found = times(event, province_officer)
    first, second, last = (
        found[label] for label in ("Mulai pengajuan", "Pengajuan dikirim", "Sertifikat terbit")
    )
    assert (first.count, first.median, first.shortest, first.longest) == (3, 4, 0, 5)
    assert (second.count, second.median, second.shortest, second.longest) == (3, 12, 10, 13)
    assert (last.count, last.median, last.shortest, last.longest) == (2, 35.5, 30, 41)


def test_who_was_faster_than_the_event_or_did_not_come_is_not_timed(
    event: Event, guest: Guests, province_officer: User
) -> None:
    guest(Status.SUBMITTED, created_at=BEFORE, submitted_at=after(2))
    guest(Status.SUBMITTED, came=False)
    guest(Status.ISSUED)
    found = times(event, province_officer)
    assert (found["Mulai pengajuan"].count, found["Mulai pengajuan"].before) == (1, 1)
    assert (found["Sertifikat terbit"].count, found["Sertifikat terbit"].undated) == (0, 1)
    assert found["Sertifikat terbit"].median is None


def test_the_first_sending_counts(event: Event, guest: Guests, province_officer: User) -> None:
    person = guest()
    application = guest.apply(person, Status.SUBMITTED, submitted_at=after(20))
    for days in (3, 20):
        StatusChange.objects.create(
            application=application,
            transition="submit",
            from_status=Status.DRAFT,
            to_status=Status.SUBMITTED,
            at=after(days),
            by=province_officer,
        )
    assert times(event, province_officer)["Pengajuan dikirim"].median == 3


def test_both_groups_are_of_the_same_places_and_the_same_days(
    event: Event, guest: Guests, programme: Programme, province_officer: User
) -> None:
    for status in ("", Status.DRAFT, Status.SUBMITTED, Status.ISSUED, Status.SUBMITTED):
        person = guest()
        if status:
            application = guest.apply(person, status)
            if status == Status.ISSUED:
                certify(application, 20)
    early = guest()
    guest.apply(early, Status.DRAFT, created_at=BEFORE)
    applied, *_ = [other() for _ in range(8)]
    make_application(applied, programme, by=province_officer, status=Status.SUBMITTED)
    # None of these belongs to either group.
    other(factories.SAMARINDA)
    other(created_at=at(9) + datetime.timedelta(days=1))
    HeldCertificate.objects.create(business=other(), number="ID1", source="uji")
    HeldCertificate.objects.create(
        business=other(), number="ID2", source="uji", issued_on=DAY - datetime.timedelta(days=1)
    )
    certify(make_application(other(), programme, by=province_officer, status=Status.ISSUED), -3)
    found = compared(event, province_officer)
    came, others = found.came, found.others
    assert (came.count, came.earlier, came.applied, came.sent, came.issued) == (6, 1, 4, 3, 1)
    assert (others.count, others.earlier, others.applied, others.sent) == (8, 0, 1, 1)
    assert found.regencies == ["Kabupaten Kutai Timur"]
    assert [(line.came_share, line.others_share) for line in found.lines][1] == ("67%", "13%")


def test_who_was_asked_and_stayed_away_is_among_the_others(
    event: Event, guest: Guests, province_officer: User
) -> None:
    guest()
    guest(Status.SUBMITTED, came=False)
    found = compared(event, province_officer)
    assert (found.came.count, found.others.count, found.others.sent) == (1, 1, 1)


def test_too_few_have_no_share(event: Event, guest: Guests, province_officer: User) -> None:
    for _ in range(4):
        guest(Status.SUBMITTED)
    for _ in range(5):
        other()
    found = compared(event, province_officer)
    assert {line.came_share for line in found.lines} == {""}
    assert {line.others_share for line in found.lines} == {"0%"}


def test_nobody_there_is_nothing_to_compare(
    event: Event, guest: Guests, province_officer: User
) -> None:
    guest(came=False)
    assert (
        comparison(
            event, province_officer, workshop_funnel(event, province_officer).rows, until=UNTIL
        )
        is None
    )


def test_a_regency_compares_its_own(
    event: Event, guest: Guests, officer: User, stranger: User
) -> None:
    guest(regency=factories.SAMARINDA)
    guest()
    other()
    other(factories.SAMARINDA)
    assert compared(event, officer).others.count == 1
    assert compared(event, stranger).regencies == ["Kota Samarinda"]


def test_the_comparison_costs_two_queries(
    event: Event, guest: Guests, province_officer: User, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        guest(Status.SUBMITTED)
        other()
    rows = workshop_funnel(event, province_officer).rows
    with django_assert_num_queries(2):
        comparison(event, province_officer, rows, until=UNTIL)


def test_the_page_says_that_it_proves_nothing(event: Event, guest: Guests, head: User) -> None:
    guest(Status.SUBMITTED)
    text = client_for(head).get(f"/laporan/kegiatan/{event.pk}/").text
    assert "Gambaran saja, bukan bukti sebab akibat" in text
    assert "Lama waktu sejak kegiatan" in text
