"""The one question of each change to many businesses."""

from typing import Any

from django import forms

from accounts.models import Membership, User
from ikm.enums import BulkKind, OperationalStatus
from ikm.forms.assignment import CompanionField
from ikm.selectors.companions import companions_in

_SEEN = [choice for choice in OperationalStatus.choices if choice[0] != OperationalStatus.UNKNOWN]


class MentoredForm(forms.Form):
    value = forms.ChoiceField(
        label="Usaha yang dipilih menjadi",
        choices=[("ya", "Binaan dinas"), ("tidak", "Bukan binaan")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih binaan atau bukan binaan."},
    )


class StatusForm(forms.Form):
    value = forms.ChoiceField(
        label="Keadaan usaha yang dipilih",
        choices=_SEEN,
        widget=forms.RadioSelect,
        help_text="Tanggal pemeriksaan terakhir menjadi hari ini.",
        error_messages={"required": "Pilih keadaan usaha."},
    )


class CompanionForm(forms.Form):
    value = CompanionField(
        queryset=Membership.objects.none(),
        label="Pendamping",
        empty_label="Pilih pendamping",
        help_text=(
            "Angka di belakang nama: jumlah usaha yang sedang didampingi. Usaha yang programnya "
            "meminta bimtek yang belum dipunyai pendamping tidak ikut berubah."
        ),
        error_messages={
            "required": "Pilih pendamping.",
            "invalid_choice": "Pendamping ini tidak aktif lagi. Pilih yang lain.",
        },
    )


_FORMS: dict[BulkKind, type[forms.Form]] = {
    BulkKind.MENTORED: MentoredForm,
    BulkKind.STATUS: StatusForm,
    BulkKind.COMPANION: CompanionForm,
}


def bulk_form(kind: BulkKind, data: Any, *, user: User) -> forms.Form:
    """The form of this kind of change, with the choices that the officer has."""
    form = _FORMS[kind](data)
    if kind == BulkKind.COMPANION:
        field: Any = form.fields["value"]
        field.queryset = companions_in(user.scope.region_code[:2])
    return form


def chosen_value(form: forms.Form) -> str:
    """The answer as `BulkEdit.value` keeps it: a word, or the key of a membership."""
    answer = form.cleaned_data["value"]
    return str(answer.pk if isinstance(answer, Membership) else answer)
