"""Moving places: filters of the history, transfer, top-up, recall, and sharing with companions."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.enums import Role
from accounts.models import User
from certification.enums import MovementKind
from certification.forms.programmes import COUNT_ERRORS
from certification.models import Allocation, TopUpRequest
from certification.models.quota import AllocationQuerySet
from certification.services.ledger import level_name
from certification.services.sharing import Share
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import number


class LevelField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A level of the tree in words, with what is free there."""

    def label_from_instance(self, obj: Allocation) -> str:
        return f"{level_name(obj)} (sisa {number(obj.free)})"


def count_field(label: str, **kwargs: Any) -> forms.IntegerField:
    """So many places, one at least."""
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=1_000_000,
        error_messages=COUNT_ERRORS | {"min_value": "Tulis paling sedikit 1."},
        **kwargs,
    )


def reason_field(label: str = "Alasan", **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        error_messages={"required": "Tulis alasannya dalam satu kalimat."},
        **kwargs,
    )


class MovementFilterForm(forms.Form):
    """The filters of the history, in the address. Unknown values are left out."""

    tingkat = forms.ModelChoiceField(
        label="Tingkat", queryset=Allocation.objects.none(), required=False, empty_label="Semua"
    )
    jenis = forms.ChoiceField(
        label="Jenis", choices=[("", "Semua"), *MovementKind.choices], required=False
    )

    def __init__(self, *args: Any, levels: AllocationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tingkat"].queryset = levels  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def level(self) -> Allocation | None:
        return self.cleaned_data.get("tingkat")

    @property
    def kind(self) -> str:
        return str(self.cleaned_data.get("jenis") or "")

    def query(self, **key: str) -> str:
        """The address of another page of the same list."""
        kept = {"tingkat": self.level.pk if self.level else "", "jenis": self.kind, **key}
        return "?" + urlencode({name: value for name, value in kept.items() if value})


class TransferForm(forms.Form):
    """From one level to another."""

    source = LevelField(
        label="Dari",
        queryset=Allocation.objects.none(),
        empty_label="Pilih asal",
        error_messages={"required": "Pilih asal kuota."},
    )
    target = LevelField(
        label="Ke",
        queryset=Allocation.objects.none(),
        empty_label="Pilih tujuan",
        error_messages={"required": "Pilih tujuan kuota."},
    )
    count = count_field("Jumlah tempat")
    reason = reason_field(help_text="Contoh: Kuota tidak terpakai sampai Mei.")

    def __init__(self, *args: Any, levels: AllocationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "target"):
            self.fields[name].queryset = levels  # type: ignore[attr-defined]


class TopUpForm(forms.Form):
    """How many more places a level asks for, and why."""

    allocation = LevelField(
        label="Untuk",
        queryset=Allocation.objects.none(),
        empty_label="Pilih tingkat",
        error_messages={"required": "Pilih untuk siapa kuotanya."},
    )
    count = count_field("Jumlah tempat yang diminta")
    reason = reason_field("Mengapa perlu tambahan?", help_text="Contoh: 12 usaha sudah menunggu.")

    def __init__(self, *args: Any, levels: Iterable[Allocation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = [level.pk for level in levels]
        found = Allocation.objects.filter(pk__in=pks).select_related(
            "programme", "region", "organisation"
        )
        self.fields["allocation"].queryset = found  # type: ignore[attr-defined]
        if len(pks) == 1:
            self.initial.setdefault("allocation", pks[0])


class ApprovalForm(forms.Form):
    """How many of the places asked for are given."""

    count = count_field("Jumlah tempat yang diberikan")
    note = reason_field("Catatan", required=False)

    def __init__(self, *args: Any, asked: TopUpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("count", asked.count)


class RefusalForm(forms.Form):
    """Why the request is turned down."""

    note = reason_field("Mengapa ditolak?", help_text="Peminta membaca alasan ini.")


class RecallForm(forms.Form):
    """How many idle places come back, and why."""

    count = count_field("Jumlah yang ditarik")
    reason = reason_field(help_text="Contoh: Tidak ada pengajuan sejak Maret.")


class CompanionShareForm(forms.Form):
    """What one of the own companions shall have in a kab/kota."""

    level = LevelField(
        label="Kabupaten/kota",
        queryset=Allocation.objects.none(),
        empty_label="Pilih kabupaten/kota",
        error_messages={"required": "Pilih kabupaten/kota."},
    )
    companion = forms.ModelChoiceField(
        label="Pendamping",
        queryset=User.objects.none(),
        empty_label="Pilih pendamping",
        error_messages={"required": "Pilih pendamping."},
    )
    count = forms.IntegerField(
        label="Kuota pendamping di kabupaten/kota ini",
        min_value=0,
        max_value=1_000_000,
        help_text="Jumlah seluruhnya, bukan tambahannya.",
        error_messages=COUNT_ERRORS,
    )
    due_on = IndonesianDateField(label="Tenggat", required=False, help_text="Contoh: 31/12/2026")

    def __init__(self, *args: Any, levels: AllocationQuerySet, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].queryset = levels.filter(companion=None)  # type: ignore[attr-defined]
        people = User.objects.filter(
            memberships__role=Role.COMPANION,
            memberships__organisation_id=user.scope.organisation_id,
            memberships__ended_on=None,
        )
        self.fields["companion"].queryset = people.distinct().order_by("name")  # type: ignore[attr-defined]

    def share(self) -> Share:
        level = self.cleaned_data["level"]
        return Share(
            region=level.region,
            organisation=level.organisation,
            companion=self.cleaned_data["companion"],
            count=self.cleaned_data["count"],
            due_on=self.cleaned_data["due_on"],
        )
