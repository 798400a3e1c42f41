"""The office's head of letters, its numbers and its signers."""

import re
from typing import Any, ClassVar

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.numbering import PatternError
from halalportal.lib.uploads import ACCEPT
from reports.letters.numbers import check
from reports.models import Letterhead, Signer

_NIP = re.compile(r"\d{18}")


class LetterheadForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands above every letter, and how the office counts."""

    new_logo = forms.FileField(
        label="Logo",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text="Foto atau gambar lambang daerah dengan latar putih.",
    )
    start = forms.IntegerField(
        label="Nomor terakhir di buku agenda tahun ini",
        required=False,
        min_value=0,
        max_value=99_999,
        help_text="Contoh: 245, bila surat berikutnya bernomor 246.",
        error_messages={"invalid": "Tulis nomor dengan angka, misalnya 245."},
    )

    class Meta:
        model = Letterhead
        fields = (
            "government",
            "office",
            "address",
            "phone",
            "email",
            "website",
            "city",
            "paper",
            "policy",
            "unit_code",
            "pattern",
        )
        labels: ClassVar[dict[str, str]] = {
            "government": "Pemerintah daerah",
            "office": "Nama dinas",
            "address": "Alamat",
            "phone": "Telepon",
            "email": "Email",
            "website": "Situs web",
            "city": "Kota di depan tanggal",
            "paper": "Kertas",
            "policy": "Urutan nomor",
            "unit_code": "Kode unit",
            "pattern": "Pola nomor",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "government": "Contoh: Pemerintah Provinsi Kalimantan Timur",
            "office": "Contoh: Dinas Perindustrian dan Perdagangan",
            "address": "Contoh: Jalan Contoh Nomor 1, Samarinda 75123",
            "city": "Contoh: Samarinda",
            "unit_code": "Contoh: DISPERIN. Mengisi {unit} di pola nomor.",
            "pattern": (
                "{classification} kode klasifikasi, {seq:03d} nomor urut tiga angka, {unit} kode "
                "unit, {kind} kode jenis, {month} bulan Romawi, {year} tahun."
            ),
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "government": {"required": "Tulis nama pemerintah daerah."},
            "office": {"required": "Tulis nama dinas."},
            "address": {"required": "Tulis alamat dinas."},
            "city": {"required": "Tulis kota di depan tanggal."},
            "unit_code": {"required": "Tulis kode unit."},
            "pattern": {"required": "Tulis pola nomor, misalnya {seq:03d}/{unit}/{year}."},
            "email": {"invalid": "Email kurang lengkap. Contoh: dinas@contoh.id."},
        }

    def __init__(self, *args: Any, can_start: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_start:
            del self.fields["start"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if {"pattern", "policy"} <= data.keys():
            try:
                check(data["pattern"], data["policy"])
            except PatternError as error:
                self.add_error("pattern", str(error))
        return data


class SignerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody who signs for the office."""

    valid_from = IndonesianDateField(label="Menandatangani sejak")
    valid_to = IndonesianDateField(label="Sampai", required=False)

    class Meta:
        model = Signer
        fields = ("name", "position", "rank", "nip", "valid_from", "valid_to")
        labels: ClassVar[dict[str, str]] = {
            "name": "Nama dengan gelar",
            "position": "Jabatan",
            "rank": "Pangkat dan golongan",
            "nip": "NIP",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "position": "Contoh: Kepala Dinas Perindustrian dan Perdagangan",
            "rank": "Contoh: Pembina Tingkat I (IV/b)",
            "nip": "18 angka.",
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "name": {"required": "Tulis nama penanda tangan."},
            "position": {"required": "Tulis jabatannya."},
        }

    def clean_nip(self) -> str:
        nip = re.sub(r"\s", "", self.cleaned_data["nip"])
        if nip and not _NIP.fullmatch(nip):
            raise forms.ValidationError(f"NIP terdiri dari 18 angka. Anda menulis {len(nip)}.")
        return nip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        begin, end = data.get("valid_from"), data.get("valid_to")
        if begin and end and end < begin:
            self.add_error("valid_to", "Tanggal akhir harus sesudah tanggal awal.")
        return data
