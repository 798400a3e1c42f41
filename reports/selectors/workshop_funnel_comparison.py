"""Those who came to an event beside those of the same kab/kota who did not: a description.

Who comes may be the keener one anyway; nothing here says that the event was the cause.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from certification.models import Application, Certificate
from halalportal.lib.formats import percent
from ikm.models import Business, HeldCertificate
from reports.selectors.workshop_funnel_rows import ABSENT, FunnelRow, with_days
from workshops.models import Attendance, Event

# A share of fewer businesses says more about one of them than about all.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Businesses in the registry before the event and without a certificate on its day.

    `earlier` had an application already; the rest is what happened from that day on.
    """

    count: int = 0
    earlier: int = 0
    applied: int = 0
    sent: int = 0
    issued: int = 0

    @property
    def is_too_small(self) -> bool:
        return self.count < FEWEST


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One thing counted in both groups; a share is "" where the group is too small."""

    label: str
    came: int
    came_share: str
    others: int
    others_share: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both groups of the same kab/kota over the same span, from the event to `until`."""

    came: Group
    others: Group
    regencies: list[str]
    since: datetime.date
    until: datetime.date

    @property
    def lines(self) -> list[ComparedLine]:
        names = (
            ("Sudah mengajukan sebelum kegiatan", "earlier"),
            ("Mulai mengajukan sejak kegiatan", "applied"),
            ("Mengirim pengajuan sejak kegiatan", "sent"),
            ("Sertifikat terbit sejak kegiatan", "issued"),
        )
        return [_compared(label, name, self.came, self.others) for label, name in names]


def comparison(
    event: Event, user: User, rows: list[FunnelRow], *, until: datetime.date
) -> Comparison | None:
    """Both groups in the kab/kota of those who came, None when nobody came; two queries."""
    there = [row.participant.business for row in rows if not row.reached(ABSENT)]
    codes = sorted({business.regency_id for business in there if business})
    if not codes:
        return None
    since = event.starts_at.astimezone(event.zone).date()
    everybody = _comparable(event, user, codes, since)
    came = Attendance.objects.filter(session__event=event, participant__business__isnull=False)
    ids = came.values("participant__business")
    names = {row.participant.region_id: row.participant.region.name for row in rows}
    return Comparison(
        came=_counted(everybody.filter(pk__in=ids), event, since),
        others=_counted(everybody.exclude(pk__in=ids), event, since),
        regencies=[names[code] for code in codes if code in names],
        since=since,
        until=until,
    )


def _comparable(
    event: Event, user: User, codes: list[str], day: datetime.date
) -> QuerySet[Business, Any]:
    """In the registry before the event, without a certificate by its day, also not elsewhere."""
    ours = Certificate.objects.filter(issued_on__lt=day).values("application__business")
    # One of unknown day may be older than the event: whoever has it is left out.
    elsewhere = HeldCertificate.objects.filter(Q(issued_on=None) | Q(issued_on__lt=day))
    known = Business.objects.visible_to(user).filter(
        regency_id__in=codes, created_at__lt=event.starts_at
    )
    return known.exclude(pk__in=ours).exclude(pk__in=elsewhere.values("business"))


def _counted(businesses: QuerySet[Business, Any], event: Event, day: datetime.date) -> Group:
    start = event.starts_at
    sent = with_days(Application.objects.all()).filter(first_sent__gte=start)
    steps = {
        "earlier": Application.objects.filter(created_at__lt=start),
        "applied": Application.objects.filter(created_at__gte=start),
        "sent": sent,
    }
    counts = {
        name: Count("pk", filter=Q(pk__in=found.values("business")))
        for name, found in steps.items()
    }
    issued = Certificate.objects.filter(issued_on__gte=day).values("application__business")
    counts["issued"] = Count("pk", filter=Q(pk__in=issued))
    return Group(**businesses.aggregate(count=Count("pk"), **counts))


def _compared(label: str, name: str, came: Group, others: Group) -> ComparedLine:
    mine, theirs = getattr(came, name), getattr(others, name)
    return ComparedLine(label, mine, _share(mine, came), theirs, _share(theirs, others))


def _share(count: int, group: Group) -> str:
    return "" if group.is_too_small else percent(count, group.count)
