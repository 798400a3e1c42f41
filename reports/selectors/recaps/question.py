"""What is asked of a recap: of which programme, by whom, as of when, of which place."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import Role
from accounts.scope import Scope
from certification.enums import Status
from certification.models import Application, Programme, StatusChange
from certification.models.application import ApplicationQuerySet
from certification.selectors.counts import Node, nodes_of
from certification.selectors.days import end_of_day
from certification.selectors.past import with_status_at
from certification.workflow import AT_SIHALAL, HOLDING
from halalportal.lib.formats import long_date
from reports.links import applications_url
from reports.selectors.overview import stamp, today_in

# Statuses in the order of the way: sent and not stopped, and from SiHalal on.
SENT = tuple(status.value for status in Status if status in HOLDING)
ENTERED = tuple(status.value for status in Status if status in {*AT_SIHALAL, Status.ISSUED})
SHOWS_OWNERS = (Role.REGENCY_OFFICER, Role.PROVINCE_OFFICER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`as_of` None asks for this moment; `regency` "" and `organisation` None for all.

    It has a `scope`, so that every `visible_to` takes it in the place of a person.
    """

    programme: Programme
    scope: Scope
    as_of: datetime.date | None = None
    regency: str = ""
    organisation: int | None = None

    @property
    def day(self) -> datetime.date:
        return self.as_of or today_in(self.programme)

    @property
    def moment(self) -> datetime.datetime:
        """Until when things count: now, or the end of the past day in the province."""
        return end_of_day(self.programme, self.as_of) if self.as_of else timezone.now()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.programme.region.time_zone)

    @property
    def stamp(self) -> str:
        return stamp(self.programme, self.as_of)

    @property
    def shows_owners(self) -> bool:
        """Names of owners are for the officers who work with them."""
        return self.scope.role in SHOWS_OWNERS

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out of the programme."""
        is_narrowed = self.organisation is not None or bool(self.regency)
        return not is_narrowed and self.scope.covers(self.programme.region_id)

    def covers(self, regency: str, organisation: int | None) -> bool:
        """Whether a kab/kota and LP3H belong to the answer."""
        if self.regency not in ("", regency) or self.organisation not in (None, organisation):
            return False
        if self.scope.organisation_id:
            return organisation == self.scope.organisation_id
        return self.scope.covers(regency)

    def places(self) -> list[Node]:
        """The ledger's levels that belong to the answer, the programme's own among them; a query.

        The places of a level are those it has not passed on.
        """
        nodes = nodes_of(self.programme, self.day, from_movements=self.as_of is not None)
        return [
            node
            for node in nodes
            if (
                self.covers(node.region_code, node.organisation_id)
                if node.region_code
                else self.is_whole
            )
        ]

    def applications(self) -> ApplicationQuerySet:
        """The cases that belong to the answer, in whatever status."""
        found = Application.objects.visible_to(self).filter(programme=self.programme)
        if self.regency:
            found = found.filter(regency_id=self.regency)
        return found.served_by(self.organisation) if self.organisation else found

    def standing(self) -> ApplicationQuerySet:
        """Those that hold a place: sent, and not stopped."""
        return self.in_status(*SENT)

    def issued(self) -> ApplicationQuerySet:
        """Those with a certificate that was recorded by then."""
        return self.in_status(Status.ISSUED)

    def in_status(self, *statuses: str) -> ApplicationQuerySet:
        """The cases that stood in these statuses then."""
        if self.as_of is None:
            return self.applications().in_status(*statuses)
        found = with_status_at(self.applications(), self.moment)
        return found.filter(status_then__in=statuses)  # type: ignore[misc]

    def changes(self) -> QuerySet[StatusChange]:
        """Steps of anybody's cases that had been taken by then."""
        return StatusChange.objects.order_by().filter(at__lt=self.moment)

    def of_cases(self) -> Q:
        """The condition that a row hangs on one of the answer's cases."""
        return Q(application__in=self.applications().order_by().values("pk"))

    def list_url(self, *statuses: str, **filters: str | int) -> str:
        """The cases behind a number: in these statuses now, or at the end of the past day."""
        chosen: dict[str, str | int] = {"program": self.programme.slug}
        if self.as_of:
            chosen["per"] = self.as_of.isoformat()
        if self.regency:
            chosen["kabupaten"] = self.regency
        if self.organisation:
            chosen["lp3h"] = self.organisation
        return applications_url(*statuses, **(chosen | filters))

    def since_note(self, what: str) -> tuple[str, ...]:
        """A note on what is known of the present only, for a past day."""
        if self.as_of is None:
            return ()
        return (f"{what} menurut keadaan hari ini, bukan {long_date(self.as_of)}.",)
