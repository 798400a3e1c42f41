"""What stands still, with its ladder and its people, from the records of the programmes."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.enums import Role
from accounts.models import Membership
from certification.enums import Status
from certification.models import Application, Obstacle, Offer, Programme
from certification.selectors.calendar import calendars_of
from halalportal.lib.working_days import Calendar
from ikm.models import Business
from reports.enums import Trigger
from reports.ladder import Standstill
from reports.links import application_url
from reports.selectors.due import local_day
from reports.selectors.ladders import Ladders, active_ladders, steps_for

People = dict[tuple[str, str | int | None], list[int]]
# An owner may have no account, and gets a message of its own, never a digest.
OWNER = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row that stands still, whatever its table, and what a message says of it."""

    trigger: Trigger
    status: str = ""
    pk: int
    since: datetime.date
    zone: str
    programme: Programme
    business: Business
    region_id: str
    organisation_id: int | None
    companion_id: int | None
    text: str
    path: str
    answer_by: datetime.date | None = None

    @property
    def key(self) -> str:
        """Its name for ever, with the day on which the standstill began."""
        return f"{self.trigger}:{self.pk}:{self.status}:{self.since:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A record with the standstill that the ladder reads."""

    record: Record
    standstill: Standstill


def subjects(now: datetime.datetime) -> list[Subject]:
    """Everything with a ladder that does not move now.

    A case with an open obstacle rises by its obstacle alone. What nobody in the province can
    mend, such as an outage, does not rise.
    """
    ladders = active_ladders()
    records = [*_waiting(ladders, now), *_obstacles(now), *_offers(now)]
    people = _people()
    programmes = {record.programme.pk: record.programme for record in records}
    calendars = {pk: calendars_of(programme).of() for pk, programme in programmes.items()}
    return [
        Subject(
            record,
            Standstill(
                key=record.key,
                since=record.since,
                steps=steps_for(ladders, record.programme.pk, record.trigger, record.status),
                people=_people_of(record, people),
                calendar=calendars.get(record.programme.pk, Calendar()),
            ),
        )
        for record in records
    ]


def _waiting(ladders: Ladders, now: datetime.datetime) -> Iterator[Record]:
    statuses = {status for _, trigger, status in ladders if trigger == Trigger.STATUS}
    told = Obstacle.objects.open().filter(application=OuterRef("pk"))
    cases = Application.objects.in_status(*statuses).filter(programme__cancelled_at=None)
    rows = cases.exclude(Exists(told)).select_related("regency", "business", "programme__region")
    for case in rows.iterator(chunk_size=500):
        label = Status(case.status).label.lower()
        since = case.status_changed_at
        yield _of_case(case, Trigger.STATUS, case.pk, since, label, status=case.status)


def _obstacles(now: datetime.datetime) -> Iterator[Record]:
    rows = Obstacle.objects.open().filter(
        cause__is_outside=False, application__programme__cancelled_at=None
    )
    related = ("regency", "business", "programme__region")
    rows = rows.select_related("cause", *(f"application__{name}" for name in related))
    for row in rows.iterator(chunk_size=500):
        text = f"kendala {row.cause.label}"
        yield _of_case(row.application, Trigger.OBSTACLE, row.pk, row.since, text)


def _of_case(
    case: Application,
    trigger: Trigger,
    pk: int,
    since: datetime.datetime,
    text: str,
    *,
    status: str = "",
) -> Record:
    zone = case.regency.time_zone
    return Record(
        trigger=trigger,
        status=status,
        pk=pk,
        since=local_day(since, zone),
        zone=zone,
        programme=case.programme,
        business=case.business,
        region_id=case.regency_id,
        organisation_id=case.organisation_id,
        companion_id=case.companion_id,
        text=f"{case.number} {case.business.name}: {text}",
        path=application_url(case.number),
    )


def _offers(now: datetime.datetime) -> Iterator[Record]:
    rows = Offer.objects.waiting().filter(replacement__left__programme__cancelled_at=None)
    rows = rows.select_related(
        "business__owner", "business__regency", "replacement__left__programme__region"
    )
    for offer in rows.iterator(chunk_size=500):
        left, business = offer.replacement.left, offer.business
        zone = business.regency.time_zone
        yield Record(
            trigger=Trigger.OFFER,
            pk=offer.pk,
            since=local_day(offer.offered_at, zone),
            zone=zone,
            programme=left.programme,
            business=business,
            region_id=business.regency_id,
            organisation_id=left.organisation_id,
            companion_id=None,
            text=f"{business.name}: tawaran tempat belum dijawab",
            path=f"/program/{left.programme.slug}/penggantian/",
            answer_by=offer.answer_by,
        )


def _people() -> People:
    """Who holds a role where, by region or organisation; one query."""
    found: People = defaultdict(list)
    current = Membership.objects.current().filter(user__is_active=True)
    for membership in current:
        place = membership.region_id or membership.organisation_id
        found[membership.role, place].append(membership.user_id)
    return found


def _people_of(record: Record, people: People) -> dict[str, list[int]]:
    return {
        Role.OWNER: [OWNER],
        Role.COMPANION: [record.companion_id] if record.companion_id else [],
        Role.LP3H_COORDINATOR: people.get((Role.LP3H_COORDINATOR, record.organisation_id), []),
        Role.REGENCY_OFFICER: people.get((Role.REGENCY_OFFICER, record.region_id), []),
        Role.PROVINCE_OFFICER: people.get((Role.PROVINCE_OFFICER, record.programme.region_id), []),
    }
