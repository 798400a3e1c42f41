"""What must always hold for surveys, checked over the whole database."""

from collections.abc import Iterator

from django.db.models import Q

from workshops.enums import QuestionKind
from workshops.models import SurveyAnswer


def check() -> Iterator[str]:
    """Yields one sentence for each answer that is not of the kind of its question."""
    without_mark = Q(question__kind=QuestionKind.SCALE, score=None)
    with_mark = Q(question__kind=QuestionKind.TEXT, score__isnull=False)
    for pk in SurveyAnswer.objects.filter(without_mark | with_mark).values_list("pk", flat=True):
        yield f"survey answer {pk}: not of the kind of its question"
