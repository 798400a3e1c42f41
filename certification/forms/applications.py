"""Starting an application although another programme has the business already."""

from django import forms


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
