"""The workshop of 24 April 2024 in Kupang: who was asked, who came, what they learned."""

import datetime
import random
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from ikm.models import Business
from regions.models import Region
from reports.demo.ntt_delegations import send_delegations
from reports.demo.ntt_words import DECISIONS, HANDOUTS, MINUTES, REPORT, SESSIONS, SPEAKERS
from reports.demo.people import Cast
from reports.demo.seeds import Seeds
from workshops.demo_meeting import Decided, Told, write_minutes
from workshops.demo_outcome import Learning, pick_questions, write_survey, write_test
from workshops.demo_presence import bring_report, scan_in, stay_of
from workshops.enums import EventKind, Mode, ParticipantStatus, Reply
from workshops.models import (
    Event,
    EventReport,
    Handout,
    Invitation,
    Participant,
    Session,
    Speaker,
)
from workshops.selectors.certificates import standing
from workshops.services import certificates
from workshops.services.persons import of_business

TITLE = "Workshop Sertifikasi Halal bagi IKM Pangan"
DAY = datetime.date(2024, 4, 24)
SEATS, WAITING, DECLINED, SILENT = 50, 2, 6, 3
_CITY = "53.71"
_OPENS, _CLOSES = datetime.time(8, 30), datetime.time(16, 0)
_ASKED_AT = datetime.datetime(2024, 4, 3, 10, 15, tzinfo=ZoneInfo("Asia/Makassar"))
_ANSWER_BY = datetime.date(2024, 4, 19)
_SIGNED_ON = datetime.date(2024, 5, 2)
_SIGNER = "Yohanes Bria (Plt. Kepala Dinas)"
_A_DAY = datetime.timedelta(days=1)
_LEFT_EARLY, _MISSED_NOON = 5, 1
_TOPICS = ("alur", "self-declare", "dokumen", "sop", "label", "kemasan", "nib-oss")
_LEARNING = Learning(knows=0.53, gains=0.6, weak=("sop",), on_paper=0.25)


def hold_workshop(*, cast: Cast, guests: Sequence[Business], seeds: Seeds) -> Event:
    """Writes the event with everything that belongs to it.

    Args:
        guests: the first get the seats in the hall; of the others some decline or wait.
    """
    rng, by = seeds.rng("workshop"), cast.province_officer
    event = _event(cast)
    _teach(event)
    _ask_businesses(event, guests, rng)
    send_delegations(event, cast=cast, rng=rng, asked_at=_ASKED_AT)
    _come(event, cast=cast, rng=rng)
    _link_in(event, cast=cast, rng=rng)
    questions = pick_questions(_TOPICS, each=2)
    write_test(event, questions, _LEARNING, rng=seeds.rng("test"), by=by)
    write_survey(event, share=0.7, rng=seeds.rng("survey"))
    _certify(event, cast=cast)
    _note(event, cast=cast)
    return event


def _event(cast: Cast) -> Event:
    region = Region.objects.get(code=_CITY)
    zone = Event(time_zone=region.time_zone).zone
    return Event.objects.create(
        kind=EventKind.WORKSHOP,
        title=TITLE,
        description="Persiapan fasilitasi sertifikat halal. Bawa KTP, NIB, dan daftar bahan.",
        region=region,
        organiser=cast.office,
        starts_at=datetime.datetime.combine(DAY, _OPENS, zone),
        ends_at=datetime.datetime.combine(DAY, _CLOSES, zone),
        time_zone=region.time_zone,
        venue="Hotel Flobamora, Kota Kupang",
        online_link="https://rapat.contoh.id/workshop-halal-kupang",
        onsite_seats=SEATS,
        online_seats=60,
        answer_by=_ANSWER_BY,
        min_attendance_percent=80,
        min_score_percent=60,
        changed_at=_ASKED_AT,
        created_at=_ASKED_AT - _A_DAY,
    )


def _teach(event: Event) -> None:
    sessions = [
        Session.objects.create(
            event=event,
            title=title,
            starts_at=datetime.datetime.combine(DAY, start, event.zone),
            ends_at=datetime.datetime.combine(DAY, end, event.zone),
        )
        for title, start, end in SESSIONS
    ]
    Speaker.objects.bulk_create(
        Speaker(event=event, session=sessions[place], name=name, position=position, topic=topic)
        for place, name, position, topic in SPEAKERS
    )


def _ask_businesses(event: Event, guests: Sequence[Business], rng: random.Random) -> None:
    """Everybody is asked; fifty find a seat, the last who say yes wait for one."""
    answers = [(ParticipantStatus.REGISTERED, Reply.YES)] * SEATS
    answers += [(ParticipantStatus.WAITING, Reply.YES)] * WAITING
    answers += [(ParticipantStatus.DECLINED, Reply.NO)] * DECLINED
    answers += [(ParticipantStatus.INVITED, Reply.NONE)] * SILENT
    people, replies = [], []
    for business, (status, reply) in zip(guests, answers, strict=False):
        hours = (
            rng.randint(330, 370) if status == ParticipantStatus.WAITING else rng.randint(4, 320)
        )
        replied_at = _ASKED_AT + datetime.timedelta(hours=hours) if reply else None
        person = of_business(event, business, Mode.ONSITE)
        person.status, person.created_at = status, _ASKED_AT
        if status == ParticipantStatus.WAITING:
            person.waiting_since = replied_at
        people.append(person)
        replies.append((reply, replied_at))
    Participant.objects.bulk_create(people)
    Invitation.objects.bulk_create(
        Invitation(
            event=event, participant=person, made_at=_ASKED_AT, reply=reply, replied_at=replied_at
        )
        for person, (reply, replied_at) in zip(people, replies, strict=True)
    )


def _come(event: Event, *, cast: Cast, rng: random.Random) -> None:
    """The hall: badges scanned at the door of each session; a few leave early."""
    people = list(event.participants.registered().onsite().order_by("pk"))
    leaving = rng.sample(people, _LEFT_EARLY + _MISSED_NOON)
    first, second, last = event.sessions.all()
    by = cast.officer_of(_CITY)
    scan_in(first, people, rng=rng, by=by)
    scan_in(second, [each for each in people if each not in leaving[:1]], rng=rng, by=by)
    scan_in(last, [each for each in people if each not in leaving[1:]], rng=rng, by=by)


def _link_in(event: Event, *, cast: Cast, rng: random.Random) -> None:
    """The screen: the tool's report says who was there for how long."""
    people = list(event.participants.registered().online().order_by("pk"))
    leaving, late = rng.sample(people, 5)[:3], rng.sample(people, 2)
    sessions = list(event.sessions.all())
    stays = {
        person: [
            span
            for place, session in enumerate(sessions)
            if not (person in leaving and place == 2)
            for span in stay_of(
                session,
                rng,
                share=0.5 if person in late and place == 1 else 1,
                has_gap=rng.random() < 0.15,
            )
        ]
        for person in people
    }
    bring_report(event, stays, by=cast.province_officer)


def _certify(event: Event, *, cast: Cast) -> None:
    """The hall's papers are signed; those of the offices still wait for the signature."""
    by = cast.province_officer
    earned = [each.participant for each in standing(event) if each.is_due]
    hall = [person for person in earned if person.mode == Mode.ONSITE]
    issued_at = event.ends_at + 2 * _A_DAY
    certificates.issue(event=event, participants=hall, by=by, now=issued_at)
    certificates.sign(event=event, signed_on=_SIGNED_ON, name=_SIGNER, by=by)
    certificates.issue(event=event, by=by, now=issued_at + 7 * _A_DAY)


def _note(event: Event, *, cast: Cast) -> None:
    """Material, minutes with decisions, and the report."""
    by = cast.province_officer
    Handout.objects.bulk_create(
        Handout(event=event, title=title, link=link, added_at=event.starts_at, added_by=by)
        for title, link in HANDOUTS
    )
    decided = [
        Decided(
            text=each.text,
            office=cast.regency_offices.get(each.region_code, cast.office),
            due_on=each.due_on,
            reports=[
                Told(on=on, state=state, text=text, by=by) for on, state, text in each.reports
            ],
        )
        for each in DECISIONS
    ]
    write_minutes(event, chair="Yohanes Bria", text=MINUTES, decided=decided, by=by)
    written_at = event.ends_at + 5 * _A_DAY
    EventReport.objects.create(event=event, changed_at=written_at, changed_by=by, **REPORT)
