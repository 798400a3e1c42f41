"""Why somebody wants to see personal data."""

from collections.abc import Callable
from typing import Any

from django import forms

from halalportal.lib.texts import squeeze

OTHER = "lain"
PURPOSES = {
    "pengajuan": "Memeriksa data untuk pengajuan",
    "sihalal": "Mengisi SiHalal",
    "nib": "Membantu membuat NIB di OSS",
    "data": "Memastikan data dengan KTP pemilik",
    "pemeriksaan": "Pemeriksaan inspektorat",
    OTHER: "Keperluan lain",
}


class PurposeForm(forms.Form):
    """A purpose of the list, or one in own words."""

    purpose = forms.ChoiceField(
        label="Untuk keperluan apa?",
        choices=list(PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keperluan.", "invalid_choice": "Pilih keperluan."},
    )
    note = forms.CharField(
        label="Keperluan lain", max_length=160, required=False, help_text="Contoh: permintaan bank"
    )

    password = forms.CharField(
        label="Kata sandi Anda",
        strip=False,
        help_text="Diminta lagi karena Anda masuk lebih dari 10 menit yang lalu",
        error_messages={"required": "Tulis kata sandi Anda."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(
        self, *args: Any, confirm: Callable[[str], str] | None = None, **kwargs: Any
    ) -> None:
        """With `confirm` the password is asked too; it returns what is wrong with one, or ""."""
        super().__init__(*args, **kwargs)
        self._confirm = confirm
        if confirm is None:
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self._confirm and (problem := self._confirm(password)):
            raise forms.ValidationError(problem, code="password")
        return password

    def clean(self) -> dict[str, Any]:
        """Another purpose needs words."""
        data = self.cleaned_data
        if data.get("purpose") == OTHER and not squeeze(data.get("note", "")):
            self.add_error("note", "Tulis keperluannya.")
        return data

    def sentence(self) -> str:
        """The purpose as the owner reads it."""
        note = squeeze(self.cleaned_data["note"])
        chosen = self.cleaned_data["purpose"]
        if chosen == OTHER:
            return note
        return f"{PURPOSES[chosen]}: {note}" if note else PURPOSES[chosen]
