"""What the owner gets after somebody else sent the application: on paper and by WhatsApp."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from certification.models import Application
from certification.selectors.answers import sections_of, statement_of
from certification.selectors.on_behalf import acts_on
from halalportal.lib import pdf
from halalportal.lib.formats import moment
from halalportal.lib.phones import whatsapp_digits

LONGEST_NAME = 40


def is_on_behalf(application: Application) -> bool:
    """Whether somebody else than the owner sent it last."""
    return application.submitted_by_id not in (None, application.business.owner_id)


def whatsapp_text(application: Application) -> str:
    """At most 350 characters: who sent what, its number, that it is free, and whom to ask."""
    business, by = application.business, application.submitted_by
    return (
        f"Halo {_short(business.owner_name)}, {_short(str(by))} sudah mengirim pengajuan "
        f"sertifikat halal {_short(business.name)} atas nama Anda. Nomor: {application.number}. "
        f"Bantuan ini gratis, jangan bayar siapa pun. Ada yang salah, atau mau mencabut kuasa? "
        f"Hubungi dinas {settings.OFFICE_PHONE}."
    )


def whatsapp_url(application: Application) -> str:
    """The link that opens WhatsApp with the text, "" without a mobile number of the owner."""
    digits = whatsapp_digits(application.business.phone)
    return f"https://wa.me/{digits}?text={quote(whatsapp_text(application))}" if digits else ""


def contents(application: Application, user: User) -> dict[str, Any]:
    """What the page and the paper say."""
    return {
        "application": application,
        "sections": sections_of(application, user),
        "statement": statement_of(application),
        "acts": acts_on(application),
        "zone": application.regency.time_zone,
    }


def receipt_pdf(application: Application, user: User) -> bytes:
    """The paper for the owner.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    context = contents(application, user) | {
        "office_name": settings.OFFICE_NAME,
        "office_phone": settings.OFFICE_PHONE,
        "stamp": moment(timezone.now(), application.regency.time_zone),
    }
    return pdf.render(render_to_string("certification/owner_receipt_pdf.html", context))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
