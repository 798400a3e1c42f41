"""What officers write into the question bank."""

from typing import Any

from django import forms

from workshops.models import Question, Topic
from workshops.models.knowledge import LETTERS
from workshops.services.questions import QuestionText

FEWEST_CHOICES = 3


class QuestionForm(forms.Form):
    """A question with three or four choices, one of them right."""

    topic = forms.ModelChoiceField(
        label="Topik",
        queryset=Topic.objects.all(),
        empty_label="Pilih topik",
        error_messages={"required": "Pilih topik."},
    )
    text = forms.CharField(
        label="Soal",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Contoh: NIB terdiri dari berapa angka?",
        error_messages={"required": "Tulis soalnya."},
    )
    right = forms.ChoiceField(
        label="Jawaban yang benar",
        choices=[(letter, letter) for letter in LETTERS],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jawaban yang benar."},
    )
    source = forms.CharField(
        label="Sumber jawaban",
        max_length=200,
        help_text="Contoh: PP 42/2024 Pasal 160",
        error_messages={"required": "Tulis aturan atau bahan yang memuat jawabannya."},
    )

    def __init__(self, *args: Any, question: Question | None = None, **kwargs: Any) -> None:
        if question is not None:
            kwargs.setdefault("initial", question_initial(question))
        super().__init__(*args, **kwargs)
        for index, letter in enumerate(LETTERS):
            self.fields[_name(letter)] = forms.CharField(
                label=f"Pilihan {letter}",
                max_length=200,
                required=index < FEWEST_CHOICES,
                error_messages={"required": f"Tulis pilihan {letter}."},
            )
        self.order_fields(["topic", "text", *map(_name, LETTERS), "right", "source"])

    def clean(self) -> dict[str, Any]:
        """The right choice is written, and no two read the same."""
        data: dict[str, Any] = super().clean() or {}
        texts = self._texts(data)
        if data.get("right") and not texts.get(data["right"]):
            self.add_error("right", "Pilihan itu masih kosong. Tulis pilihannya, atau pilih lain.")
        seen: set[str] = set()
        for letter, text in texts.items():
            if text.casefold() in seen:
                self.add_error(_name(letter), "Pilihan ini sama dengan pilihan lain. Tulis beda.")
            seen.add(text.casefold())
        return data

    def content(self) -> QuestionText:
        """What the services take; only after `is_valid`."""
        data = self.cleaned_data
        texts = self._texts(data)
        return QuestionText(
            topic=data["topic"],
            text=data["text"],
            source=data["source"],
            choices=list(texts.values()),
            right=list(texts).index(data["right"]),
        )

    def _texts(self, data: dict[str, Any]) -> dict[str, str]:
        """Letter → text of the choices that are written."""
        return {letter: text for letter in LETTERS if (text := data.get(_name(letter)))}


def question_initial(question: Question) -> dict[str, Any]:
    """The fields of `QuestionForm` for a saved question."""
    choices = list(question.choices.all())
    texts = {_name(choice.letter): choice.text for choice in choices}
    right = next((choice.letter for choice in choices if choice.is_right), "")
    return texts | {
        "topic": question.topic_id,
        "text": question.text,
        "source": question.source,
        "right": right,
    }


def _name(letter: str) -> str:
    return f"choice_{letter.lower()}"
