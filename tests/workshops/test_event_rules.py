"""The rules of an event, and who was told its time before it moves."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder, ReminderRule
from tests.factories import client_for
from tests.workshops.making import DAY, details, make_event, make_session
from workshops.enums import EventKind
from workshops.errors import AnswerAfterStartError, FollowsLaterError
from workshops.models import Event
from workshops.services import event_rules, events, sessions
from workshops.services.event_rules import EventRules


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


def page(event: Event) -> str:
    return reverse("workshops:event-rules", args=[event.pk])


def form_data(**changes: str) -> dict[str, str]:
    return {
        "is_public": "on",
        "waiting_rule": "fewest_of_region",
        "answer_by": "28/11/2026",
        "min_session_percent": "60",
        "min_attendance_percent": "80",
        "min_score_percent": "",
    } | changes


def test_rules_are_set_on_their_own_page(event: Event, officer: User) -> None:
    response = client_for(officer).post(page(event), form_data())
    assert response.headers["Location"] == f"/kegiatan/{event.pk}/"
    event.refresh_from_db()
    assert EventRules.of(event) == EventRules(
        is_public=True,
        waiting_rule="fewest_of_region",
        answer_by=datetime.date(2026, 11, 28),
        min_session_percent=60,
        min_attendance_percent=80,
        min_score_percent=None,
        gives_qualification=None,
        follows=None,
    )


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"answer_by": "2/12/2026"}, "Batas menjawab undangan"),
        ({"min_session_percent": "0"}, "paling sedikit 1"),
        ({"min_score_percent": "101"}, "paling banyak 100"),
        ({"min_session_percent": ""}, "Tulis persen"),
        ({"waiting_rule": "acak"}, "waiting_rule"),
        ({"follows": "1"}, "Pilih dari daftar"),
    ],
)
def test_wrong_rules_change_nothing(
    event: Event, officer: User, changes: dict[str, str], text: str
) -> None:
    response = client_for(officer).post(page(event), form_data(**changes))
    assert response.status_code == 200
    assert text in response.text
    event.refresh_from_db()
    assert not event.is_public


def test_only_officers_of_the_region_open_the_rules(
    event: Event, officer: User, stranger: User, owner: User, head: User
) -> None:
    for user, status in ((officer, 200), (stranger, 404), (owner, 403), (head, 403)):
        assert client_for(user).get(page(event)).status_code == status
    assert Client().get(page(event)).status_code == 302
    for user in (stranger, owner, head):
        with pytest.raises(PermissionDenied):
            event_rules.change(event=event, rules=EventRules.of(event), by=user)


def test_a_meeting_follows_an_earlier_one_of_the_own_region(officer: User, stranger: User) -> None:
    week = datetime.timedelta(days=7)
    kind = EventKind.COORDINATION
    first = make_event(by=officer, kind=kind, title="Rapat pertama")
    later = details(kind=kind).starts_at + week
    second = make_event(by=officer, kind=kind, starts_at=later, ends_at=later + week)
    make_event(by=stranger, region="64.72", kind=kind, title="Rapat tetangga")
    text = client_for(officer).get(page(second)).text
    assert "Rapat pertama" in text
    assert "Rapat tetangga" not in text
    rules = replace(EventRules.of(second), follows=first)
    event_rules.change(event=second, rules=rules, by=officer)
    second.refresh_from_db()
    assert second.follows == first
    with pytest.raises(FollowsLaterError):
        event_rules.change(
            event=first, rules=replace(EventRules.of(first), follows=second), by=officer
        )


def test_answers_end_with_the_day_of_the_start(event: Event, officer: User) -> None:
    rules = EventRules.of(event)
    event_rules.change(event=event, rules=replace(rules, answer_by=DAY), by=officer)
    with pytest.raises(AnswerAfterStartError):
        event_rules.change(
            event=event,
            rules=replace(rules, answer_by=DAY + datetime.timedelta(days=1)),
            by=officer,
        )


# --- Revisions, and the warning before a move -------------------------------------------------


def numbers(event: Event) -> tuple[int, int]:
    event.refresh_from_db()
    return event.revision, event.moved_revision


def test_each_change_counts_and_a_move_is_told_apart(event: Event, officer: User) -> None:
    assert numbers(event) == (0, 0)
    same = details(organiser=event.organiser)
    events.change(event=event, details=same, by=officer)
    assert numbers(event) == (0, 0)
    events.change(event=event, details=replace(same, title="Lain"), by=officer)
    assert numbers(event) == (1, 0)
    session = make_session(event, by=officer)
    assert numbers(event) == (2, 0)
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at}
    sessions.change(session=session, title="Baru", by=officer, **times)
    assert numbers(event) == (3, 0)
    times["ends_at"] += datetime.timedelta(minutes=5)
    sessions.change(session=session, title="Baru", by=officer, **times)
    assert numbers(event) == (4, 4)
    sessions.remove(session=session, by=officer)
    assert numbers(event) == (5, 4)
    events.change(event=event, details=replace(same, venue="Hotel"), by=officer)
    assert numbers(event) == (6, 6)


def test_the_page_says_how_many_know_the_old_time(event: Event, officer: User) -> None:
    session = make_session(event, by=officer)
    pages = [
        reverse("workshops:event-edit", args=[event.pk]),
        reverse("workshops:session-edit", args=[event.pk, session.pk]),
    ]
    client = client_for(officer)
    assert not any("sudah diberi tahu" in client.get(url).text for url in pages)
    rule, _ = ReminderRule.objects.get_or_create(
        code="event-tomorrow", defaults={"label": "x", "offset_days": -1}
    )
    for number, status in enumerate([ReminderStatus.SENT, ReminderStatus.QUEUED]):
        Reminder.objects.create(
            key=f"event-tomorrow:{number}:20261201",
            rule=rule,
            region=event.region,
            event=event,
            recipient_name="Ani",
            channel=Channel.EMAIL,
            address=f"ani{number}@contoh.id",
            due_on=DAY,
            expires_on=DAY,
            status=status,
            sent_at=timezone.now() if status == ReminderStatus.SENT else None,
        )
    assert all("1 orang sudah diberi tahu" in client.get(url).text for url in pages)
