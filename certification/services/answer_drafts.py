"""What was typed on a page and not yet saved: kept, forgotten, and swept up."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification import rules
from certification.draft_pages import VISIT, revoked_mandate
from certification.enums import DraftOrigin
from certification.models import AnswerDraft, Application
from certification.models.drafts import belonging
from certification.services import mandates, parts
from certification.services.status import refuse_moved
from ikm.models import Business

KEPT_DAYS = 90
LONGEST_ANSWER = 5_000
Subject = Application | Business


@transaction.atomic
def keep(*, subject: Subject, page: str, by: User, values: Mapping[str, str]) -> AnswerDraft:
    """Keeps the fields of a page as typed, in the place of what was kept of it before.

    Args:
        subject: the business for the pages of its mandates, else the application.

    Raises:
        NotEditableError, AlreadyMovedError: the application has gone on in the meantime.
        MandateMissingError, MandateTooSmallError: the owner did not entrust it to the person.
    """
    _refuse(subject, page, by)
    draft = sealed(subject, page, by, values)
    AnswerDraft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["application", "business", "page", "by"],
        update_fields=["sealed", "at", "origin"],
    )
    return draft


def sealed(
    subject: Subject,
    page: str,
    by: User,
    values: Mapping[str, str],
    *,
    origin: DraftOrigin = DraftOrigin.TYPED,
) -> AnswerDraft:
    """A draft of a page, not saved."""
    at = timezone.now()
    draft = AnswerDraft(**belonging(subject), page=page, by=by, at=at, origin=origin)
    draft.seal({name: text[:LONGEST_ANSWER] for name, text in values.items()})
    return draft


def drop(*, subject: Subject, page: str, by: User) -> None:
    """Forgets what the person typed on a page; nothing happens when there is nothing."""
    AnswerDraft.objects.of(subject).filter(page=page, by=by).delete()


def drop_all(application: Application) -> None:
    """Forgets what anybody typed: the application is sent, and its pages are closed."""
    AnswerDraft.objects.of(application).delete()


def drop_visit(application: Application) -> None:
    """Forgets what was typed during the visit: it has come to its end."""
    AnswerDraft.objects.of(application).filter(page__startswith=VISIT).delete()


def sweep(*, now: datetime.datetime) -> int:
    """Deletes what nobody came back to; returns how many pages."""
    old = AnswerDraft.objects.filter(at__lt=now - datetime.timedelta(days=KEPT_DAYS))
    count, _ = old.delete()
    return count


def _refuse(subject: Subject, page: str, by: User) -> None:
    """Lets through who may save the page itself."""
    if isinstance(subject, Business):
        _refuse_on_mandate(subject, page, by)
    elif page.startswith(VISIT):
        if not rules.can_move(by, subject, "verify"):
            raise PermissionDenied
        refuse_moved(subject, "verify")
    else:
        parts.refuse_strangers(subject, by)


def _refuse_on_mandate(business: Business, page: str, by: User) -> None:
    pk = revoked_mandate(page)
    if pk is None:
        mandates.refuse_strangers(by, business)
        return
    mandate = business.mandates.filter(pk=pk).first()
    if mandate is None or not rules.can_revoke(by, mandate):
        raise PermissionDenied
