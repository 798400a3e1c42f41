"""An event copied in one click: what comes along, and on which day it lies."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.workshops.making import DAY, at, join, make_event, make_session
from workshops.enums import EventKind, Mode, StopKind
from workshops.models import (
    Choice,
    Delegation,
    Invitation,
    KnowledgeTest,
    Question,
    TestItem,
    Topic,
)
from workshops.services import copying, event_rules, speakers, stops
from workshops.services.event_rules import EventRules
from workshops.services.speakers import SpeakerDetails
from workshops.services.stops import StopDetails

ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
TODAY = datetime.date(2027, 1, 13)


@given(
    day=st.integers(0, 7_000),
    minute=st.integers(0, 24 * 60 - 1),
    today=st.integers(0, 9_000),
    zone=st.sampled_from(ZONES),
)
@settings(deadline=None)
def test_a_copy_keeps_weekday_and_clock_of_the_place(
    day: int, minute: int, today: int, zone: str
) -> None:
    midnight = datetime.datetime(2015, 1, 1, tzinfo=ZoneInfo(zone))
    old = midnight + datetime.timedelta(days=day, minutes=minute)
    earliest = midnight.date() + datetime.timedelta(days=today) + copying.WEEK
    shift = copying._shift_after(old.date(), midnight.date() + datetime.timedelta(days=today))
    new = (old.astimezone(datetime.UTC) + shift).astimezone(ZoneInfo(zone))
    assert (new.weekday(), new.time()) == (old.weekday(), old.time())
    assert new.date() >= earliest
    assert new.date() > old.date()
    # No week later than it has to be.
    before = new.date() - copying.WEEK
    assert before < earliest or before == old.date()


def test_speakers_come_with_their_sessions(officer: User) -> None:
    event = make_event(by=officer)
    session = make_session(event, by=officer, title="Alur")
    make_session(event, by=officer, title="Dokumen", hour=11)
    speakers.add(event=event, details=SpeakerDetails(name="Rina", session=session), by=officer)
    speakers.add(event=event, details=SpeakerDetails(name="Tono", topic="Umum"), by=officer)
    twin = copying.copy(event=event, by=officer, today=TODAY)
    rows = {row.name: (row.topic, row.session) for row in twin.speakers.all()}
    assert rows == {"Rina": ("", twin.sessions.get(title="Alur")), "Tono": ("Umum", None)}
    assert session.speakers.get().name == "Rina"


def test_the_itinerary_comes_as_far_later_without_what_was_learned(officer: User) -> None:
    event = make_event(by=officer, kind=EventKind.STUDY_VISIT)
    stop = stops.add(
        event=event,
        details=StopDetails(kind=StopKind.VISIT, place="Pabrik", starts_at=at(10), ends_at=at(11)),
        by=officer,
    )
    stop.learned = "Cara mengemas"
    stop.save()
    twin = copying.copy(event=event, by=officer, today=TODAY)
    copied = twin.stops.get()
    assert (copied.place, copied.learned) == ("Pabrik", "")
    assert copied.starts_at - twin.starts_at == stop.starts_at - event.starts_at


def test_delegations_come_without_letters_and_answers(officer: User) -> None:
    event = make_event(by=officer)
    seats = Delegation.objects.create(
        event=event, region=event.region, mode=Mode.ONLINE, seats=3, contact_name="Ani"
    )
    Invitation.objects.create(event=event, delegation=seats)
    join(event, by=officer)
    twin = copying.copy(event=event, by=officer, today=TODAY)
    copied = twin.delegations.get()
    assert (copied.region, copied.mode, copied.seats) == (event.region, "online", 3)
    assert copied.contact_name == "Ani"
    assert not twin.invitations.exists()
    assert not twin.participants.exists()


def test_rules_come_but_the_public_calendar_waits(officer: User) -> None:
    event = make_event(by=officer)
    rules = replace(
        EventRules.of(event),
        is_public=True,
        waiting_rule="never_attended",
        answer_by=DAY - datetime.timedelta(days=3),
        min_attendance_percent=80,
        min_score_percent=50,
    )
    event_rules.change(event=event, rules=rules, by=officer)
    twin = copying.copy(event=event, by=officer, today=TODAY)
    shift = twin.starts_at - event.starts_at
    assert rules.answer_by
    expected = replace(rules, is_public=False, answer_by=rules.answer_by + shift)
    assert EventRules.of(twin) == expected


def test_a_meeting_follows_its_source_and_a_workshop_does_not(officer: User) -> None:
    meeting = make_event(by=officer, kind=EventKind.COORDINATION)
    workshop = make_event(by=officer)
    assert copying.copy(event=meeting, by=officer, today=TODAY).follows == meeting
    assert copying.copy(event=workshop, by=officer, today=TODAY).follows is None


def test_the_test_comes_with_the_questions_that_may_still_be_asked(officer: User) -> None:
    event = make_event(by=officer)
    topic = Topic.objects.create(code="uji", label="Uji")
    questions = [Question.objects.create(topic=topic, text=f"Soal {n}") for n in (1, 2)]
    for question in questions:
        Choice.objects.create(question=question, position=1, text="Ya", is_right=True)
    times = {
        "pre_opens_at": at(8),
        "pre_closes_at": at(9),
        "post_opens_at": at(15),
        "post_closes_at": at(16),
    }
    test = KnowledgeTest.objects.create(event=event, **times)
    for number, question in enumerate(questions, start=1):
        TestItem.objects.create(test=test, question=question, position=number)
    questions[0].is_active = False
    questions[0].save()
    twin = copying.copy(event=event, by=officer, today=TODAY)
    copied = KnowledgeTest.objects.get(event=twin)
    assert [(item.position, item.question) for item in copied.items.all()] == [(1, questions[1])]
    assert twin.starts_at - copied.pre_opens_at == datetime.timedelta(hours=1)
