"""Papers for the door as PDF: badges to cut out, and the sheet on which people sign."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from halalportal.lib import pdf
from halalportal.lib.formats import day_and_date, moment
from workshops import badges
from workshops.models import Event, Participant, Session
from workshops.models.attendance import ParticipantQuerySet

PAPER_JOB = "workshops.door_paper"
BADGES, SIGNATURES = "kartu", "daftar-hadir"
BADGES_A_PAGE = 8
# Made while the person waits; more become a job.
BADGES_AT_ONCE, SHEETS_AT_ONCE = 50, 8
SPARE_LINES = 5
ROWS_UPRIGHT, ROWS_ACROSS = 20, 11
# So many columns for signatures fit on paper that stands upright.
SESSIONS_UPRIGHT = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One badge."""

    participant: Participant
    code: str
    picture: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of signatures: a day, its sessions, numbered lines with a person or without."""

    day: str
    sessions: list[Session]
    lines: Sequence[tuple[int, Participant | None]]
    is_last: bool


def people_at_door(event: Event, user: User) -> ParticipantQuerySet:
    """Everybody expected whom the reader may see, by name."""
    people = event.participants.visible_to(user).expected()
    return people.select_related("business", "region").order_by("name", "pk")


def badges_pdf(event: Event, user: User) -> bytes:
    """Eight badges a page, A4, sorted by name.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    cards = [
        Card(person, badges.grouped(person.badge), badges.picture(person.badge))
        for person in people_at_door(event, user)
    ]
    pages = list(batched(cards, BADGES_A_PAGE))
    return pdf.render(_html("badges_pdf", event, pages=pages))


def signatures_pdf(event: Event, user: User) -> bytes:
    """Twenty lines a page for the people on site, F4, each day on pages of its own.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    sheets = signature_sheets(event, user)
    is_across = max(len(sheet.sessions) for sheet in sheets) > SESSIONS_UPRIGHT
    size = "330mm 215mm" if is_across else "215mm 330mm"
    return pdf.render(_html("signatures_pdf", event, sheets=sheets, size=size))


def signature_sheets(event: Event, user: User) -> list[Sheet]:
    """The pages in order; at least one, with empty lines."""
    people: list[Participant | None] = list(people_at_door(event, user).onsite())
    lines = list(enumerate([*people, *[None] * SPARE_LINES], start=1))
    days = _days(event)
    is_across = max(map(len, days.values())) > SESSIONS_UPRIGHT
    pages = list(batched(lines, ROWS_ACROSS if is_across else ROWS_UPRIGHT))
    return [
        Sheet(day_and_date(day), sessions, page, is_last=page is pages[-1])
        for day, sessions in days.items()
        for page in pages
    ]


def _days(event: Event) -> dict[datetime.date, list[Session]]:
    """The sessions of each day on the clock of the place; the first day alone without any."""
    days: dict[datetime.date, list[Session]] = {}
    for session in event.sessions.select_related("event"):
        days.setdefault(session.starts_at.astimezone(event.zone).date(), []).append(session)
    return days or {event.starts_at.astimezone(event.zone).date(): []}


def _html(name: str, event: Event, **context: object) -> str:
    stamp = moment(timezone.now(), event.time_zone)
    shared = {"event": event, "office_name": settings.OFFICE_NAME, "stamp": stamp}
    return render_to_string(f"workshops/{name}.html", shared | context)
