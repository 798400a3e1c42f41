"""What is written down about an application on the regular track."""

from typing import Any

from django import forms

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from certification.services.regular import CaseDetails
from halalportal.interface.fields import IndonesianDateField


class RegularCaseForm(forms.Form):
    """LPH, price, audit and fatwa; each may stay empty until it is known."""

    inspection_body = forms.ModelChoiceField(
        label="LPH",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Belum ditetapkan",
    )
    cost = forms.IntegerField(
        label="Biaya pemeriksaan (rupiah)",
        required=False,
        min_value=1,
        help_text="Seperti yang ditetapkan LPH. Contoh: 350000",
        error_messages={"invalid": "Tulis angka saja, misalnya 350000."},
    )
    cost_agreed_on = IndonesianDateField(label="Biaya disetujui tanggal", required=False)
    paid_on = IndonesianDateField(label="Dibayar tanggal", required=False)
    audit_from = IndonesianDateField(label="Audit mulai", required=False)
    audit_to = IndonesianDateField(label="Audit selesai", required=False)
    extension_asked_on = IndonesianDateField(
        label="Perpanjangan diminta tanggal",
        required=False,
        help_text="Satu kali, paling lambat sehari sebelum 15 hari kerja habis.",
    )
    audit_extended_to = IndonesianDateField(label="Audit diperpanjang sampai", required=False)
    fatwa_body = forms.CharField(
        label="Yang bersidang",
        max_length=80,
        required=False,
        help_text="Contoh: Komisi Fatwa MUI Provinsi",
    )
    fatwa_on = IndonesianDateField(label="Sidang fatwa tanggal", required=False)
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.filter(kind=OrganisationKind.LPH).order_by("name")
        self.fields["inspection_body"].queryset = bodies  # type: ignore[attr-defined]

    def details(self) -> CaseDetails:
        return CaseDetails(**self.cleaned_data)
