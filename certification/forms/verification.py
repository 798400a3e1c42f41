"""The pages of a companion's visit, one thing each."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms

from certification.enums import MaterialClass
from certification.services.verification import Certificate, FourThings
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.identifiers import read_certificate_number

NOTE_MISSING = "Tulis apa yang belum sesuai."
THREE_DECIMALS = Decimal("0.001")
# Between the ends of the country; elsewhere somebody has mixed up the two numbers.
LATITUDES, LONGITUDES = (Decimal(-12), Decimal(7)), (Decimal(94), Decimal(142))


def note_field(help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label="Catatan",
        required=False,
        max_length=300,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def judgement(label: str, *, yes: str, no: str, help_text: str = "") -> forms.TypedChoiceField:
    """A question with two answers, none of them chosen before."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=[("True", yes), ("False", no)],
        coerce={"True": True, "False": False}.get,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": f"Pilih {yes} atau {no}.",
            "invalid_choice": f"Pilih {yes} atau {no}.",
        },
    )


class CoordinateField(forms.DecimalField):
    """Degrees with a point or a comma, rounded to about a hundred metres."""

    def __init__(self, *, ends: tuple[Decimal, Decimal], **kwargs: Any) -> None:
        self.ends = ends
        widget = forms.TextInput(attrs={"class": "input-short", "inputmode": "decimal"})
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        """A `Decimal`, or None when nothing was written."""
        try:
            found = super().to_python(str(value or "").replace(",", "."))
        except forms.ValidationError as error:
            raise forms.ValidationError("Tulis angka seperti 0.538.") from error
        if found is None:
            return None
        if not self.ends[0] <= found <= self.ends[1]:
            raise forms.ValidationError("Angka ini di luar Indonesia. Periksa lagi.")
        return found.quantize(THREE_DECIMALS)


class VisitForm(forms.Form):
    """When and where the companion was."""

    visited_on = IndonesianDateField(label="Tanggal kunjungan", help_text="Contoh: 21/11/2026")
    latitude = CoordinateField(label="Garis lintang", ends=LATITUDES, help_text="Contoh: 0.538")
    longitude = CoordinateField(label="Garis bujur", ends=LONGITUDES, help_text="Contoh: 117.127")
    note = forms.CharField(
        label="Catatan kunjungan",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pair = (cleaned.get("latitude"), cleaned.get("longitude"))
        if not self.errors and pair.count(None) == 1:
            missing = "latitude" if pair[0] is None else "longitude"
            self.add_error(missing, "Isi kedua angka lokasi, atau kosongkan keduanya.")
        return cleaned


class VisitPhotoForm(forms.Form):
    """A photo taken at the place."""

    photo = forms.FileField(
        label="Foto di tempat usaha",
        help_text="Contoh: dapur saat orang sedang membuat produk.",
        widget=forms.FileInput(attrs={"accept": "image/*", "class": "form-control"}),
        error_messages={
            "required": "Pilih atau ambil satu foto.",
            "empty": "Foto ini kosong. Ambil foto lagi.",
        },
    )


class _Judged(forms.Form):
    """What is found wrong needs a word."""

    note = note_field()
    judgements: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_wrong = any(cleaned.get(name) is False for name in self.judgements)
        if is_wrong and not cleaned.get("note"):
            self.add_error("note", NOTE_MISSING)
        return cleaned


class CheckForm(_Judged):
    """Whether one duty is met."""

    is_met = judgement("Bagaimana di tempat usaha?", yes="Sesuai", no="Belum sesuai")
    judgements = ("is_met",)
    field_order = ("is_met", "note")


class FourThingsForm(_Judged):
    """The four things about a material's certificate, as SiHalal asks to confirm them."""

    is_number_right = judgement("Nomor sertifikat", yes="Benar", no="Salah")
    is_in_date = judgement("Masih berlaku", yes="Ya", no="Tidak")
    is_brand_right = judgement("Merek", yes="Benar", no="Salah")
    is_producer_right = judgement("Pembuat", yes="Benar", no="Salah")
    judgements = ("is_number_right", "is_in_date", "is_brand_right", "is_producer_right")
    field_order = (*judgements, "note")

    def things(self) -> FourThings:
        return FourThings(**{name: self.cleaned_data[name] for name in self.judgements})


class PositiveForm(_Judged):
    """Whether a material that needs no certificate is what its name says."""

    is_pure = judgement("Apakah bahan ini murni, tanpa campuran lain?", yes="Ya, murni", no="Tidak")
    judgements = ("is_pure",)
    field_order = ("is_pure", "note")


class SettleForm(forms.Form):
    """What a material is that nobody knew; a certificate is written down at once."""

    CERTIFICATE = "certificate"
    CHOICES = (
        (CERTIFICATE, "Ada sertifikat halal di kemasannya"),
        (MaterialClass.EXEMPT_NATURAL, "Bahan alami tanpa olahan"),
        (MaterialClass.EXEMPT_PROCESSED, "Bahan olahan yang dikecualikan"),
        (MaterialClass.EXEMPT_MINERAL, "Bahan tambang atau kimia, misalnya garam"),
        (MaterialClass.UNKNOWN, "Belum pasti halal"),
        (MaterialClass.HAZARD, "Bahan berbahaya"),
        (MaterialClass.HARAM, "Bahan haram"),
    )
    choice = forms.ChoiceField(
        label="Bahan ini apa?",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu."},
    )
    number = forms.CharField(
        label="Nomor sertifikat halal",
        max_length=40,
        required=False,
        help_text="ID dan 17 angka di bawah logo halal.",
    )
    brand = forms.CharField(label="Merek bahan", max_length=120, required=False)
    producer = forms.CharField(label="Pembuat bahan", max_length=120, required=False)
    until = IndonesianDateField(
        label="Berlaku sampai", required=False, help_text="Bila tertulis di sertifikat."
    )
    note = note_field()

    def clean_number(self) -> str:
        text = str(self.cleaned_data["number"])
        if text[:2].upper() != "ID":
            return text  # those from before BPJPH look otherwise
        found = read_certificate_number(text)
        if found.problem:
            raise forms.ValidationError(found.problem)
        return found.value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.has_certificate(cleaned):
            for name, text in (
                ("number", "Tulis nomor sertifikat halal."),
                ("brand", "Tulis merek bahan."),
                ("producer", "Tulis pembuat bahan."),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, text)
        elif cleaned.get("choice") == MaterialClass.UNKNOWN and not cleaned.get("note"):
            self.add_error("note", NOTE_MISSING)
        return cleaned

    def has_certificate(self, cleaned: dict[str, Any] | None = None) -> bool:
        """Whether a certificate was seen."""
        return (cleaned or self.cleaned_data).get("choice") == self.CERTIFICATE

    def shown(self) -> Certificate:
        data = self.cleaned_data
        until: datetime.date | None = data["until"]
        return Certificate(
            number=data["number"], brand=data["brand"], producer=data["producer"], until=until
        )


class RecommendForm(forms.Form):
    """The companion's own word on it."""

    was_there = forms.BooleanField(
        label="Saya sudah memeriksa sendiri di tempat usaha.",
        error_messages={"required": "Centang bila Anda sudah memeriksa sendiri di tempat usaha."},
    )
