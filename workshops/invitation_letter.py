"""Letters of invitation as PDF: drafts, whose number and signature a person adds."""

from collections.abc import Callable
from contextlib import closing

import segno
from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from halalportal.lib import pdf
from halalportal.lib.formats import moment
from halalportal.lib.pdf_batch import Paper, merged, render_many
from workshops import invitation_texts
from workshops.models import Event, Invitation
from workshops.selectors.invitations import DELEGATED, PERSONAL

LETTERS_JOB = "workshops.invitation_letters"
# More than these take so long that they are made in the background.
AT_ONCE = 5


def letters_of(event: Event) -> QuerySet[Invitation]:
    """The invitations of an event with all that a letter says, delegations first."""
    rows = event.invitations.select_related("event__organiser__region", *DELEGATED, *PERSONAL)
    return rows.order_by("delegation__region_id", "delegation_id", "participant__name", "pk")


def letter_html(invitation: Invitation) -> str:
    """The letter to one delegation or person."""
    event = invitation.event
    url = invitation_texts.answer_url(invitation)
    context = {
        "event": event,
        "invitation": invitation,
        "addressee": invitation_texts.addressee(invitation),
        "is_online": invitation_texts.is_online(invitation),
        "sessions": event.sessions.select_related("event"),
        "url": url,
        "code": segno.make(url, error="m", micro=False).svg_data_uri(border=2),
        "office_name": settings.OFFICE_NAME,
        "stamp": moment(timezone.now(), event.time_zone),
    }
    return render_to_string("workshops/invitation_letter_pdf.html", context)


def letter_pdf(invitation: Invitation) -> bytes:
    """One letter, A4.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    return pdf.render(letter_html(invitation))


def letters_pdf(event: Event, report: Callable[[int, int], None] | None = None) -> bytes:
    """All letters in one file, a bookmark for each.

    Args:
        report: told how many of how many are done.

    Raises:
        pdf.PdfError: when one of them can't be made.
    """
    invitations = list(letters_of(event))
    papers = []
    with closing(render_many(letter_html(each) for each in invitations)) as rendered:
        for number, (invitation, content) in enumerate(
            zip(invitations, rendered, strict=True), start=1
        ):
            if isinstance(content, pdf.PdfError):
                raise content
            papers.append(Paper(_title(invitation), content))
            if report:
                report(number, len(invitations))
    return merged(papers)


def _title(invitation: Invitation) -> str:
    return str(invitation.delegation or invitation.participant)
