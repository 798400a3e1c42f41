"""Where an invitation is answered, and the message that brings somebody there."""

from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from halalportal.lib.formats import long_date
from halalportal.lib.phones import whatsapp_digits
from workshops.enums import Mode
from workshops.models import Delegation, Invitation
from workshops.services import links


def answer_path(invitation: Invitation) -> str:
    """The signed address; a delegation's own page, or the page of the participant."""
    if invitation.participant:
        token = links.token_for(invitation.participant)
        return reverse("workshops:participant-answer", args=[token])
    return reverse("workshops:invitation-answer", args=[links.invitation_token(invitation)])


def answer_url(invitation: Invitation) -> str:
    """The same with the portal's name, for messages and letters."""
    return f"{settings.PORTAL_URL}{answer_path(invitation)}"


def addressee(invitation: Invitation) -> str:
    """`Bapak/Ibu Ani Contoh`, or whoever leads the invited office."""
    if invitation.participant:
        return f"Bapak/Ibu {invitation.participant.name}"
    delegation = _delegation(invitation)
    if delegation.contact_name:
        return f"Bapak/Ibu {delegation.contact_name}"
    return f"Pimpinan {delegation.organisation or f'dinas {delegation.region}'}"


def asked_for(invitation: Invitation) -> str:
    """`3 orang daring`, or how the one person takes part."""
    if invitation.participant:
        return Mode(invitation.participant.mode).label.lower()
    delegation = _delegation(invitation)
    return f"{delegation.seats} orang {Mode(delegation.mode).label.lower()}"


def is_online(invitation: Invitation) -> bool:
    """Whether whoever is invited takes part online."""
    invited = invitation.participant or _delegation(invitation)
    return invited.mode == Mode.ONLINE


def phone(invitation: Invitation) -> str:
    """The number to write to, in E.164; "" when nobody knows one."""
    person = invitation.participant
    if person is None:
        return _delegation(invitation).contact_phone
    return person.phone or (person.business.phone if person.business else "")


def message(invitation: Invitation) -> str:
    """At most a few lines: who invites, to what, one link, the last day."""
    event = invitation.event
    whom = asked_for(invitation)
    who = "Anda" if invitation.participant else str(invitation.delegation)
    text = (
        f"Yth. {addressee(invitation)}. {event.organiser} mengundang {who} ({whom}) ke "
        f"{event.title}, {event.when}. Jawab lewat tautan ini: {answer_url(invitation)}"
    )
    return f"{text} paling lambat {long_date(event.answer_by)}." if event.answer_by else text


def whatsapp_url(invitation: Invitation) -> str:
    """The message ready in WhatsApp; "" without a mobile number."""
    digits = whatsapp_digits(phone(invitation))
    return f"https://wa.me/{digits}?text={quote(message(invitation), safe='')}" if digits else ""


def _delegation(invitation: Invitation) -> Delegation:
    if invitation.delegation is None:
        raise TypeError
    return invitation.delegation
