"""Drafts: written from a template, written again, thrown away. A draft has no number."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from certification.models import Application
from halalportal.audit import services as audit
from ikm.models import Business
from reports.enums import LetterState
from reports.letter_kinds.parts import Table
from reports.letters.errors import OtherOfficeError
from reports.letters.facts import Recipient, facts_of
from reports.models import Letter, LetterBatch, Letterhead, LetterTemplate, Signer
from reports.selectors.letters.offices import letterhead_of
from reports.services.letters.locking import lock, require_own_office

# What the recipient brought along when the draft was made.
_OF_ITS_OWN = frozenset({"table", "answer_url"})
_WORDS = ("facts", "subject", "recipient", "signer", "paper")


def compose(
    *,
    template: LetterTemplate,
    recipient: Recipient,
    fields: Mapping[str, str],
    letterhead: Letterhead,
    signer: Signer,
    paper: str = "",
    table: Table | None = None,
    batch: LetterBatch | None = None,
    business: Business | None = None,
    application: Application | None = None,
    companion: User | None = None,
    by: User,
) -> Letter:
    """The letter without keeping it, to look at.

    Args:
        fields: a text for each placeholder of the template.
        paper: by default that of the office.

    Raises `MissingFieldsError`, `OtherOfficeError`.
    """
    own = (None, letterhead.organisation_id)
    if template.organisation_id not in own or signer.letterhead_id != letterhead.pk:
        raise OtherOfficeError
    facts = facts_of(
        template,
        recipient=recipient,
        fields=fields,
        letterhead=letterhead,
        signer=signer,
        table=table,
    )
    return Letter(
        organisation=letterhead.organisation,
        template=template,
        batch=batch,
        signer=signer,
        subject=facts["subject"][:160],
        recipient=recipient.name[:200],
        paper=paper or letterhead.paper,
        facts=facts,
        business=business,
        application=application,
        companion=companion,
        created_by=by,
    )


@transaction.atomic
def draft(
    *,
    template: LetterTemplate,
    recipient: Recipient,
    fields: Mapping[str, str],
    letterhead: Letterhead,
    signer: Signer,
    paper: str = "",
    table: Table | None = None,
    batch: LetterBatch | None = None,
    business: Business | None = None,
    application: Application | None = None,
    companion: User | None = None,
    by: User,
) -> Letter:
    """Keeps a letter as draft. Arguments and errors as `compose`."""
    require_own_office(by, letterhead.organisation)
    letter = compose(
        template=template,
        recipient=recipient,
        fields=fields,
        letterhead=letterhead,
        signer=signer,
        paper=paper,
        table=table,
        batch=batch,
        business=business,
        application=application,
        companion=companion,
        by=by,
    )
    letter.save(force_insert=True)
    audit.record(action="letter.drafted", subject=letter, by=by, template=template.pk)
    return letter


@transaction.atomic
def redraft(
    *,
    letter: Letter,
    recipient: Recipient,
    fields: Mapping[str, str],
    signer: Signer,
    paper: str,
    by: User,
) -> Letter:
    """Writes a draft again, with the template and the letterhead of today.

    Raises `LetterMovedError` for what has a number, and as `compose`.
    """
    [locked] = lock([letter], LetterState.DRAFT, by=by)
    fresh = compose(
        template=locked.template,
        recipient=recipient,
        fields=fields,
        letterhead=letterhead_of(locked.organisation),
        signer=signer,
        paper=paper,
        by=by,
    )
    for part in _OF_ITS_OWN & locked.facts.keys():
        fresh.facts[part] = locked.facts[part]
    for name in _WORDS:
        setattr(locked, name, getattr(fresh, name))
    locked.save(update_fields=_WORDS)
    audit.record(action="letter.redrafted", subject=locked, by=by)
    return locked


@transaction.atomic
def discard(*, letter: Letter, by: User) -> None:
    """Deletes a draft: nothing of it ever left. Raises `LetterMovedError`."""
    [locked] = lock([letter], LetterState.DRAFT, by=by)
    audit.record(action="letter.discarded", subject=locked, by=by, template=locked.template_id)
    locked.delete()
