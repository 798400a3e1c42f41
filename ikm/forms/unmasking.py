"""Why somebody wants to see personal data."""

from typing import Any

from django import forms

from accounts.forms import ConfirmedForm
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


class PurposeForm(ConfirmedForm):
    """A purpose of the list, or one in own words."""

    field_order = ("purpose", "note", "password")

    purpose = forms.ChoiceField(
        label="Untuk keperluan apa?",
        choices=list(PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keperluan.", "invalid_choice": "Pilih keperluan."},
    )
    note = forms.CharField(
        label="Keperluan lain", max_length=160, required=False, help_text="Contoh: permintaan bank"
    )

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
