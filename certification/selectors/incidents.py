"""Outages with how long they lasted and how many cases they blocked."""

import datetime
from dataclasses import dataclass

from django.db.models import Count

from accounts.models import User
from certification.models import Incident
from certification.rules import can_block_cases, can_end_incident

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Outage:
    """One outage, and what the person may do with it."""

    incident: Incident
    blocked: int
    lasted: str
    can_add: bool
    can_end: bool


@dataclass(frozen=True, slots=True)
class OutageReport:
    """The latest outages, and all that the person sees added up."""

    rows: tuple[Outage, ...]
    count: int
    lasted: str
    blocked: int

    @property
    def is_running(self) -> bool:
        """Whether something is out of order now."""
        return any(row.incident.ended_at is None for row in self.rows)


def outages(user: User, now: datetime.datetime) -> OutageReport:
    """What was written down for the person's province; one query."""
    incidents = Incident.objects.visible_to(user).select_related("region").distinct()
    counted = incidents.annotate(blocked=Count("obstacles", distinct=True)).order_by("-started_at")
    found = [(incident, getattr(incident, "blocked", 0)) for incident in counted]
    rows = tuple(
        Outage(
            incident=incident,
            blocked=blocked,
            lasted=duration(_length(incident, now)),
            can_add=not incident.ended_at and can_block_cases(user, incident),
            can_end=not incident.ended_at and can_end_incident(user, incident),
        )
        for incident, blocked in found[:SHOWN]
    )
    length = sum((_length(incident, now) for incident, _ in found), datetime.timedelta())
    return OutageReport(rows, len(found), duration(length), sum(blocked for _, blocked in found))


def duration(length: datetime.timedelta) -> str:
    """Returns "2 hari 3 jam", "5 jam" or "kurang dari 1 jam"."""
    days, rest = divmod(length, DAY)
    hours = rest // HOUR
    parts = [f"{days} hari"] if days else []
    parts += [f"{hours} jam"] if hours else []
    return " ".join(parts) or "kurang dari 1 jam"


def _length(incident: Incident, now: datetime.datetime) -> datetime.timedelta:
    return max((incident.ended_at or now) - incident.started_at, datetime.timedelta())
