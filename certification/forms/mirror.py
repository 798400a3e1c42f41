"""Bringing in what SiHalal says: a pasted table, a file, or one number; and the lists beside it."""

import datetime
import json
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.models import Organisation, User
from certification.enums import MirrorSource
from certification.mirror.lines import read_number
from certification.mirror.sources import MOST_LINES
from certification.models import Application, NationalStatus
from certification.models.application import ApplicationQuerySet
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import number
from halalportal.lib.spreadsheets import MAX_BYTES, SpreadsheetError, kind_of

TOO_LONG = f"Tabel terlalu panjang. Tempel paling banyak {number(MOST_LINES)} baris."


DAYS = [
    ("14", "14 hari atau lebih"),
    ("30", "30 hari atau lebih"),
    ("60", "60 hari atau lebih"),
    ("0", "Semua"),
]


class AsOfForm(forms.Form):
    """The day that SiHalal was looked at; the moment is now, or the end of an earlier day."""

    seen_on = IndonesianDateField(
        label="Dilihat di SiHalal tanggal",
        required=False,
        help_text="Kosong berarti hari ini. Contoh: 21/11/2026",
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)

    def clean_seen_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["seen_on"]
        if day and day > timezone.localdate(timezone=self.zone):
            raise forms.ValidationError("Tanggal itu belum tiba. Pilih hari ini atau sebelumnya.")
        return day

    def as_of(self) -> datetime.datetime:
        """The moment that the table shows."""
        day: datetime.date | None = self.cleaned_data["seen_on"]
        if day is None or day == timezone.localdate(timezone=self.zone):
            return timezone.now()
        return datetime.datetime.combine(day, datetime.time.max, self.zone)


class MirrorForm(AsOfForm):
    """A pasted table or a file; one of the two."""

    table = forms.CharField(
        label="Tempel tabel SiHalal di sini",
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Salin tabelnya dari SiHalal, dengan atau tanpa baris judul.",
        error_messages={"max_length": TOO_LONG},
    )
    file = forms.FileField(
        label="Atau pilih berkas Excel atau CSV dari LP3H",
        required=False,
        help_text="Paling besar 10 MB.",
        error_messages={"empty": "Berkas kosong. Pilih berkas yang berisi daftar."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    field_order = ["table", "file", "seen_on"]

    def clean_file(self) -> "UploadedFile[Any] | None":
        """Refuses what is no table or too much before it is kept."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError("Berkas lebih dari 10 MB. Bagi menjadi beberapa berkas.")
        try:
            kind_of(file.read())
        except SpreadsheetError as error:
            raise forms.ValidationError(str(error)) from error
        file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_table, has_file = bool(cleaned.get("table", "").strip()), bool(cleaned.get("file"))
        if not self.errors and has_table == has_file:
            self.add_error(
                "table",
                "Pilih salah satu: tempel tabel, atau pilih berkas."
                if has_table
                else "Tempel tabel dari SiHalal, atau pilih berkas.",
            )
        return cleaned

    def content(self) -> dict[str, Any]:
        """What the service is given."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file:
            name = file.name or ""
            return {"kind": MirrorSource.WORKBOOK, "content": file.read(), "file_name": name}
        return {"kind": MirrorSource.PASTE, "content": self.cleaned_data["table"].encode()}


class TypedForm(AsOfForm):
    """One registration number and its status."""

    number = forms.CharField(
        label="Nomor daftar SiHalal",
        max_length=40,
        help_text="Contoh: SH2025-1-825659",
        error_messages={"required": "Tulis nomor daftar SiHalal."},
    )
    status = forms.ModelChoiceField(
        label="Status di SiHalal",
        queryset=NationalStatus.objects.none(),
        empty_label="Pilih status",
        error_messages={"required": "Pilih statusnya.", "invalid_choice": "Pilih statusnya."},
    )
    field_order = ["number", "status", "seen_on"]

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, zone=zone, **kwargs)
        today = timezone.localdate(timezone=self.zone)
        self.fields["status"].queryset = NationalStatus.objects.valid_on(today)  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        found = read_number(self.cleaned_data["number"])
        if not found:
            raise forms.ValidationError("Nomor daftar SiHalal ditulis seperti SH2025-1-825659.")
        return found

    def content(self) -> dict[str, Any]:
        """What the service is given."""
        cells = {
            "number": self.cleaned_data["number"],
            "status": self.cleaned_data["status"].label,
        }
        return {"kind": MirrorSource.TYPED, "content": json.dumps(cells).encode()}


class UnchangedForm(forms.Form):
    """The filters of the list of cases without a change; unknown values are left out."""

    hari = forms.ChoiceField(label="Tanpa perubahan", choices=DAYS, required=False)
    lp3h = forms.ModelChoiceField(
        label="LP3H", queryset=Organisation.objects.none(), required=False, empty_label="Semua"
    )
    pendamping = forms.ModelChoiceField(
        label="Pendamping", queryset=User.objects.none(), required=False, empty_label="Semua"
    )

    def __init__(self, *args: Any, seen: ApplicationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.filter(pk__in=seen.values("organisation_id"))
        people = User.objects.filter(pk__in=seen.values("companion_id")).order_by("name")
        self.fields["lp3h"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["pendamping"].queryset = people  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def days(self) -> int:
        """How many days without a change; fourteen unless chosen otherwise."""
        self.is_valid()
        return int(self.cleaned_data.get("hari") or 14)

    def apply(self, cases: ApplicationQuerySet) -> ApplicationQuerySet:
        """Those of the chosen LP3H and companion."""
        self.is_valid()
        if organisation := self.cleaned_data.get("lp3h"):
            cases = cases.filter(organisation=organisation)
        if companion := self.cleaned_data.get("pendamping"):
            cases = cases.filter(companion=companion)
        return cases


class ChoiceForm(forms.Form):
    """Which of the possible cases a row means."""

    application = forms.ModelChoiceField(
        queryset=Application.objects.none(),
        error_messages={
            "required": "Pilih satu pengajuan.",
            "invalid_choice": "Pilih salah satu pengajuan di baris itu.",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = Application.objects.visible_to(user)  # type: ignore[attr-defined]
