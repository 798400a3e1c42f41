"""Starting an application, and the filters of the list."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import Organisation, User
from certification.enums import Status
from certification.models import Application, Programme
from certification.models.application import ApplicationQuerySet
from regions.models import Region


class InsistForm(forms.Form):
    """An officer starts an application although another programme has the business already."""

    anyway = forms.BooleanField(
        label="Tetap buat pengajuan",
        error_messages={"required": "Centang kalau pengajuan ini tetap perlu."},
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Contoh: sertifikat lama tidak memuat produk ini",
        error_messages={"required": "Tulis alasannya."},
    )


class FilterForm(forms.Form):
    """The filters of the list, all in the address so that a list can be shared.

    `status` may stand several times. Unknown values are left out rather than refused.
    """

    status = forms.MultipleChoiceField(
        label="Status",
        choices=Status.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kabupaten = forms.ModelChoiceField(
        label="Kabupaten/kota", queryset=Region.objects.none(), required=False, empty_label="Semua"
    )
    program = forms.ModelChoiceField(
        label="Program",
        queryset=Programme.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Semua",
    )
    lp3h = forms.ModelChoiceField(
        label="LP3H", queryset=Organisation.objects.none(), required=False, empty_label="Semua"
    )
    perbaikan = forms.BooleanField(label="Perbaikan sudah dikirim", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Application.objects.visible_to(user)
        regions = Region.objects.filter(pk__in=seen.values("regency_id"))
        organisations = Organisation.objects.filter(pk__in=seen.values("organisation_id"))
        programmes = Programme.objects.filter(pk__in=seen.values("programme_id"))
        self.fields["kabupaten"].queryset = regions  # type: ignore[attr-defined]
        self.fields["lp3h"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["program"].queryset = programmes  # type: ignore[attr-defined]
        for name in ("kabupaten", "program", "lp3h"):
            self.fields[name].widget.attrs["class"] = "form-select"

    def apply(self, applications: ApplicationQuerySet) -> ApplicationQuerySet:
        """The applications that meet all filters that were understood."""
        self.is_valid()
        chosen = self.cleaned_data
        if statuses := chosen.get("status"):
            applications = applications.in_status(*statuses)
        if region := chosen.get("kabupaten"):
            applications = applications.filter(regency=region)
        if programme := chosen.get("program"):
            applications = applications.filter(programme=programme)
        if organisation := chosen.get("lp3h"):
            applications = applications.served_by(organisation.pk)
        return applications.resubmitted() if chosen.get("perbaikan") else applications

    @property
    def is_queue(self) -> bool:
        """Whether the list is work that waits, so that the oldest comes first."""
        return bool(self.cleaned_data.get("status"))

    def chips(self) -> list[tuple[str, str, str]]:
        """The filters in use as (name, value, address without it)."""
        pairs = self._pairs()
        return [
            (str(self.fields[name].label), text, self._without(pairs, name, value))
            for name, value, text in pairs
        ]

    def query(self) -> str:
        """The filters in use as a query string."""
        return urlencode([(name, value) for name, value, _ in self._pairs()])

    def _pairs(self) -> list[tuple[str, str, str]]:
        """Each filter in use as (name, value in the address, words)."""
        chosen = self.cleaned_data
        pairs = [("status", code, str(Status(code).label)) for code in chosen.get("status", [])]
        if region := chosen.get("kabupaten"):
            pairs.append(("kabupaten", region.pk, region.name))
        if programme := chosen.get("program"):
            pairs.append(("program", programme.slug, programme.name))
        if organisation := chosen.get("lp3h"):
            pairs.append(("lp3h", str(organisation.pk), organisation.name))
        if chosen.get("perbaikan"):
            pairs.append(("perbaikan", "1", "Ya"))
        return pairs

    @staticmethod
    def _without(pairs: list[tuple[str, str, str]], name: str, value: str) -> str:
        rest = [(other, code) for other, code, _ in pairs if (other, code) != (name, value)]
        return f"?{urlencode(rest)}" if rest else "?"
