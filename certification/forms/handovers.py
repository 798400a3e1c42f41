"""Whose certificates are handed over, when and where; who took them; the signed list."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from certification.models import HandoverItem, Programme
from certification.models.certificates import CertificateQuerySet
from certification.services.handovers import Occasion
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.uploads import ACCEPT, Cleaned, UnusableFileError, clean_upload
from regions.models import Region

MOST_ON_A_LIST = 300


class ChooseForm(forms.Form):
    """The programme and the kab/kota whose certificates are shown to choose from."""

    program = forms.ModelChoiceField(
        label="Program",
        queryset=Programme.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=None,
    )
    kabupaten = forms.ModelChoiceField(
        label="Kabupaten/kota", queryset=Region.objects.none(), required=False, empty_label="Semua"
    )

    def __init__(self, *args: Any, free: CertificateQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free = free
        programmes = Programme.objects.filter(pk__in=free.values("application__programme_id"))
        regions = Region.objects.filter(pk__in=free.values("application__regency_id"))
        self.fields["program"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["kabupaten"].queryset = regions  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def programme(self) -> Programme | None:
        """The chosen programme, else the newest with certificates that wait."""
        self.is_valid()
        chosen: Programme | None = self.cleaned_data.get("program")
        return chosen or self.fields["program"].queryset.first()  # type: ignore[attr-defined]

    def region(self) -> Region | None:
        """The chosen kab/kota; None for all."""
        self.is_valid()
        chosen: Region | None = self.cleaned_data.get("kabupaten")
        return chosen

    def certificates(self) -> CertificateQuerySet:
        """What waits in the programme and the kab/kota."""
        found = self.free.filter(application__programme=self.programme())
        region = self.region()
        return found.filter(application__regency=region) if region else found


class HandoverForm(forms.Form):
    """The occasion and the certificates; all that wait are ticked at first."""

    title = forms.CharField(
        label="Nama acara",
        max_length=160,
        help_text="Contoh: Penyerahan sertifikat halal di rapat 13 kabupaten/kota",
        error_messages={"required": "Tulis nama acaranya."},
    )
    held_on = IndonesianDateField(label="Tanggal")
    place = forms.CharField(label="Tempat", max_length=160, required=False)
    handed_by = forms.CharField(label="Yang menyerahkan", max_length=120, required=False)
    handed_by_title = forms.CharField(
        label="Jabatan yang menyerahkan", max_length=120, required=False
    )

    def occasion(self) -> Occasion:
        return Occasion(**self.cleaned_data)


class ReceiveForm(forms.Form):
    """The day, and for each row whether it was taken and by whom."""

    received_on = IndonesianDateField(label="Tanggal diterima")

    def names(self, posted: MultiValueDict[str, str], items: list[HandoverItem]) -> dict[int, str]:
        """The receivers of the ticked rows; the owner where nobody else is named."""
        ticked = set(posted.getlist("taken"))
        return {
            item.pk: " ".join(posted.get(f"name-{item.pk}", "").split())[:120] or item.receiver
            for item in items
            if str(item.pk) in ticked
        }


class ScanForm(forms.Form):
    """The signed list."""

    scan = forms.FileField(
        label="Pindaian daftar yang sudah ditandatangani",
        help_text="PDF atau foto, di bawah 10 MB, paling banyak 30 halaman.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": "Pilih pindaian daftar yang sudah ditandatangani.",
            "empty": "Berkas ini kosong. Pilih berkas lain.",
        },
    )

    def clean_scan(self) -> Cleaned:
        sent = self.cleaned_data["scan"]
        try:
            return clean_upload(sent.file, sent.size, name=sent.name)
        except UnusableFileError as error:
            raise forms.ValidationError(str(error)) from error
