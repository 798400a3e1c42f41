"""Links that work without signing in: a participant's own page, a delegation's invitation."""

from django.core import signing

from workshops.models import Invitation, Participant

_SALT = "workshops.participant"
_INVITATION_SALT = "workshops.invitation"
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


def invitation_token(invitation: Invitation) -> str:
    """What a delegation's link carries. A new version makes it useless."""
    return signing.dumps([invitation.pk, invitation.version], salt=_INVITATION_SALT)


def invitation_of(token: str) -> Invitation | None:
    """A delegation's invitation with its event; None for a changed, old or replaced link."""
    try:
        pk, version = signing.loads(token, salt=_INVITATION_SALT, max_age=LINK_DAYS * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Invitation.objects.filter(pk=pk, version=version, delegation__isnull=False)
    return found.select_related(
        "event__organiser", "delegation__region", "delegation__organisation"
    ).first()
