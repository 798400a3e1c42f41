"""Who has earned a certificate of attendance, who has one, and what one says."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workshops.models import AttendanceCertificate, Event, Participant, Session, Speaker
from workshops.selectors.knowledge import score_percent_of
from workshops.selectors.presence import Share, share_of, shares

NO_HOURS = Share(0, 0)


class Stage(StrEnum):
    """How a participant stands; the value is the word in addresses."""

    ISSUED = "terbit"
    ENTITLED = "berhak"
    LACKING = "belum"
    WITHDRAWN = "ditarik"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Stage.ISSUED: "Sudah terbit",
    Stage.ENTITLED: "Memenuhi syarat",
    Stage.LACKING: "Belum memenuhi syarat",
    Stage.WITHDRAWN: "Ditarik",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One participant: what was reached, what is lacking in words, and the certificates.

    `score` is the percentage of the final test, None when it wasn't taken. `certificate` is the
    valid one, `withdrawn` the last that was taken back.
    """

    participant: Participant
    share: Share
    score: int | None
    lacks: tuple[str, ...]
    certificate: AttendanceCertificate | None
    withdrawn: AttendanceCertificate | None

    @property
    def stage(self) -> Stage:
        if self.certificate:
            return Stage.ISSUED
        if self.withdrawn:
            return Stage.WITHDRAWN
        return Stage.LACKING if self.lacks else Stage.ENTITLED

    @property
    def is_due(self) -> bool:
        """Earned and not given. What was withdrawn is only given again on purpose."""
        return self.stage == Stage.ENTITLED


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """What the participant's own page says: the certificate, or what it takes to get one.

    `asks` is the event's rule in words, only until the event is over; `lacks` only after it.
    """

    certificate: AttendanceCertificate | None
    lacks: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


def gives_certificates(event: Event) -> bool:
    """Whether the event asks for anything; without a rule nobody earns a certificate."""
    return (event.min_attendance_percent, event.min_score_percent) != (None, None)


def standing(event: Event) -> list[Standing]:
    """Everybody who holds a seat or came, by name; seven queries, whatever size."""
    people = event.participants.came_or_registered().select_related("business", "region")
    known = shares(event)
    scores = score_percent_of(event) if event.min_score_percent else {}
    valid, withdrawn = _certificates_of(event)
    return [
        Standing(
            participant=person,
            share=known.get(person.pk, NO_HOURS),
            score=scores.get(person.pk),
            lacks=lacks(event, known.get(person.pk, NO_HOURS), scores.get(person.pk)),
            certificate=valid.get(person.pk),
            withdrawn=withdrawn.get(person.pk),
        )
        for person in people
    ]


def lacks(event: Event, share: Share, score: int | None) -> tuple[str, ...]:
    """What is lacking for the certificate of this event, in words; empty when it is earned."""
    found = []
    if (asked := event.min_attendance_percent) and share.percent < asked:
        found.append(f"hadir {share.percent}% dari {asked}% yang diminta")
    if asked := event.min_score_percent:
        if score is None:
            found.append("belum ikut tes akhir")
        elif score < asked:
            found.append(f"nilai tes akhir {score}% dari {asked}% yang diminta")
    return tuple(found)


def asks(event: Event) -> tuple[str, ...]:
    """The rule of an event's certificate in words."""
    found = []
    if event.min_attendance_percent:
        found.append(f"hadir paling sedikit {event.min_attendance_percent}%")
    if event.min_score_percent:
        found.append(f"nilai tes akhir paling sedikit {event.min_score_percent}%")
    return tuple(found)


def own(participant: Participant, now: datetime.datetime) -> OwnCertificate | None:
    """For the participant's page; None when the event gives none."""
    event = participant.event
    valid = participant.certificates.valid().first()
    if valid or not gives_certificates(event):
        return OwnCertificate(valid) if valid else None
    if now < event.ends_at:
        return OwnCertificate(None, asks=asks(event))
    scores = score_percent_of(event) if event.min_score_percent else {}
    return OwnCertificate(None, lacks(event, share_of(participant), scores.get(participant.pk)))


def facts_of(event: Event, found: Standing, programme: list[dict[str, Any]]) -> dict[str, Any]:
    """What the paper says, as plain data that no later change reaches."""
    return {
        "kind": event.get_kind_display(),
        "title": event.title,
        "when": event.when,
        "place": event.venue or "Daring",
        "region": event.region.name,
        "organiser": event.organiser.name,
        "represents": found.participant.represents,
        "hours": found.share.hours,
        "all_hours": found.share.all_hours,
        "percent": found.share.percent,
        "score": found.score,
        "programme": programme,
    }


def programme_of(event: Event) -> list[dict[str, Any]]:
    """The back of the paper: sessions with JP and speakers, then speakers of the whole event."""
    sessions = event.sessions.select_related("event").prefetch_related("speakers")
    rows = [_row(session) for session in sessions]
    common = [_speaker(each) for each in event.speakers.filter(session=None)]
    if common:
        rows.append({"title": "Seluruh kegiatan", "when": "", "hours": None, "speakers": common})
    return rows


def _row(session: Session) -> dict[str, Any]:
    return {
        "title": session.title,
        "when": session.when,
        "hours": session.lesson_hours,
        "speakers": [_speaker(each) for each in session.speakers.all()],
    }


def _speaker(speaker: Speaker) -> dict[str, str]:
    return {"name": speaker.name, "position": speaker.position, "topic": speaker.topic}


def _certificates_of(
    event: Event,
) -> tuple[Mapping[int, AttendanceCertificate], Mapping[int, AttendanceCertificate]]:
    """The valid one and the last withdrawn one by participant."""
    valid: dict[int, AttendanceCertificate] = {}
    withdrawn: dict[int, AttendanceCertificate] = {}
    for certificate in event.certificates.defer("facts").order_by("issued_at", "pk"):
        target = withdrawn if certificate.withdrawn_at else valid
        target[certificate.participant_id] = certificate
    return valid, withdrawn
