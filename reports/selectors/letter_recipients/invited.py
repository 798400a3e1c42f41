"""The delegations and people whom an event invites."""

from halalportal.lib.formats import number
from reports.selectors.letter_recipients.parts import Addressee, Source
from workshops import invitation_texts
from workshops.invitation_texts import addressee, answer_url
from workshops.models import Event, Invitation
from workshops.selectors.invitations import DELEGATED, PERSONAL


def invited(source: Source) -> list[Addressee]:
    """Each invitation that waits for an answer or said yes, delegations first; two queries."""
    if source.event is None:
        return []
    rows = source.event.invitations.select_related("event__organiser", *DELEGATED, *PERSONAL)
    if source.invitation_id:
        rows = rows.filter(pk=source.invitation_id)
    ordered = rows.order_by("delegation__region_id", "delegation_id", "participant__name", "pk")
    return [_addressee(source.event, each) for each in ordered]


def _addressee(event: Event, invitation: Invitation) -> Addressee:
    person, delegation = invitation.participant, invitation.delegation
    body = str(delegation) if delegation else (person.represents if person else "")
    seats = f"{number(delegation.seats)} orang" if delegation else "satu orang"
    how = "daring" if invitation_texts.is_online(invitation) else "hadir di tempat"
    first = addressee(invitation)
    return Addressee(
        key=f"i{invitation.pk}",
        lines=tuple(dict.fromkeys(filter(None, (first, body if body not in first else "")))),
        note=invitation_texts.asked_for(invitation),
        region_code=(person.region_id if person else delegation.region_id if delegation else ""),
        values={
            "nama": person.name if person else first,
            "lembaga": body or first,
            "jumlah": f"{seats}, {how}",
            "tautan": answer_url(invitation),
        },
        link=answer_url(invitation),
        business_id=person.business_id if person else None,
    )
