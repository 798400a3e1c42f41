"""Tags for the pages of invitations."""

from django import template

from workshops import invitation_texts
from workshops.models import Invitation

register = template.Library()


@register.simple_tag
def answer_url(invitation: Invitation) -> str:
    """The signed address where the invitation is answered."""
    return invitation_texts.answer_url(invitation)


@register.simple_tag
def invitation_whatsapp_url(invitation: Invitation) -> str:
    """The invitation ready in WhatsApp, "" without a mobile number."""
    return invitation_texts.whatsapp_url(invitation)
