"""What was typed on a page and not yet saved: kept, forgotten, and swept up."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.models import AnswerDraft, Application
from certification.services.parts import refuse_strangers

KEPT_DAYS = 90
LONGEST_ANSWER = 5_000


@transaction.atomic
def keep(
    *, application: Application, page: str, by: User, values: Mapping[str, str]
) -> AnswerDraft:
    """Keeps the fields of a page as typed, in the place of what was kept of it before.

    Raises:
        NotEditableError: the application was sent in the meantime.
        MandateMissingError, MandateTooSmallError: the owner did not entrust it to the person.
    """
    refuse_strangers(application, by)
    draft = AnswerDraft(application=application, page=page, by=by, at=timezone.now())
    draft.seal({name: text[:LONGEST_ANSWER] for name, text in values.items()})
    AnswerDraft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["application", "page", "by"],
        update_fields=["sealed", "at"],
    )
    return draft


def drop(*, application: Application, page: str, by: User) -> None:
    """Forgets what the person typed on a page; nothing happens when there is nothing."""
    AnswerDraft.objects.filter(application=application, page=page, by=by).delete()


def drop_all(application: Application) -> None:
    """Forgets what anybody typed: the application is sent, and its pages are closed."""
    AnswerDraft.objects.filter(application=application).delete()


def sweep(*, now: datetime.datetime) -> int:
    """Deletes what nobody came back to; returns how many pages."""
    old = AnswerDraft.objects.filter(at__lt=now - datetime.timedelta(days=KEPT_DAYS))
    count, _ = old.delete()
    return count
