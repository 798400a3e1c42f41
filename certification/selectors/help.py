"""Whom the owner asks for help, one tap away."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings

from certification.models import Application
from halalportal.lib.phones import whatsapp_digits

COMPANION, OFFICE = "pendamping", "petugas"


@dataclass(frozen=True, slots=True)
class Help:
    """A WhatsApp link with a first sentence, to `who`."""

    url: str
    who: str


def help_for(application: Application) -> Help | None:
    """The companion, else the office; None when neither has a mobile number."""
    companion = application.companion
    known = [(COMPANION, companion.phone or "" if companion else "")]
    for who, phone in [*known, (OFFICE, settings.OFFICE_PHONE)]:
        if digits := whatsapp_digits(phone):
            text = (
                f"Selamat pagi. Saya perlu bantuan mengisi pengajuan {application.number}, "
                f"{application.business.name}."
            )
            return Help(f"https://wa.me/{digits}?text={quote(text, safe='')}", who)
    return None
