"""Giving a filter of the list a name."""

from typing import Any
from urllib.parse import parse_qsl

from django import forms

from accounts.models import User
from halalportal.lib.texts import squeeze
from ikm.forms.filters import BusinessFilterForm
from ikm.models import SavedFilter

_LONGEST = SavedFilter._meta.get_field("query").max_length or 0


class SavedFilterForm(forms.Form):
    """The name, whether colleagues see it, and the query string as the list had it."""

    name = forms.CharField(
        label="Nama saringan",
        max_length=60,
        help_text="Contoh: Binaan tanpa NIB",
        error_messages={
            "required": "Tulis nama saringan.",
            "max_length": "Nama saringan paling panjang 60 huruf.",
        },
    )
    is_shared = forms.BooleanField(label="Bagikan ke rekan satu dinas", required=False)
    query = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.scope.is_regional:
            del self.fields["is_shared"]

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean_query(self) -> str:
        """Only what the list itself would put into its address."""
        query = dict(parse_qsl(self.cleaned_data["query"]))
        kept = BusinessFilterForm(query, user=self.user).query(mirip="")
        if not kept:
            raise forms.ValidationError("Pilih saringan dulu, lalu simpan.", code="empty")
        if len(kept) > _LONGEST:
            raise forms.ValidationError("Saringan terlalu panjang. Pendekkan kata yang dicari.")
        return kept
