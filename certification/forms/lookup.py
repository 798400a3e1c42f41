"""What somebody without an account tells to see how an application stands."""

from django import forms


class LookupForm(forms.Form):
    """Number of the receipt, and the end of the owner's phone."""

    number = forms.CharField(
        label="Nomor pengajuan",
        max_length=20,
        help_text="Ada di tanda terima. Contoh: PGJ-2026-0412",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Tulis nomor pengajuan."},
    )
    digits = forms.RegexField(
        r"^\d{4}$",
        label="4 angka terakhir HP pemilik",
        help_text="Contoh: 7890",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}
        ),
        error_messages={
            "required": "Tulis 4 angka terakhir nomor HP pemilik.",
            "invalid": "Tulis 4 angka saja, misalnya 7890.",
        },
    )
