"""Delegations and invitations for the tests of this app."""

from typing import Any

from accounts.models import User
from tests import factories
from workshops.enums import Mode
from workshops.invitation_texts import answer_path
from workshops.models import Delegation, Event, Invitation
from workshops.services import answers, delegations
from workshops.services.delegations import Contact, Details


def delegate(
    event: Event,
    *,
    by: User,
    count: int,
    mode: Mode = Mode.ONSITE,
    region: str = factories.SAMARINDA,
    **contact: str,
) -> Delegation:
    """Seats for a kab/kota."""
    details = Details(
        region=factories.make_region(region), mode=mode, seats=count, contact=Contact(**contact)
    )
    return delegations.add(event=event, details=details, by=by)


def answer_page(delegation: Delegation) -> str:
    """Where the delegation answers without signing in."""
    return answer_path(Invitation.objects.get(delegation=delegation))


def send(delegation: Delegation, *names: str, **options: Any) -> list[str]:
    """The delegation answers with these names; returns their statuses in the order of the names."""
    lines = [answers.Line(None, name) for name in names]
    invitation = delegation.event.invitations.get(delegation=delegation)
    answers.send_people(invitation=invitation, lines=lines, **options)
    found = dict(delegation.participants.values_list("name", "status"))
    return [found[name] for name in names]
