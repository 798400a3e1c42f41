"""What is in the owner's hand after sending: the receipt, on paper and by WhatsApp."""

from typing import Any
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.enums import Track
from certification.models import Application
from certification.selectors.answers import sections_of, statement_of
from certification.selectors.on_behalf import acts_on
from certification.selectors.snapshot import snapshot_of
from certification.services.lookup import token_for
from certification.wording import AFTER_SENDING, MONEY
from halalportal.lib import pdf
from halalportal.lib.formats import moment
from halalportal.lib.phones import whatsapp_digits

LONGEST_MESSAGE = 350
_MESSAGE = (
    "Halo {owner}, {by} sudah mengirim pengajuan sertifikat halal {business} atas nama Anda. "
    "Nomor: {number}. Statusnya: {url}\n"
    "Bantuan ini gratis, jangan bayar siapa pun. Ada yang salah, atau mau mencabut kuasa? "
    "Hubungi dinas {phone}."
)


def is_on_behalf(application: Application) -> bool:
    """Whether somebody else than the owner sent it last."""
    return application.submitted_by_id not in (None, application.business.owner_id)


def whatsapp_text(application: Application) -> str:
    """At most 350 characters: who sent what, a link to how it stands, that it is free, whom to ask.

    The link opens without a number for as long as `services.lookup` says.
    """
    status = reverse("certification:status-show", args=[token_for(application)])
    business = application.business
    names = {
        "owner": business.owner_name,
        "by": str(application.submitted_by),
        "business": business.name,
    }
    rest = {
        "number": application.number,
        "url": f"{settings.PORTAL_URL}{status}",
        "phone": settings.OFFICE_PHONE,
    }
    bare = len(_MESSAGE.format(**rest, **dict.fromkeys(names, "")))
    room = LONGEST_MESSAGE - bare
    if sum(map(len, names.values())) > room:
        names = {key: _short(name, room // len(names)) for key, name in names.items()}
    return _MESSAGE.format(**rest, **names)


def whatsapp_url(application: Application) -> str:
    """The link that opens WhatsApp with the text, "" without a mobile number of the owner."""
    digits = whatsapp_digits(application.business.phone)
    return f"https://wa.me/{digits}?text={quote(whatsapp_text(application))}" if digits else ""


def contents(application: Application, user: User) -> dict[str, Any]:
    """What the page and the paper say of what somebody else declared."""
    return {
        "application": application,
        "sections": sections_of(application, user),
        "statement": statement_of(application),
        "acts": acts_on(application),
        "zone": application.regency.time_zone,
    }


def receipt_html(application: Application, user: User) -> str:
    """The document: one page, and what was declared where somebody else sent it."""
    sent = application.snapshot or snapshot_of(application)
    context = contents(application, user) | {
        "is_on_behalf": is_on_behalf(application),
        "products": sent["products"]["names"],
        "material_count": len(sent["materials"]),
        "next_steps": AFTER_SENDING[Track(application.track)],
        "money": MONEY[Track(application.track)],
        "lookup": _lookup(application),
        "office_name": settings.OFFICE_NAME,
        "office_phone": settings.OFFICE_PHONE,
        "stamp": moment(timezone.now(), application.regency.time_zone),
    }
    return render_to_string("certification/owner_receipt_pdf.html", context)


def receipt_pdf(application: Application, user: User) -> bytes:
    """The pages.

    Raises:
        pdf.PdfError: when they can't be made.
    """
    return pdf.render(receipt_html(application, user))


def _lookup(application: Application) -> dict[str, str] | None:
    """The address to type and its picture; None without the phone number that it asks for.

    Paper lives longer than a signed link and may be lost: so it only carries the number.
    """
    if not application.business.phone:
        return None
    page = settings.PORTAL_URL + reverse("certification:status-lookup")
    code = segno.make(f"{page}?{urlencode({'nomor': application.number})}", error="m", micro=False)
    return {"page": page, "picture": code.svg_data_uri(border=0)}


def _short(name: str, room: int) -> str:
    return name if len(name) <= room else f"{name[: room - 1]}…"
