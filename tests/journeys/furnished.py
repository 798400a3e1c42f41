"""Three workshops with everything in them: one is over, one runs now, one is to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from tests.factories import EAST_KUTAI, make_business, make_organisation
from tests.journeys.steps import in_days
from tests.workshops import held, meeting_files
from tests.workshops.inviting import delegate
from tests.workshops.making import at, join, join_person, make_event
from tests.workshops.testing import make_questions, make_test
from workshops.enums import Phase
from workshops.meetings.reading import Setting, read
from workshops.models import Event, KnowledgeTest, Participant
from workshops.services import (
    actions,
    certificates,
    handouts,
    knowledge_tests,
    meeting_reports,
    minutes,
    photos,
    room_codes,
    sessions,
    sittings,
    speakers,
    stops,
    surveys,
)
from workshops.services.links import invitation_token, token_for

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Places = dict[str, object]


@dataclass(frozen=True)
class Guests:
    """Whose pages are looked at, besides the officer's."""

    owner: User
    companion: User


def furnish(guests: Guests, *, by: User) -> Places:
    """The parts of the addresses of all three."""
    return coming(by) | running(guests, by) | over(guests, by)


def coming(by: User) -> Places:
    """In the public calendar, with seats for the delegation of another kab/kota."""
    day = in_days(10)
    event = make_event(
        by=by, title="Bimtek Uji Mendatang", is_public=True, starts_at=at(9, day=day),
        ends_at=at(12, day=day), onsite_seats=20,
    )  # fmt: skip
    delegation = delegate(event, by=by, count=3, name="Ani Contoh", phone="0834-5678-9012")
    invitation = event.invitations.get(delegation=delegation)
    return {
        "coming": event.pk,
        "delegation": delegation.pk,
        "invitation": invitation_token(invitation),
    }


def running(guests: Guests, by: User) -> Places:
    """Its session and its first test are open; the owner is in the middle of the test."""
    now = timezone.now().replace(second=0, microsecond=0)
    event = make_event(by=by, title="Bimtek Uji Hari Ini", starts_at=now - HOUR, ends_at=now + HOUR)
    span = {"starts_at": now - HOUR, "ends_at": now + HOUR}
    session = sessions.add(event=event, title="Sesi Uji", by=by, **span)
    room_codes.renew(session=session, by=by)
    speakers.add(event=event, details=speakers.SpeakerDetails(name="Budi Contoh"), by=by)
    own = join(event, by=by, business=make_business(owner=guests.owner))
    person = join_person(event, by=by, email=guests.companion.email or "")
    test = make_test(event, by=by, count=3)
    KnowledgeTest.objects.filter(pk=test.pk).update(
        pre_opens_at=now - HOUR, pre_closes_at=F("post_closes_at")
    )
    test.refresh_from_db()
    sittings.start(test=test, participant=own, phase=Phase.PRE)
    return {
        "running": event.pk,
        "session": session.pk,
        "own": token_for(own),
        "new": token_for(person),
        "participant": own.pk,
    }


def over(guests: Guests, by: User) -> Places:
    """People were there, learned, said what they think, and have certificates."""
    office = make_organisation(kind=OrganisationKind.DINAS, region=EAST_KUTAI)
    event = held.held_event(
        by, kind="study_visit", title="Studi Uji", organiser=office, min_attendance_percent=80
    )
    own = held.came(event, by=by, business=make_business(owner=guests.owner))
    other = held.came(event, by=by)
    learn(event, [own, other], by=by)
    [certificate, _] = certificates.issue(event=event, by=by)
    surveys.answer(participant=other, scores=held.all_marks(4), texts={}, now=timezone.now())
    keep(event, by=by)
    return {
        "over": event.pk,
        "past": token_for(own),
        "certificate": certificate.pk,
        "code": certificate.code,
        "decision": decide(event, office, by=by),
        "report": online(event, by=by),
        "attended": event.sessions.get().pk,
    }


def learn(event: Event, people: list[Participant], *, by: User) -> None:
    """Everybody takes both tests, and knows one answer more after the event."""
    chosen = make_questions(3, by=by, topics=("label", "alur"))
    test = knowledge_tests.choose_questions(event=event, questions=chosen, by=by)
    for phase, right in ((Phase.PRE, 1), (Phase.POST, 2)):
        now = test.window(phase)[0]
        for person in people:
            take(test, person, phase, right=right, now=now)


def take(
    test: KnowledgeTest, person: Participant, phase: Phase, *, right: int, now: datetime
) -> None:
    sitting = sittings.start(test=test, participant=person, phase=phase, now=now)
    for number, item in enumerate(test.items.all()):
        choice = item.question.choices.get(position=1 if number < right else 2)
        sittings.answer(sitting=sitting, item=item, choice=choice, now=now)
    sittings.hand_in(sitting=sitting, now=now)


def keep(event: Event, *, by: User) -> None:
    """A handout, a photo and a stop of the journey."""
    handouts.add_link(event=event, title="Video alur", link="https://contoh.id/v", by=by)
    picture = held.photo()
    photos.add(event=event, file=picture, size=picture.size or 0, by=by)
    stops.add(
        event=event,
        details=stops.StopDetails(
            kind="visit", place="Rumah Uji", starts_at=event.starts_at, ends_at=event.ends_at
        ),
        by=by,
    )


def decide(event: Event, office: Organisation, *, by: User) -> int:
    """What was said, and one decision for the office."""
    minutes.write(event=event, chair="Kepala Dinas Uji", text="Dibuka pukul 09.00.", by=by)
    due_on = timezone.localdate() + 7 * DAY
    decision = actions.Decision(text="Bagi kuota per kecamatan", office=office, due_on=due_on)
    return actions.add(event=event, decision=decision, by=by).pk


def online(event: Event, *, by: User) -> int:
    """A report of the meeting with a name that the portal knows, nearly knows, and doesn't."""
    session, day = event.sessions.get(), timezone.localdate(event.starts_at, event.zone)
    names = ("Pemilik Uji", "Ani Contoh", "iPhone")
    whole = (at(9, day=day), at(12, day=day))
    content = meeting_files.zoom([(name, "", *whole) for name in names])
    reading = read(content, Setting(days=[day], zone=event.zone))
    file = meeting_reports.SentFile("rapat.csv", f"uji-{session.pk}")
    return meeting_reports.take_in(event=event, file=file, reading=reading, by=by).pk
