"""Certificates of attendance: numbered without a gap, given together, withdrawn, signed."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import trainings
from halalportal.audit import services as audit
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job
from halalportal.outbox.models import Queue
from workshops.certificate_errors import (
    EventNotOverError,
    NoCertificateRuleError,
    NotEntitledError,
    NothingToSignError,
    WithdrawnAlreadyError,
)
from workshops.models import AttendanceCertificate, Event, Participant
from workshops.selectors.certificates import (
    Standing,
    facts_of,
    gives_certificates,
    programme_of,
    standing,
)
from workshops.services import certificate_numbers
from workshops.services.locking import lock

PAPERS_JOB = "workshops.certificates_pdf"


@transaction.atomic
def issue(
    *,
    event: Event,
    participants: Collection[Participant] | None = None,
    reason: str = "",
    by: User,
    now: datetime.datetime | None = None,
) -> list[AttendanceCertificate]:
    """Gives certificates and returns the new ones; who has a valid one gets no second.

    Args:
        participants: None for everybody who has earned one and never had one.
        reason: why somebody gets it who has not met the rule; kept with the certificate.

    Raises `NoCertificateRuleError`, `EventNotOverError`, or `NotEntitledError` for a participant
    named who has not met the rule, without a reason; then nobody gets one.
    """
    event, moment = lock(event.pk, by=by), now or timezone.now()
    if not gives_certificates(event):
        raise NoCertificateRuleError
    if event.ends_at > moment:
        raise EventNotOverError
    chosen = _chosen(event, participants, reason)
    if not chosen:
        return []
    made = _write(event, chosen, reason=reason, by=by, now=moment)
    _note_trainings(event, made, by=by)
    audit.record(
        action="attendance_certificate.issued",
        subject=event,
        by=by,
        count=len(made),
        first=made[0].sequence,
        last=made[-1].sequence,
        is_exception=bool(reason),
    )
    return made


@transaction.atomic
def withdraw(*, certificate: AttendanceCertificate, reason: str, by: User) -> AttendanceCertificate:
    """Takes a certificate back, and the qualification that it gave. Its number stays used.

    Raises `WithdrawnAlreadyError`.
    """
    event = lock(certificate.event_id, by=by)
    locked = AttendanceCertificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if locked.withdrawn_at:
        raise WithdrawnAlreadyError(locked.number)
    locked.withdrawn_at, locked.withdrawn_by = timezone.now(), by
    locked.withdrawn_reason = reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    if event.gives_qualification:
        trainings.lose(qualification=event.gives_qualification, evidence=evidence_of(locked), by=by)
    audit.record(action="attendance_certificate.withdrawn", subject=locked, by=by)
    return locked


@transaction.atomic
def sign(*, event: Event, signed_on: datetime.date, name: str, by: User) -> int:
    """Notes that the office has signed all papers that waited for it, and returns how many.

    No signature is drawn: the paper that the office signed is what counts.

    Raises `NothingToSignError`.
    """
    event = lock(event.pk, by=by)
    waiting = event.certificates.valid().filter(signed_on=None)
    count = waiting.update(signed_on=signed_on, signed_by_name=name)
    if not count:
        raise NothingToSignError
    audit.record(
        action="attendance_certificate.signed",
        subject=event,
        by=by,
        count=count,
        signed_on=signed_on.isoformat(),
    )
    return count


def start_papers(*, event: Event, layout: str, by: User) -> Job:
    """Starts to make the papers of all valid certificates, in one file of a `BatchLayout`."""
    with transaction.atomic():
        event = lock(event.pk, by=by)
    return jobs.start(
        kind=PAPERS_JOB,
        title=f"Sertifikat {event.title}"[:160],
        by=by,
        queue=Queue.PDF,
        event_id=event.pk,
        layout=layout,
    )


def evidence_of(certificate: AttendanceCertificate) -> str:
    """How a training names the certificate: a number is only one office's."""
    return f"{certificate.number}, {certificate.facts['organiser']}"


def _chosen(
    event: Event, participants: Collection[Participant] | None, reason: str
) -> list[Standing]:
    """Who gets one now; read under the event's lock."""
    everybody = standing(event)
    if participants is None:
        return [found for found in everybody if found.is_due]
    wanted = {person.pk for person in participants}
    chosen = [found for found in everybody if found.participant.pk in wanted]
    for found in chosen:
        if found.lacks and not found.certificate and not reason:
            raise NotEntitledError(found.participant.name, found.lacks)
    return [found for found in chosen if not found.certificate]


def _write(
    event: Event, chosen: list[Standing], *, reason: str, by: User, now: datetime.datetime
) -> list[AttendanceCertificate]:
    """One row for each, behind the lock of the office's numbers."""
    day = timezone.localdate(now, timezone=event.zone)
    numbers = certificate_numbers.take(event.organiser, len(chosen), day=day)
    programme = programme_of(event)
    return AttendanceCertificate.objects.bulk_create(
        [
            AttendanceCertificate(
                event=event,
                participant=found.participant,
                series=number.series,
                sequence=number.sequence,
                number=number.text,
                name=found.participant.name,
                facts=facts_of(event, found, programme) | _exception(found, reason),
                issued_at=now,
                issued_by=by,
            )
            for found, number in zip(chosen, numbers, strict=True)
        ],
        batch_size=500,
    )


def _exception(found: Standing, reason: str) -> dict[str, str]:
    return {"exception": reason} if found.lacks else {}


def _note_trainings(event: Event, made: list[AttendanceCertificate], *, by: User) -> None:
    """Who has an account gets the qualification that the event gives."""
    if not event.gives_qualification:
        return
    evidence = {
        pk: evidence_of(certificate)
        for certificate in made
        if (pk := _account(certificate.participant)) is not None
    }
    day = timezone.localdate(event.ends_at, timezone=event.zone)
    trainings.gain(qualification=event.gives_qualification, evidence=evidence, on=day, by=by)


def _account(participant: Participant) -> int | None:
    if participant.user_id or participant.business is None:
        return participant.user_id
    return participant.business.owner_id
