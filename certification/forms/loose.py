"""Forms of a draft: what is missing may wait, what is there must be right."""

from typing import Any

from django import forms

from certification.models import Application
from halalportal.lib.identifiers import Identifier


class LooseForm(forms.Form):
    """Keeps an unfinished answer: an empty required field is no error here, only on sending."""

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in [name for name in self.fields if self.has_error(name, "required")]:
            del self.errors[name]
            cleaned[name] = getattr(self.fields[name], "empty_value", "")
        return cleaned


class StepForm(LooseForm):
    """One page of a part; its fields are fields of the application."""

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        self.application = application
        super().__init__(*args, **kwargs)

    @classmethod
    def answers(cls, application: Application) -> dict[str, Any]:
        """What was answered before, by field."""
        return {name: getattr(application, name) for name in cls.base_fields}

    def values(self) -> dict[str, Any]:
        """What the service writes."""
        return dict(self.cleaned_data)


class RegistryForm(StepForm):
    """A page whose fields are fields of the registry's record."""

    @classmethod
    def answers(cls, application: Application) -> dict[str, Any]:
        """What the registry knows, by field."""
        return {name: getattr(application.business, name) for name in cls.base_fields}


def yes_no_field(*, label: str, help_text: str = "", no: str = "Belum") -> forms.TypedChoiceField:
    """A question with yes or no; unanswered is None."""
    choose = f"Pilih Ya atau {no}."
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=[("True", "Ya"), ("False", no)],
        coerce={"True": True, "False": False}.get,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": choose, "invalid_choice": choose},
    )


def read(found: Identifier) -> str:
    """The normal form of what was read.

    Raises:
        ValidationError: with the sentence that says what to do.
    """
    if found.problem:
        raise forms.ValidationError(found.problem)
    return found.value
