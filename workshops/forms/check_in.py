"""The code of a room, as a participant types it."""

from django import forms


class RoomCodeForm(forms.Form):
    """One short field."""

    code = forms.CharField(
        label="Kode ruangan",
        max_length=20,
        help_text="5 huruf dan angka di layar atau papan ruangan",
        error_messages={"required": "Tulis kode yang ada di layar ruangan."},
        widget=forms.TextInput(
            attrs={
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
                "class": "input-short",
            }
        ),
    )
