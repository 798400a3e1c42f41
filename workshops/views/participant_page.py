"""The page that a participant opens by the own link, without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from halalportal.lib.access import public
from workshops import badges
from workshops.models import Participant
from workshops.selectors import certificates, sittings, survey
from workshops.selectors.answers import standing
from workshops.selectors.own_page import own_page
from workshops.views.shared import linked_participant


@public
@require_GET
def participant_page(request: HttpRequest, token: str) -> HttpResponse:
    """What, when, where, the badge, and what each part of the event asks of the participant."""
    context = page_context(linked_participant(token), token)
    return render(request, "workshops/participant_page.html", context)


@public
@require_GET
def badge_picture(request: HttpRequest, token: str) -> HttpResponse:
    """The QR code as a picture file, for those whose phone is offline at the door."""
    participant = linked_participant(token)
    headers = {"Content-Disposition": 'attachment; filename="kode-hadir.png"'}
    return HttpResponse(badges.png(participant.badge), content_type="image/png", headers=headers)


def page_context(participant: Participant, token: str) -> dict[str, Any]:
    """The context of the page: `token` for sub-addresses, `page`, and a block for each part."""
    now = timezone.now()
    return {
        "token": token,
        "is_over": participant.event.ends_at <= now,
        "page": own_page(participant, now),
        "answer": standing(participant, now),
        "speakers": participant.event.speakers.select_related("session"),
        "certificate": certificates.own(participant, now),
        "survey": survey.card_of(participant, now),
        "tests": sittings.own_tests(participant, now),
        "handouts": participant.event.handouts.all(),
        "stops": participant.event.stops.select_related("event"),
    }
