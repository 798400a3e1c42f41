"""What a person typed on a page and has not saved."""

from accounts.models import User
from certification.models import AnswerDraft, Application


def draft_of(application: Application, page: str, user: User) -> AnswerDraft | None:
    """The person's own draft of a page, None when there is none."""
    drafts = AnswerDraft.objects.filter(application=application, page=page, by=user)
    return drafts.first()
