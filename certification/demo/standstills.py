"""Obstacles of the past and of today, and outages with the cases that they blocked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from certification.demo import trail
from certification.models import Application, Incident, Obstacle, ObstacleCause
from certification.services.incidents import CAUSE
from regions.models import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Standstill:
    """What held an application up. Open while `resolved_at` is None."""

    application: Application
    cause: str
    since: datetime.datetime
    by: User
    note: str = ""
    follow_up: str = ""
    follow_up_by: datetime.date | None = None
    resolved_at: datetime.datetime | None = None
    resolved_by: User | None = None
    resolution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time in which SiHalal did not work; it goes on while `ended_at` is None."""

    region: Region
    started_at: datetime.datetime
    note: str
    by: User
    ended_at: datetime.datetime | None = None


def write_standstills(
    standstills: Iterable[Standstill], *, incident: Incident | None = None
) -> list[Obstacle]:
    """Writes them with their entries in the trail, in the order of time."""
    causes = ObstacleCause.objects.in_bulk()
    obstacles = Obstacle.objects.bulk_create(
        Obstacle(
            application=each.application,
            programme_id=each.application.programme_id,
            cause=causes[each.cause],
            incident=incident,
            note=each.note,
            since=each.since,
            reported_by=each.by,
            next_actor=causes[each.cause].next_actor,
            follow_up=each.follow_up,
            follow_up_by=each.follow_up_by,
            resolved_at=each.resolved_at,
            resolved_by=each.resolved_by,
            resolution=each.resolution,
        )
        for each in sorted(standstills, key=lambda each: (each.since, each.application.number))
    )
    _record(obstacles)
    return obstacles


def write_outage(outage: Outage, blocked: Iterable[tuple[Application, datetime.datetime]]) -> None:
    """Writes an outage and what it blocked: applications, each with the moment since when."""
    incident = Incident.objects.create(
        region=outage.region,
        started_at=outage.started_at,
        ended_at=outage.ended_at,
        note=outage.note,
        reported_by=outage.by,
        reported_at=outage.started_at,
        ended_by=outage.by if outage.ended_at else None,
    )
    resolution = f"Gangguan {incident.system} berakhir."
    write_standstills(
        (
            Standstill(
                application=application,
                cause=CAUSE,
                since=since,
                by=outage.by,
                resolved_at=outage.ended_at and max(outage.ended_at, since),
                resolved_by=incident.ended_by,
                resolution=resolution if outage.ended_at else "",
            )
            for application, since in blocked
        ),
        incident=incident,
    )
    moments = [("incident.started", outage.started_at), ("incident.ended", outage.ended_at)]
    trail.keep(
        trail.entry(at=at, by=outage.by, action=action, subject=incident)
        for action, at in moments
        if at
    )


def _record(obstacles: Iterable[Obstacle]) -> None:
    entries = []
    for obstacle in obstacles:
        what = {"application": obstacle.application_id, "cause": obstacle.cause_id}
        moments = [
            ("obstacle.reported", obstacle.since, obstacle.reported_by),
            ("obstacle.resolved", obstacle.resolved_at, obstacle.resolved_by),
        ]
        entries += [
            trail.entry(at=at, by=by, action=action, subject=obstacle, **what)
            for action, at, by in moments
            if at
        ]
    trail.keep(entries)
