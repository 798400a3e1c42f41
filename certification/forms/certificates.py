"""What stands on a certificate, its state, and the filters of the list."""

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import User
from certification.enums import CertificateState
from certification.models import Certificate, Programme
from certification.models.certificates import CertificateQuerySet
from certification.services.certificates import SETTABLE, Face
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.identifiers import read_certificate_number
from halalportal.lib.uploads import ACCEPT, Cleaned, UnusableFileError, clean_upload
from regions.models import Region

MOST_PRODUCTS = 60
LONGEST_NAME = 120


class CertificateForm(forms.Form):
    """The certificate as BPJPH issued it."""

    number = forms.CharField(
        label="Nomor sertifikat halal",
        max_length=30,
        help_text="ID dan 17 angka, di bagian atas sertifikat.",
        error_messages={"required": "Tulis nomor sertifikat halal."},
    )
    issued_on = IndonesianDateField(label="Tanggal terbit", help_text="Contoh: 21/11/2026")
    decision_number = forms.CharField(label="Nomor ketetapan halal", max_length=60, required=False)
    decided_on = IndonesianDateField(label="Tanggal ketetapan halal", required=False)
    products = forms.CharField(
        label="Produk di sertifikat",
        help_text="Satu nama per baris, sama seperti di lampiran sertifikat. "
        "Hapus yang tidak ada, ubah yang ditulis lain.",
        max_length=MOST_PRODUCTS * (LONGEST_NAME + 2),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Tulis nama produk yang ada di sertifikat."},
    )
    file = forms.FileField(
        label="Sertifikat dari BPJPH",
        required=False,
        help_text="PDF atau foto, di bawah 10 MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT, "data-kecil": True}),
        error_messages={"empty": "Berkas ini kosong. Pilih berkas lain."},
    )

    def __init__(
        self, *args: Any, day: datetime.date, names: Iterable[str] = (), **kwargs: Any
    ) -> None:
        """Args:
        day: today where the application is.
        names: the products that the application names.
        """
        kwargs["initial"] = {"products": "\n".join(names)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.day = day

    @staticmethod
    def answers(certificate: Certificate) -> dict[str, Any]:
        """What was recorded, for a correction."""
        names = certificate.products.values_list("name", flat=True)
        fields = ("number", "issued_on", "decision_number", "decided_on")
        known = {name: getattr(certificate, name) for name in fields}
        return known | {"products": "\n".join(names)}

    def clean_number(self) -> str:
        found = read_certificate_number(self.cleaned_data["number"])
        if found.problem:
            raise forms.ValidationError(found.problem)
        return found.value

    def clean_issued_on(self) -> datetime.date:
        issued_on: datetime.date = self.cleaned_data["issued_on"]
        if issued_on > self.day:
            raise forms.ValidationError("Tanggal terbit belum tiba. Tulis tanggal di sertifikat.")
        return issued_on

    def clean_products(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["products"].splitlines()]
        names = list({line.casefold(): line for line in reversed(lines) if line}.values())[::-1]
        if too_long := next((name for name in names if len(name) > LONGEST_NAME), ""):
            raise forms.ValidationError(
                f"Nama ini lebih dari {LONGEST_NAME} huruf: {too_long[:40]}… Pendekkan."
            )
        if len(names) > MOST_PRODUCTS:
            raise forms.ValidationError(f"Paling banyak {MOST_PRODUCTS} nama. Periksa lagi.")
        return names

    def clean_file(self) -> Cleaned | None:
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        try:
            # Decoding takes a while: it happens before any row is locked.
            return clean_upload(sent.file, sent.size, name=sent.name)
        except UnusableFileError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decided_on, issued_on = cleaned.get("decided_on"), cleaned.get("issued_on")
        if decided_on and issued_on and decided_on > issued_on:
            self.add_error("decided_on", "Ketetapan halal ada sebelum sertifikat terbit.")
        return cleaned

    def face(self) -> Face:
        """What stands on the certificate."""
        return Face(**self.cleaned_data)


class StateForm(forms.Form):
    """What BPJPH said about the certificate, and why."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(
        label="Keadaan sertifikat",
        choices=[(state.value, state.label) for state in SETTABLE],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keadaan sertifikat."},
    )
    valid_until = IndonesianDateField(
        label="Berlaku sampai",
        required=False,
        help_text="Hanya untuk sertifikat lama yang tanggal akhirnya tercetak.",
    )
    reason = forms.CharField(
        label="Alasan dan sumbernya",
        max_length=300,
        help_text="Contoh: surat BPJPH nomor dan tanggal. Pemilik usaha membaca ini.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan dan sumbernya."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("valid_until") and cleaned.get("state") != CertificateState.LEGACY:
            self.add_error(
                "valid_until",
                "Sertifikat BPJPH tidak punya tanggal akhir. Kosongkan, atau pilih sertifikat "
                "lama.",
            )
        return cleaned


class CertificateFilterForm(forms.Form):
    """The filters of the list, all in the address. Unknown values are left out."""

    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *CertificateState.choices]
    )
    serah = forms.ChoiceField(
        label="Serah terima",
        required=False,
        choices=[("", "Semua"), ("belum", "Belum diserahkan"), ("sudah", "Sudah diserahkan")],
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

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Certificate.objects.visible_to(user)
        regions = Region.objects.filter(pk__in=seen.values("application__regency_id"))
        programmes = Programme.objects.filter(pk__in=seen.values("application__programme_id"))
        self.fields["kabupaten"].queryset = regions  # type: ignore[attr-defined]
        self.fields["program"].queryset = programmes  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def apply(self, certificates: CertificateQuerySet) -> CertificateQuerySet:
        """The certificates that meet all filters that were understood."""
        self.is_valid()
        chosen = self.cleaned_data
        if state := chosen.get("keadaan"):
            certificates = certificates.filter(state=state)
        if region := chosen.get("kabupaten"):
            certificates = certificates.filter(application__regency=region)
        if programme := chosen.get("program"):
            certificates = certificates.filter(application__programme=programme)
        match chosen.get("serah"):
            case "belum":
                return certificates.undelivered()
            case "sudah":
                return certificates.filter(handover_items__received_on__isnull=False)
            case _:
                return certificates

    def query(self) -> str:
        """The filters in use as a query string."""
        chosen = [(name, self[name].value()) for name in self.fields if not self[name].errors]
        return urlencode([(name, value) for name, value in chosen if value])
