"""Which letters a list shows."""

from typing import Any

from django import forms

from reports.enums import LetterKind, LetterState


class LetterFilterForm(forms.Form):
    """State, kind, and words of number, subject or recipient; all in the address."""

    status = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua keadaan"), *LetterState.choices]
    )
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *LetterKind.choices]
    )
    dinas = forms.ChoiceField(
        label="Dinas", required=False, choices=[("", "Semua dinas"), ("sendiri", "Dinas sendiri")]
    )
    cari = forms.CharField(label="Nomor, hal, atau penerima", required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"
