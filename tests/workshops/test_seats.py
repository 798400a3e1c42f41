"""Seats: how many are free, who gets the ones that become free, and many at once."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from ikm.models import Business
from tests import factories
from tests.workshops.inviting import delegate
from tests.workshops.making import at, details, join, make_event
from workshops import invariants
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import SeatsFullError, SeatsTakenError
from workshops.models import Event, Participant
from workshops.services import delegations, events, locking, participants, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_event")]

ONSITE, WAITING = Mode.ONSITE, ParticipantStatus.WAITING


def statuses(event: Event) -> dict[str, str]:
    return dict(event.participants.values_list("name", "status"))


def wait(event: Event, *, by: User, name: str, **fields: str) -> Participant:
    """Puts somebody on the list who waits, or gets a seat when one is free."""
    person = participants.Person(
        name=name,
        agency="Dinas Contoh",
        region=factories.make_region(fields.pop("region", factories.EAST_KUTAI)),
        **fields,
    )
    return participants.add_person(event=event, person=person, mode=ONSITE, by=by, status=WAITING)


# --- How many are free --------------------------------------------------------------------------


def test_a_delegations_seats_are_kept_for_it(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=5)
    delegation = delegate(event, by=officer, count=3)
    assert seats.free(event, ONSITE) == 2
    assert seats.free(event, ONSITE, delegation) == 3
    for _ in range(2):
        join(event, by=officer)
    with pytest.raises(SeatsFullError):
        join(event, by=officer)
    assert seats.free(event, ONSITE, delegation) == 3


def test_without_a_limit_only_delegations_are_limited(officer: User) -> None:
    event = make_event(by=officer)
    delegation = delegate(event, by=officer, count=1)
    assert seats.free(event, ONSITE) is None
    assert seats.free(event, ONSITE, delegation) == 1


def test_no_seats_are_promised_that_the_event_does_not_have(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=2)
    join(event, by=officer)
    with pytest.raises(SeatsFullError, match="tinggal 1"):
        delegate(event, by=officer, count=2)
    delegate(event, by=officer, count=1)
    with pytest.raises(SeatsTakenError, match="disimpan untuk delegasi"):
        events.change(
            event=event, details=details(organiser=event.organiser, onsite_seats=1), by=officer
        )
    event.refresh_from_db()
    assert event.onsite_seats == 2


# --- Who gets a seat ----------------------------------------------------------------------------


def test_who_waits_gets_the_seat_that_becomes_free(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    first = wait(event, by=officer, name="Ani")
    wait(event, by=officer, name="Budi")
    wait(event, by=officer, name="Citra")
    assert statuses(event) == {"Ani": "registered", "Budi": "waiting", "Citra": "waiting"}
    participants.decline(participant=first, by=officer)
    assert statuses(event) == {"Ani": "declined", "Budi": "registered", "Citra": "waiting"}
    promoted = event.participants.get(name="Budi")
    assert promoted.promoted_at
    assert promoted.waiting_since is None
    participants.remove(participant=promoted, by=officer)
    assert statuses(event) == {"Ani": "declined", "Citra": "registered"}


@pytest.mark.parametrize("seats_now", [None, 3])
def test_more_seats_are_filled_at_once(officer: User, seats_now: int | None) -> None:
    event = make_event(by=officer, onsite_seats=1)
    for name in ("Ani", "Budi", "Citra"):
        wait(event, by=officer, name=name)
    more = details(organiser=event.organiser, onsite_seats=seats_now)
    events.change(event=event, details=more, by=officer)
    assert set(statuses(event).values()) == {"registered"}


def test_a_change_of_mode_frees_a_seat(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    first = wait(event, by=officer, name="Ani")
    wait(event, by=officer, name="Budi")
    participants.register(participant=first, mode=Mode.ONLINE, by=officer)
    assert statuses(event) == {"Ani": "registered", "Budi": "registered"}


def test_a_delegation_given_up_frees_its_seats(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=2)
    delegation = delegate(event, by=officer, count=2)
    waiting = wait(event, by=officer, name="Ani")
    assert waiting.status == WAITING
    delegations.remove(delegation=delegation, by=officer)
    assert statuses(event) == {"Ani": "registered"}


def test_nobody_gets_a_seat_once_the_event_has_begun(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    first = wait(event, by=officer, name="Ani")
    wait(event, by=officer, name="Budi")
    Event.objects.filter(pk=event.pk).update(starts_at=at(9, day=datetime.date(2025, 12, 1)))
    participants.decline(participant=first, by=officer)
    assert statuses(event)["Budi"] == "waiting"


def test_whom_an_officer_prefers_comes_first(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    first = wait(event, by=officer, name="Ani")
    wait(event, by=officer, name="Budi")
    preferred = wait(event, by=officer, name="Citra")
    participants.prefer(participant=preferred, by=officer)
    participants.decline(participant=first, by=officer)
    assert statuses(event) == {"Ani": "declined", "Budi": "waiting", "Citra": "registered"}


# --- Many at once -------------------------------------------------------------------------------

RUSH, LEFT = 12, 5


def together(jobs: list[Callable[[], object]]) -> list[object]:
    """Runs the jobs at the same moment; returns what each gave, or how it was refused."""
    barrier = threading.Barrier(len(jobs))
    results: list[object] = [None] * len(jobs)

    def run(index: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            results[index] = jobs[index]()
        except SeatsFullError as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[index]) for index in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def comers(event: Event, by: User) -> list[Callable[[], object]]:
    """So many businesses that each want one seat."""

    def take(business: Business) -> Callable[[], object]:
        return lambda: join(event, by=by, business=business)

    return [take(factories.make_business()) for _ in range(RUSH)]


def waiters(event: Event, by: User) -> list[Callable[[], object]]:
    def take(number: int) -> Callable[[], object]:
        return lambda: wait(event, by=by, name=f"Orang {number}")

    return [take(number) for number in range(RUSH)]


@pytest.mark.django_db(transaction=True)
def test_the_last_seats_are_given_once() -> None:
    officer = factories.make_officer()
    event = make_event(by=officer, onsite_seats=LEFT + 2)
    delegate(event, by=officer, count=2)
    results = together(comers(event, officer))
    refused = [result for result in results if isinstance(result, SeatsFullError)]
    assert len(refused) == RUSH - LEFT
    assert event.participants.registered().count() == LEFT
    assert list(invariants.check()) == []


@pytest.mark.django_db(transaction=True)
def test_who_comes_late_in_a_rush_waits() -> None:
    officer = factories.make_officer()
    event = make_event(by=officer, onsite_seats=LEFT)
    factories.make_region(factories.EAST_KUTAI)
    together(waiters(event, officer))
    assert event.participants.registered().count() == LEFT
    assert event.participants.waiting().count() == RUSH - LEFT


@pytest.mark.django_db(transaction=True)
def test_seats_that_become_free_at_once_go_to_different_people() -> None:
    officer = factories.make_officer()
    event = make_event(by=officer, onsite_seats=LEFT)
    seated = [wait(event, by=officer, name=f"Lama {number}") for number in range(LEFT)]
    for number in range(RUSH):
        wait(event, by=officer, name=f"Baru {number:02}")

    def give_up(person: Participant) -> Callable[[], object]:
        return lambda: participants.decline(participant=person, by=officer)

    together([give_up(person) for person in seated])
    lucky = set(event.participants.registered().values_list("name", flat=True))
    assert lucky == {f"Baru {number:02}" for number in range(LEFT)}
    assert list(invariants.check()) == []


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_rush_oversells(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the rush is one that careless counting does not survive."""
    officer = factories.make_officer()
    event = make_event(by=officer, onsite_seats=LEFT)
    jobs = comers(event, officer)
    meeting, count = threading.Barrier(RUSH), seats.taken

    def count_together(*args: Any) -> int:
        number = count(*args)
        meeting.wait(timeout=60)
        return number

    # All count before anybody writes, which the lock would not let them do.
    monkeypatch.setattr(seats, "taken", count_together)
    monkeypatch.setattr(locking, "_locked", lambda pk: Event.objects.get(pk=pk))
    together(jobs)
    assert event.participants.registered().count() == RUSH
    assert [line for line in invariants.check() if f"event {event.pk}" in line] != []
