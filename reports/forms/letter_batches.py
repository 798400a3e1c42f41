"""What is asked once for all letters of a batch, and its numbers."""

from collections.abc import Iterable
from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField
from reports.enums import BatchLayout
from reports.forms.letters.letter import LetterForm, initial_of


class BatchForm(LetterForm):
    """The placeholders that the portal doesn't know for each recipient, who signs, a name."""

    title = forms.CharField(
        label="Nama kumpulan surat",
        max_length=160,
        help_text="Hanya tampil di portal, supaya mudah dicari.",
        error_messages={"required": "Tulis nama kumpulan surat."},
    )

    def __init__(self, *args: Any, known: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = set(known)
        self.placeholders = [each for each in self.placeholders if each.code not in told]
        for name in ("recipient", "paper", *initial_of(dict.fromkeys(told, ""))):
            self.fields.pop(name, None)
        self.fields["signer"].widget.attrs["class"] = "form-select"


class NumberAllForm(forms.Form):
    """The date on all letters; where the office has a register, a number a line."""

    written_on = IndonesianDateField(
        label="Tanggal surat", help_text="Tahunnya menentukan urutan nomor."
    )
    register_numbers = forms.CharField(
        label="Nomor dari buku agenda",
        max_length=130_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Tulis nomor dari buku agenda, satu baris tiap surat."},
    )

    def __init__(self, *args: Any, has_register: bool, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_register:
            self.fields[
                "register_numbers"
            ].help_text = f"Satu baris tiap surat menurut urutan di bawah, {count} baris."
        else:
            del self.fields["register_numbers"]

    def numbers(self) -> list[str] | None:
        """The typed numbers in their order; None where the portal numbers."""
        typed = self.cleaned_data.get("register_numbers")
        return None if typed is None else [line for line in typed.splitlines() if line.strip()]


class LayoutForm(forms.Form):
    """One PDF, or a file for each."""

    layout = forms.ChoiceField(choices=BatchLayout.choices)
