"""What is filled in to give a place to another business."""

import datetime
from typing import Any

from django import forms

from certification.forms.decisions import ReasonField
from certification.models import StopReason


class ReplacementForm(forms.Form):
    """Why the business leaves, and how long each next one has to answer."""

    reason = ReasonField(
        label="Mengapa usaha ini diganti?",
        queryset=StopReason.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih alasannya."},
    )
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=300,
        help_text="Contoh: pemilik sudah didatangi dua kali, rumah kosong.",
    )
    answer_days = forms.IntegerField(
        label="Hari kerja untuk menjawab tawaran",
        min_value=1,
        max_value=30,
        initial=5,
        error_messages={
            "required": "Tulis jumlah hari kerja, misalnya 5.",
            "invalid": "Tulis jumlah hari kerja dengan angka, misalnya 5.",
            "min_value": "Beri waktu paling sedikit 1 hari kerja.",
            "max_value": "Beri waktu paling banyak 30 hari kerja.",
        },
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = StopReason.objects.valid_on(day)  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    note = forms.CharField(label="Alasan menolak", required=False, max_length=200)
