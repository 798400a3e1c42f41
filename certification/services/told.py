"""What the owner answered in the public check, laid ready where the application asks the same."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from certification.eligibility.told import told
from certification.enums import DraftOrigin
from certification.models import AnswerDraft, Application
from certification.services.answer_drafts import sealed
from certification.services.parts import BUSINESS_FIELDS, lock_open
from halalportal.audit import services as audit


@transaction.atomic
def lay_ready(*, application: Application, answers: Mapping[str, str], by: User) -> list[str]:
    """Fills in pages as drafts, which the owner looks at and saves; returns the pages.

    An answer that is there stays, and so does what somebody typed on the page.

    Args:
        answers: question → answer of the public check.

    Raises:
        NotEditableError: the application was sent.
    """
    locked = lock_open(application, by)
    drafts = [
        sealed(locked, page, by, values, origin=DraftOrigin.CHECK)
        for page, fields in told(answers).items()
        if (values := _open(locked, fields))
    ]
    AnswerDraft.objects.bulk_create(drafts, ignore_conflicts=True)
    pages = [draft.page for draft in drafts]
    if pages:
        audit.record(action="application.told_by_check", subject=locked, by=by, pages=pages)
    return pages


def _open(application: Application, fields: Mapping[str, str]) -> dict[str, str]:
    """Those that nobody has answered yet, here or in the registry."""
    return {
        name: text
        for name, text in fields.items()
        if getattr(application.business if name in BUSINESS_FIELDS else application, name)
        in (None, "")
    }
