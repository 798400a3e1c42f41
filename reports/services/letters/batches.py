"""Letters that are made together: drafts of all, then all their numbers at once, then the papers.

Numbers are given in the transaction of the button. The job afterwards only renders, so a worker
that dies takes no number with it, and a run again makes the same papers.
"""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from certification.models import Programme
from halalportal.audit import services as audit
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job
from halalportal.outbox.models import Queue
from reports.enums import BatchLayout, LetterState
from reports.letters.batch_errors import (
    BatchPrintedError,
    NobodyChosenError,
    NothingToPrintError,
    TooManyLettersError,
)
from reports.letters.facts import Recipient
from reports.models import Letter, LetterBatch, Letterhead, LetterTemplate, Signer
from reports.selectors.letter_recipients.owners import MOST
from reports.selectors.letter_recipients.parts import Addressee
from reports.services.letters.drafts import compose
from reports.services.letters.locking import require_own_office
from reports.services.letters.numbers import number
from workshops.models import Event

PAPERS_JOB = "reports.letters_pdf"


@transaction.atomic
def make(
    *,
    template: LetterTemplate,
    title: str,
    addressees: Sequence[Addressee],
    fields: Mapping[str, str],
    letterhead: Letterhead,
    signer: Signer,
    programme: Programme | None = None,
    event: Event | None = None,
    by: User,
) -> LetterBatch:
    """Keeps a draft for each addressee, in their order.

    Args:
        fields: what is the same in all letters; an addressee's own values come before.

    Raises `NobodyChosenError`, `TooManyLettersError`, and as `compose`; then nothing is kept.
    """
    require_own_office(by, letterhead.organisation)
    if not addressees:
        raise NobodyChosenError
    if len(addressees) > MOST:
        raise TooManyLettersError(len(addressees), MOST)
    batch = LetterBatch.objects.create(
        organisation=letterhead.organisation,
        template=template,
        title=title,
        programme=programme,
        event=event,
        created_by=by,
    )
    letters = [
        _letter(each, batch, fields=fields, letterhead=letterhead, signer=signer, by=by)
        for each in addressees
    ]
    Letter.objects.bulk_create(letters, batch_size=500)
    audit.record(action="letter_batch.made", subject=batch, by=by, count=len(letters))
    return batch


@transaction.atomic
def number_all(
    *,
    batch: LetterBatch,
    written_on: datetime.date | None = None,
    register_numbers: Sequence[str] | None = None,
    by: User,
) -> Job:
    """Numbers all drafts of a batch in their order, and starts the job that prints them.

    Raises as `number`, and `BatchPrintedError` when there is no draft left; then none has one.
    """
    locked = _locked(batch, by=by)
    drafts = list(locked.letters.in_state(LetterState.DRAFT).order_by("pk"))
    if not drafts:
        raise BatchPrintedError
    number(drafts, written_on=written_on, register_numbers=register_numbers, by=by)
    audit.record(action="letter_batch.numbered", subject=locked, by=by, count=len(drafts))
    return _start(locked, BatchLayout.PRINT, by=by)


@transaction.atomic
def start_papers(*, batch: LetterBatch, layout: BatchLayout, by: User) -> Job:
    """Starts the job that makes the papers of the letters that wait for a signature.

    Raises `NothingToPrintError`.
    """
    locked = _locked(batch, by=by)
    if not locked.letters.in_state(LetterState.NUMBERED).exists():
        raise NothingToPrintError
    return _start(locked, layout, by=by)


@transaction.atomic
def discard(*, batch: LetterBatch, by: User) -> int:
    """Deletes the drafts of a batch, and the batch when nothing is left of it; returns how many.

    Raises `BatchPrintedError` when there is no draft left.
    """
    locked = _locked(batch, by=by)
    count, _ = locked.letters.in_state(LetterState.DRAFT).delete()
    if not count:
        raise BatchPrintedError
    audit.record(action="letter_batch.discarded", subject=locked, by=by, count=count)
    if not locked.letters.exists():
        locked.delete()
    return count


def _letter(
    each: Addressee,
    batch: LetterBatch,
    *,
    fields: Mapping[str, str],
    letterhead: Letterhead,
    signer: Signer,
    by: User,
) -> Letter:
    letter = compose(
        template=batch.template,
        recipient=Recipient(each.label, each.lines),
        fields={**fields, **each.values},
        letterhead=letterhead,
        signer=signer,
        table=each.table,
        batch=batch,
        by=by,
    )
    letter.business_id = each.business_id
    letter.application_id = each.application_id
    letter.companion_id = each.companion_id
    letter.facts["answer_url"] = each.link
    return letter


def _start(batch: LetterBatch, layout: BatchLayout, *, by: User) -> Job:
    membership = by.active_membership
    return jobs.start(
        kind=PAPERS_JOB,
        title=batch.title,
        by=by,
        queue=Queue.PDF,
        batch_id=batch.pk,
        layout=layout,
        user_id=by.pk,
        membership_id=membership.pk if membership else 0,
    )


def _locked(batch: LetterBatch, *, by: User) -> LetterBatch:
    """The row of the batch: who presses the button twice waits, and finds no drafts left."""
    rows = LetterBatch.objects.select_for_update(of=("self",)).select_related("organisation")
    locked: LetterBatch = rows.get(pk=batch.pk)
    require_own_office(by, locked.organisation)
    return locked
