"""Forms of a draft: what is missing may wait, what is there must be right."""

from typing import Any

from django import forms

YES_NO = [("True", "Ya"), ("False", "Belum")]


class LooseForm(forms.Form):
    """Keeps an unfinished answer: an empty required field is no error here, only on sending."""

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in [name for name in self.fields if self.has_error(name, "required")]:
            del self.errors[name]
            cleaned[name] = getattr(self.fields[name], "empty_value", "")
        return cleaned


def yes_no_field(*, label: str, help_text: str = "") -> forms.TypedChoiceField:
    """A question with yes or not yet; unanswered is None."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=YES_NO,
        coerce={"True": True, "False": False}.get,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih Ya atau Belum.",
            "invalid_choice": "Pilih Ya atau Belum.",
        },
    )
