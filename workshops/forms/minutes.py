"""What officers type about a meeting: its minutes, its decisions, and how far these came."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.enums import REGIONAL_ROLES
from accounts.models import Organisation, User
from halalportal.interface.fields import IndonesianDateField
from regions.models import within
from workshops.enums import ActionState
from workshops.models import ActionItem, Event, Minutes
from workshops.services.actions import Decision

STATE_WORDS = {
    ActionState.DOING: "Sedang dikerjakan",
    ActionState.DONE: "Sudah selesai",
    ActionState.DROPPED: "Tidak dilanjutkan",
}


class MinutesForm(forms.Form):
    """Who led the meeting, and what was said."""

    chair = forms.CharField(
        label="Pemimpin rapat",
        max_length=120,
        required=False,
        help_text="Contoh: Kepala Dinas Perindustrian",
    )
    text = forms.CharField(
        label="Isi rapat",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Satu paragraf untuk satu pokok. Keputusan ditulis terpisah.",
        error_messages={"required": "Tulis isi rapat."},
        max_length=20_000,
    )

    def __init__(self, *args: Any, minutes: Minutes | None = None, **kwargs: Any) -> None:
        if minutes:
            kwargs.setdefault("initial", {"chair": minutes.chair, "text": minutes.text})
        super().__init__(*args, **kwargs)


class DecisionForm(forms.Form):
    """A decision with the office that answers for it."""

    text = forms.CharField(
        label="Keputusan",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Contoh: Kirim daftar usaha yang belum terjangkau ke provinsi.",
        error_messages={"required": "Tulis apa yang diputuskan."},
    )
    office = forms.ModelChoiceField(
        label="Penanggung jawab",
        queryset=Organisation.objects.none(),
        empty_label="Pilih dinas atau lembaga",
        error_messages={
            "required": "Pilih dinas atau lembaga.",
            "invalid_choice": "Pilih dinas atau lembaga dari daftar.",
        },
    )
    person = forms.ModelChoiceField(
        label="Orang yang mengerjakan",
        queryset=User.objects.none(),
        required=False,
        empty_label="Belum ditentukan",
        help_text="Orang yang punya akun; pengingat dikirim kepadanya.",
        error_messages={"invalid_choice": "Pilih orang dari daftar."},
    )
    person_name = forms.CharField(
        label="Nama, bila tidak ada di daftar", max_length=120, required=False
    )
    due_on = IndonesianDateField(label="Batas waktu", help_text="Contoh: 21/11/2026")

    def __init__(
        self, *args: Any, user: User, event: Event, item: ActionItem | None = None, **kwargs: Any
    ) -> None:
        if item:
            names = ("text", "office", "person", "person_name", "due_on")
            kwargs.setdefault("initial", {name: getattr(item, name) for name in names})
        super().__init__(*args, **kwargs)
        offices = Organisation.objects.visible_to(user).order_by("kind", "region_id", "name")
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        self.fields["person"].queryset = people_of(event.region_id[:2])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("person") and data.get("person_name"):
            self.add_error("person_name", "Pilih orang dari daftar atau tulis nama, salah satu.")
        return data

    def decision(self) -> Decision:
        """What the services take; only after `is_valid`."""
        names = Decision.__dataclass_fields__
        return Decision(**{name: self.cleaned_data[name] for name in names})


class ReportForm(forms.Form):
    """How far a decision came."""

    state = forms.ChoiceField(
        label="Keadaan sekarang",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih keadaan sekarang.",
            "invalid_choice": "Pilih keadaan yang masih bisa.",
        },
    )
    text = forms.CharField(
        label="Apa yang sudah dikerjakan",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bila tidak dilanjutkan, tulis alasannya.",
    )

    def __init__(self, *args: Any, states: tuple[ActionState, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(state, STATE_WORDS[state]) for state in states]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


def people_of(province: str) -> QuerySet[User, Any]:
    """Those who work in the offices and organisations of a province, by name."""
    at_office = within("memberships__region_id", province)
    at_organisation = within("memberships__organisation__region_id", province)
    working = Q(memberships__ended_on=None) & (
        (Q(memberships__role__in=sorted(REGIONAL_ROLES)) & at_office) | at_organisation
    )
    people: QuerySet[User, Any] = User.objects.filter(working, is_active=True)
    return people.distinct().order_by("name", "pk")
