"""Two officers and one person's message: it reaches its reader once."""

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from accounts.models import User
from reports.enums import ReminderStatus
from reports.models import Tap
from reports.services import reminder_queue
from reports.services.whatsapp import taps
from tests.reports.tapping import claim, post, say, shown, statuses, turn
from tests.reports.whatsapp import NOON

pytestmark = pytest.mark.django_db


def test_nobody_else_writes_to_the_same_person_meanwhile(
    officer: User, province_officer: User
) -> None:
    say("satu")
    lead = claim(officer)
    say("dua")  # falls due while the message is in hand
    post(province_officer, "mulai")

    assert "Sisanya sedang dikirim petugas lain." in shown(province_officer)
    assert "Soal dua" not in turn(officer).text
    post(officer, f"{lead.pk}/terkirim")
    # What was not in the text was not sent: it is the next message.
    assert turn(officer).first.subject == "dua"


def test_what_was_in_the_opened_message_is_not_sent_again_tomorrow(
    officer: User, province_officer: User
) -> None:
    say("satu")
    later = say("dua")
    lead = claim(officer)
    post(officer, f"{lead.pk}/dibuka")
    with time_machine.travel(NOON, tick=False):
        reminder_queue.put_off(reminder=later, day=date(2026, 9, 9), by=province_officer)
    post(officer, f"{lead.pk}/terkirim")

    assert statuses() == {ReminderStatus.SENT}


def test_a_claim_that_ends_by_itself_ends_whole(officer: User, province_officer: User) -> None:
    say("satu")
    say("dua")
    old = claim(officer)
    later = NOON + taps.HOLD + timedelta(seconds=1)
    claim(province_officer, later)
    post(officer, f"{old.pk}/terkirim", later)

    assert len(turn(province_officer, later).reminders) == 2
    assert statuses() == {ReminderStatus.QUEUED}


@pytest.mark.django_db(transaction=True)
def test_two_officers_in_the_same_moment(officer: User, province_officer: User) -> None:
    for number in range(8):
        say(f"soal-{number}")
    barrier = threading.Barrier(2)

    def take(user: User) -> None:
        barrier.wait()
        taps.claim(by=user, now=NOON)
        connection.close()

    threads = [threading.Thread(target=take, args=[u]) for u in (officer, province_officer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Tap.objects.count() == 8
    assert Tap.objects.values("by").distinct().count() == 1
    assert Tap.objects.filter(lead=None).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_what_falls_due_while_another_takes_the_rest(
    *,
    officer: User,
    province_officer: User,
    monkeypatch: pytest.MonkeyPatch,
    is_locked: bool,
) -> None:
    """Without the lock on the number the second officer would write to the same person too."""
    say("satu")
    if not is_locked:
        monkeypatch.setattr(taps, "_lock", lambda address: True)
    found: list[Tap | None] = []

    def meanwhile() -> None:
        say("dua")
        found.append(taps.claim(by=province_officer, now=NOON))
        connection.close()

    with transaction.atomic():
        assert taps.claim(by=officer, now=NOON)
        thread = threading.Thread(target=meanwhile)
        thread.start()
        thread.join()

    assert [tap is None for tap in found] == [is_locked]
