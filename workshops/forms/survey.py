"""The survey of an event on one page."""

from collections.abc import Iterable
from typing import Any

from django import forms

from workshops.enums import QuestionKind
from workshops.models import SurveyQuestion
from workshops.selectors.survey import MARK_LABELS

MOST_LETTERS = 500


class SurveyForm(forms.Form):
    """A mark for every statement; words are free to leave out."""

    use_required_attribute = False

    def __init__(self, *args: Any, questions: Iterable[SurveyQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[f"q{question.pk}"] = _field(question)

    def scores(self) -> dict[int, int]:
        """question id → mark; only after `is_valid`."""
        return {pk: int(answer) for pk, answer in self._answers(QuestionKind.SCALE)}

    def texts(self) -> dict[int, str]:
        """question id → words, "" for none; only after `is_valid`."""
        return dict(self._answers(QuestionKind.TEXT))

    def _answers(self, kind: str) -> list[tuple[int, str]]:
        return [
            (question.pk, self.cleaned_data[f"q{question.pk}"])
            for question in self.questions
            if question.kind == kind
        ]


def _field(question: SurveyQuestion) -> forms.Field:
    if question.kind == QuestionKind.SCALE:
        return forms.ChoiceField(
            label=question.text,
            choices=[(str(mark), label) for mark, label in reversed(MARK_LABELS.items())],
            widget=forms.RadioSelect,
            error_messages={"required": f"Pilih jawaban untuk “{question.text}”."},
        )
    return forms.CharField(
        label=question.text,
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"Tulis paling banyak {MOST_LETTERS} huruf."},
    )
