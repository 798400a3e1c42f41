"""Two hundred people, two scanners, every batch sent again and again: nobody twice, nobody lost."""

import random
import threading
import uuid
from collections import Counter

import pytest
from django.db import connection

from accounts.models import User
from tests import factories
from tests.workshops.making import at, join_person, make_event, make_session
from workshops import invariants
from workshops.models import Attendance, Event, Scan, Session
from workshops.services import scanning
from workshops.services.scanning import SentScan

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, AT_BOTH_DOORS, STRANGERS = 200, 40, 10
BATCH, SENT = 25, 3
NOW = at(9, 30)
Batches = list[list[SentScan]]


def make_people(event: Event, officer: User) -> list[str]:
    """Badges of two hundred people on the list."""
    factories.make_region(factories.SAMARINDA)
    return [
        join_person(event, by=officer, name=f"Peserta {number}").badge for number in range(PEOPLE)
    ]


def day_of(badges: list[str], rng: random.Random) -> Batches:
    """What one phone sends: its scans in overlapping batches, each up to three times, shuffled."""
    scans = [
        SentScan(nonce=uuid.uuid4(), badge=badge, at=at(9, rng.randrange(30))) for badge in badges
    ]
    batches = [scans[start : start + BATCH] for start in range(0, len(scans), BATCH - 5)]
    sent = [list(batch) for batch in batches for _ in range(rng.randint(2, SENT))]
    for batch in sent:
        rng.shuffle(batch)
    rng.shuffle(sent)
    return sent


def rush(session: Session, days: list[Batches], by: User) -> list[dict[uuid.UUID, set[str]]]:
    """Two threads a phone send its batches at the same time; the outcomes by nonce."""
    seen: list[dict[uuid.UUID, set[str]]] = []
    barrier = threading.Barrier(len(days) * 2)

    def send(batches: Batches) -> None:
        answers: dict[uuid.UUID, set[str]] = {}
        seen.append(answers)
        try:
            barrier.wait(timeout=60)
            for batch in batches:
                for result in scanning.receive(session=session, scans=batch, by=by, now=NOW):
                    answers.setdefault(result.nonce, set()).add(result.outcome)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(day,)) for day in days for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def test_nobody_twice_and_nobody_lost(officer: User) -> None:
    rng = random.Random(20_261_201)
    event = make_event(by=officer)
    session = make_session(event, by=officer)
    badges = make_people(event, officer)
    foreign = [f"ASING{number:07}" for number in range(STRANGERS)]
    rng.shuffle(badges)
    middle = PEOPLE // 2
    halves = [
        badges[: middle + AT_BOTH_DOORS // 2] + foreign,
        badges[middle - AT_BOTH_DOORS // 2 :],
    ]

    seen = rush(session, [day_of(half, rng) for half in halves], officer)

    marks = Attendance.objects.filter(session=session)
    assert Counter(marks.values_list("participant__badge", flat=True)) == Counter(badges)
    # Each nonce has one outcome, whichever thread asked and how often.
    by_nonce: dict[uuid.UUID, set[str]] = {}
    for answers in seen:
        for nonce, outcomes in answers.items():
            by_nonce.setdefault(nonce, set()).update(outcomes)
    assert all(len(outcomes) == 1 for outcomes in by_nonce.values())
    counted = Counter(outcome for outcomes in by_nonce.values() for outcome in outcomes)
    assert counted == {"present": PEOPLE, "already": AT_BOTH_DOORS, "unknown": STRANGERS}
    assert Scan.objects.count() == len(by_nonce) == PEOPLE + AT_BOTH_DOORS + STRANGERS
    assert list(invariants.check()) == []
