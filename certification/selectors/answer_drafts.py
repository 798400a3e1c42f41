"""What a person typed on a page and has not saved."""

from accounts.models import User
from certification.models import AnswerDraft, Application
from ikm.models import Business


def draft_of(subject: Application | Business, page: str, user: User) -> AnswerDraft | None:
    """The person's own draft of a page, None when there is none."""
    return AnswerDraft.objects.of(subject).filter(page=page, by=user).first()
