"""The link by which a participant opens the own page without signing in."""

from django.core import signing

from workshops.models import Participant

_SALT = "workshops.participant"
# Until long after the event: certificate and survey are there too.
LINK_DAYS = 365


def token_for(participant: Participant) -> str:
    """What the link carries. A new badge makes it useless."""
    return signing.dumps([participant.pk, participant.badge], salt=_SALT)


def participant_of(token: str) -> Participant | None:
    """The participant of a link, with event and business; None for a changed or old one."""
    try:
        pk, badge = signing.loads(token, salt=_SALT, max_age=LINK_DAYS * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    people = Participant.objects.select_related("event__region", "event__organiser", "business")
    return people.filter(pk=pk, badge=badge).first()
