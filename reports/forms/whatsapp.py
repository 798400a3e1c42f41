"""What is filled in about WhatsApp."""

import re
from typing import Any

from django import forms

# https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
_TEMPLATE_NAME = re.compile(r"[a-z0-9_]+")


class TapTextForm(forms.Form):
    """The officer's own words in one message."""

    text = forms.CharField(
        label="Teks pesan",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Tulis teks pesannya."},
    )


class EndOptOutForm(forms.Form):
    """Why somebody is reminded again."""

    reason = forms.CharField(
        label="Mengapa diingatkan lagi?",
        help_text="Contoh: Bu Maria meminta lewat telepon 12 Maret.",
        max_length=200,
        error_messages={"required": "Tulis mengapa orang ini diingatkan lagi."},
    )


class TemplateForm(forms.Form):
    """The name under which WhatsApp approved the text of a rule."""

    name = forms.CharField(label="Nama templat", required=False, max_length=100)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = label

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if name and not _TEMPLATE_NAME.fullmatch(name):
            raise forms.ValidationError(
                "Tulis nama templat dengan huruf kecil, angka, dan garis bawah."
            )
        return name
