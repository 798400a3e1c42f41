"""Two officers give certificates at once: no number twice, none skipped."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Organisation, User
from tests.factories import EAST_KUTAI, make_officer
from tests.workshops.certificates import entitled, past_event
from workshops.certificate_invariants import check
from workshops.models import AttendanceCertificate, CertificateSeries, Event
from workshops.services import certificate_numbers
from workshops.services import certificates as services

EACH = 4


def at_once(*acts: Callable[[], Any]) -> list[Exception]:
    """Runs each in a thread of its own, all at the same moment; returns what went wrong."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Exception | None:
        try:
            barrier.wait(timeout=30)
            act()
        except (IntegrityError, RuntimeError) as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return [error for error in pool.map(run, acts) if error]


@pytest.fixture
def events(transactional_db: None) -> list[tuple[Event, User]]:
    """Two events of one office, each with an officer and people who have earned certificates."""
    office = None
    found = []
    for _ in range(2):
        officer = make_officer(EAST_KUTAI)
        event = past_event(by=officer)
        office = office or event.organiser
        event.organiser = office
        event.save(update_fields=["organiser"])
        entitled(event, EACH, by=officer)
        found.append((event, officer))
    return found


def sequences() -> list[int]:
    return sorted(AttendanceCertificate.objects.values_list("sequence", flat=True))


@pytest.mark.django_db(transaction=True)
def test_two_events_of_one_office_share_the_numbers(events: list[tuple[Event, User]]) -> None:
    acts = [lambda e=event, o=officer: services.issue(event=e, by=o) for event, officer in events]

    assert at_once(*acts) == []

    assert sequences() == list(range(1, 2 * EACH + 1))
    assert CertificateSeries.objects.get().last == 2 * EACH
    assert list(check()) == []


@pytest.mark.django_db(transaction=True)
def test_two_officers_of_one_event_give_each_person_one(events: list[tuple[Event, User]]) -> None:
    (event, first), (_, second) = events

    acts = [lambda o=by: services.issue(event=event, by=o) for by in (first, second)]
    assert at_once(*acts) == []

    assert sequences() == list(range(1, EACH + 1))


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_numbers_collide(
    events: list[tuple[Event, User]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the same race when the row of the series isn't locked."""
    office = events[0][0].organiser
    together = Barrier(2)

    def unlocked(organiser: Organisation, year: int) -> CertificateSeries:
        series, _ = CertificateSeries.objects.get_or_create(organiser=organiser, year=year)
        together.wait(timeout=30)  # both have read the same last number
        return series

    CertificateSeries.objects.create(organiser=office, year=timezone.localdate().year)
    monkeypatch.setattr(certificate_numbers, "_locked", unlocked)
    acts = [lambda e=event, o=officer: _issue(e, o) for event, officer in events]

    errors = at_once(*acts)

    assert [type(error) for error in errors] == [IntegrityError]
    assert sequences() == list(range(1, EACH + 1))


def _issue(event: Event, officer: User) -> None:
    with transaction.atomic():
        services.issue(event=event, by=officer)
