"""A typed phone number."""

from django import forms

from halalportal.lib.phones import to_e164

PHONE_ERROR = "Nomor HP kurang lengkap. Contoh: 0812-3456-7890."


def clean_phone(text: str) -> str:
    """The number in E.164, "" for none."""
    phone = to_e164(text)
    if text and not phone:
        raise forms.ValidationError(PHONE_ERROR)
    return phone
