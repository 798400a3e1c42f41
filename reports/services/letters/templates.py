"""Templates: shared ones are copied to an office before they change."""

import datetime

from django.db import transaction

from accounts.models import Organisation, User
from halalportal.audit import services as audit
from reports.letter_kinds.kinds import KINDS
from reports.letter_kinds.texts import unknown_in
from reports.letters.errors import SharedTemplateError, UnknownPlaceholderError
from reports.models import LetterTemplate
from reports.services.letters.locking import require_own_office

_COPIED = ("kind", "classification", "nature", "subject", "body", "copies", "attachment", "source")


@transaction.atomic
def copy(
    *, template: LetterTemplate, office: Organisation, today: datetime.date, by: User
) -> LetterTemplate:
    """The office's own template with the same words, to change."""
    require_own_office(by, office)
    own = LetterTemplate.objects.create(
        organisation=office,
        name=f"{template.name} (salinan)"[:120],
        valid_from=today,
        **{name: getattr(template, name) for name in _COPIED},
    )
    audit.record(action="letter_template.copied", subject=own, by=by, template=template.pk)
    return own


@transaction.atomic
def change(*, template: LetterTemplate, by: User) -> None:
    """Keeps what was changed in an office's own template.

    Raises `SharedTemplateError`, or `UnknownPlaceholderError` for a {placeholder} that letters of
    this kind don't offer.
    """
    if template.organisation is None:
        raise SharedTemplateError
    require_own_office(by, template.organisation)
    kind = KINDS[template.kind]
    unknown = unknown_in(kind, template.subject, template.body, template.copies)
    if unknown:
        raise UnknownPlaceholderError(unknown, sorted(kind.codes))
    template.save()
    audit.record(action="letter_template.changed", subject=template, by=by)
