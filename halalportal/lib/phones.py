"""Indonesian phone numbers, normalised by `lokal-id`."""

from lokal.phone import normalize_phone, parse_phone


def to_e164(text: str) -> str:
    """`0812-3456-7890`, `62812 3456 7890` → `+6281234567890`; "" when it is no phone number."""
    return normalize_phone(text) or ""


def whatsapp_digits(phone: str) -> str:
    """The digits for a wa.me link, e.g. `6281234567890`; "" when the number is no mobile."""
    return parse_phone(phone).whatsapp or ""
