"""The signature sheet on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.enums import Mode
from workshops.selectors import people as selectors
from workshops.views.shared import visible_event

SPARE_LINES = 5


@roles(*READERS)
@require_GET
def signature_sheet(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Everybody expected on site, a column per session, and lines for unannounced people."""
    event = visible_event(request, pk)
    rows = selectors.participant_rows(event, request.user, mode=Mode.ONSITE)
    people = [row.participant for row in rows if row.participant.is_expected]
    context = {
        "event": event,
        "sessions": event.sessions.select_related("event"),
        "people": people,
        "spare_lines": range(len(people) + 1, len(people) + 1 + SPARE_LINES),
    }
    return render(request, "workshops/signature_sheet.html", context)
