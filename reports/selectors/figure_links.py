"""Where each number of a head's page leads: to a list with exactly as many rows."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from certification.enums import Place, Status
from reports.links import applications_url, obstacles_url


@dataclass(frozen=True, slots=True)
class FigureLinks:
    """The addresses of one page; all "" on a page that is shown to people without an account.

    `region_code` is the kab/kota of a page that is about one, `as_of` the past day of the figures.
    """

    slug: str
    region_code: str = ""
    as_of: datetime.date | None = None
    is_open: bool = True

    def places(self, place: str, *, region: str = "", organisation: int = 0) -> str:
        """The applications that hold such a place."""
        if not self.is_open:
            return ""
        return applications_url(
            program=self.slug,
            tempat=place,
            kabupaten=region or self.region_code,
            lp3h=organisation,
            per=self._day,
        )

    def statuses(self, statuses: Iterable[Status]) -> str:
        """The applications that stand in one of these statuses."""
        if not self.is_open:
            return ""
        codes = sorted(statuses, key=list(Status).index)
        return applications_url(
            *codes, program=self.slug, kabupaten=self.region_code, per=self._day
        )

    def obstacles(self, *, cause: str = "", region: str = "", organisation: int = 0) -> str:
        """The obstacles of one cause, kab/kota or LP3H."""
        if not self.is_open:
            return ""
        return obstacles_url(
            self.slug,
            sebab=cause,
            kabupaten=region or self.region_code,
            lp3h=str(organisation or ""),
            per=self._day,
        )

    @property
    def quota(self) -> str:
        """The table of who holds how many places."""
        if not self.is_open:
            return ""
        base = reverse("certification:programme-detail", args=[self.slug])
        return f"{base}?per={self._day}" if self._day else base

    @property
    def offers(self) -> str:
        """The offers that hold a place; they are listed for the present only."""
        if not self.is_open or self.as_of:
            return ""
        return reverse("certification:replacement-list", args=[self.slug])

    @property
    def reserved(self) -> str:
        return self.places(Place.RESERVED)

    @property
    def used(self) -> str:
        return self.places(Place.USED)

    @property
    def issued(self) -> str:
        return self.places(Place.ISSUED)

    @property
    def in_process(self) -> str:
        return self.statuses((Status.IN_SIHALAL, Status.RETURNED_OUT))

    @property
    def _day(self) -> str:
        return self.as_of.isoformat() if self.as_of else ""
