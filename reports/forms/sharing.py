"""How long a shared page can be opened."""

from django import forms

from reports.services.sharing import LIFETIMES


class ShareForm(forms.Form):
    """For how many days the link opens."""

    days = forms.TypedChoiceField(
        label="Berlaku selama",
        choices=[(days, f"{days} hari") for days in LIFETIMES],
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih berapa hari tautan ini berlaku.",
            "invalid_choice": "Pilih 1, 7 atau 30 hari.",
        },
    )
