"""What somebody invited answers by link."""

from typing import Any, cast

from django import forms

from halalportal.lib.formats import phone
from workshops.forms.phone import clean_phone
from workshops.models import Delegation, Participant
from workshops.services.answers import Line

# So many empty lines are enough at a time; saving brings new ones.
MORE_LINES = 8
# People beyond the seats, who wait for one.
SPARE_LINES = 2


class LineForm(forms.Form):
    """One person whom a delegation sends."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Nama",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label="Nomor HP",
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("phone") and not data.get("name"):
            self.add_error("name", "Tulis nama orang dengan nomor ini.")
        return data


class LinesFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """The people of a delegation, one a line; an emptied line takes the person off."""

    def lines(self) -> list[Line]:
        """What the service takes; only after `is_valid`."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return [Line(row.get("pk"), row["name"], row["phone"]) for row in rows]

    def clean(self) -> None:
        names = [form.cleaned_data.get("name", "") for form in self.forms if form.is_valid()]
        given = [name.casefold() for name in names if name]
        if not given and not self._has_errors():
            raise forms.ValidationError(
                "Tulis paling sedikit satu nama, atau pilih Tidak mengirim orang."
            )
        for name in names:
            if name and given.count(name.casefold()) > 1:
                raise forms.ValidationError(f"{name} tertulis dua kali. Kosongkan salah satunya.")

    def _has_errors(self) -> bool:
        return any(form.errors for form in self.forms)


def lines_form(delegation: Delegation, people: list[Participant], data: Any = None) -> LinesFormSet:
    """The lines of those already named, and empty ones as far as seats and spares go."""
    left = delegation.seats + SPARE_LINES - len(people)
    factory = forms.formset_factory(
        LineForm, formset=LinesFormSet, extra=max(min(left, MORE_LINES), 1)
    )
    initial = [
        {"pk": each.pk, "name": each.name, "phone": phone(each.phone) if each.phone else ""}
        for each in people
    ]
    return cast("LinesFormSet", factory(data, initial=initial, prefix="orang"))


class SubstituteForm(forms.Form):
    """Who comes instead."""

    name = forms.CharField(
        label="Nama pengganti", max_length=120, error_messages={"required": "Tulis nama pengganti."}
    )
    phone = forms.CharField(
        label="Nomor HP pengganti",
        required=False,
        max_length=24,
        help_text="Contoh: 0812-3456-7890",
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


class NoteForm(forms.Form):
    """A word to the organiser."""

    note = forms.CharField(
        label="Catatan untuk panitia (boleh dikosongkan)",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
