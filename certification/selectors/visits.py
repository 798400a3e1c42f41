"""The companions' work list: whom to visit, until when, and how far each visit is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from accounts.models import User
from certification.enums import Status, Track
from certification.models import Application
from certification.models.application import ApplicationQuerySet
from certification.selectors.clocks import Clock, Clocks, clocks_for
from certification.selectors.verification import Progress, progress_of, today_at
from halalportal.lib.formats import number
from halalportal.lib.phones import whatsapp_digits
from halalportal.lib.working_days import count_days
from regions.models import Region

# What a companion writes first; nothing is asked of the owner, and it costs nothing.
HELLO = (
    "Halo, saya {companion}, pendamping halal dari {organisation}. Kapan saya bisa datang melihat "
    "tempat produksi {business}? Kunjungan ini gratis."
)
SOON = 3
ELSEWHERE = "Kecamatan belum ditulis"


@dataclass(frozen=True, slots=True)
class Left:
    """Until when a verification is due. `days` are working days, negative once it is late."""

    clock: Clock
    days: int

    @property
    def words(self) -> str:
        if self.days < 0:
            return f"terlambat {number(-self.days)} hari kerja"
        return f"{number(self.days)} hari kerja lagi" if self.days else "hari ini"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One application that waits for its companion."""

    application: Application
    left: Left
    progress: Progress
    whatsapp_url: str
    map_url: str

    @property
    def place(self) -> str:
        district = self.application.business.district
        return f"Kecamatan {district.name}" if district else ELSEWHERE

    @property
    def urgency(self) -> str:
        if self.left.days < 0:
            return "Terlambat"
        return "Segera" if self.left.days <= SOON else "Masih ada waktu"

    @property
    def is_begun(self) -> bool:
        return self.progress.done_count > 0


def waiting_visits(user: User) -> ApplicationQuerySet:
    """The applications in the person's sight that wait for a companion's verification."""
    seen = Application.objects.visible_to(user).in_status(Status.ACCEPTED)
    return seen.filter(track=Track.SELF_DECLARE)


def in_order(applications: ApplicationQuerySet, *, by_place: bool) -> ApplicationQuerySet:
    """The longest waiting first: all take the same working days; or kecamatan by kecamatan."""
    order = ("status_changed_at", "pk")
    if by_place:
        return applications.order_by("business__district__name", *order)
    return applications.order_by(*order)


def visits_of(applications: Sequence[Application]) -> list[Visit]:
    """The lines of the list in the same order; eight queries, however many there are."""
    progress, clocks = progress_of(applications), clocks_for(applications)
    return [_visit(each, progress[each.pk], clocks) for each in applications]


def grouped(visits: Sequence[Visit], *, by_place: bool) -> list[tuple[str, list[Visit]]]:
    """The lines under their headings: kecamatan, or how soon."""
    groups: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        groups[visit.place if by_place else visit.urgency].append(visit)
    return list(groups.items())


def places_of(applications: ApplicationQuerySet) -> list[tuple[str, str]]:
    """The kecamatan in which somebody waits, for a filter; one query."""
    codes = applications.order_by().values("business__district")
    found = Region.objects.filter(pk__in=codes).order_by("name")
    return list(found.values_list("code", "name"))


def companions_of(applications: ApplicationQuerySet) -> list[tuple[int, str]]:
    """The companions who are waited for, for a filter; one query."""
    found = applications.order_by().filter(companion__isnull=False).distinct()
    rows: list[tuple[Any, Any]] = list(found.values_list("companion", "companion__name"))
    return sorted(rows, key=lambda row: row[1])


def left_of(application: Application, clocks: Clocks | None = None) -> Left:
    """How long until the due day, by the calendar of the offices; two queries, or none."""
    clocks = clocks or clocks_for([application])
    clock, today = clocks.of(application), today_at(application)
    if clock.due_on is None:
        return Left(clock, 0)
    calendar = clocks.calendar((application.programme_id, application.regency_id))
    days = count_days(today, clock.due_on, calendar)
    # Late on a day off: at least one day, though none was counted.
    return Left(clock, min(days, -1) if clock.is_late else days)


def map_url(application: Application) -> str:
    """The address for the phone's own map: nothing is fetched from anybody."""
    business = application.business
    places = (business.village, business.district, business.regency)
    parts = [business.address, *(place.name for place in places if place)]
    return f"geo:0,0?q={quote(', '.join(part for part in parts if part))}"


def whatsapp_url(application: Application) -> str:
    """A first message to the owner, ready to be sent; "" without a mobile number."""
    digits = whatsapp_digits(application.business.phone)
    if not digits:
        return ""
    text = HELLO.format(
        companion=application.companion.name if application.companion else "",
        organisation=application.organisation or "LP3H",
        business=application.business.name,
    )
    return f"https://wa.me/{digits}?text={quote(text)}"


def _visit(application: Application, progress: Progress, clocks: Clocks) -> Visit:
    return Visit(
        application=application,
        left=left_of(application, clocks),
        progress=progress,
        whatsapp_url=whatsapp_url(application),
        map_url=map_url(application),
    )
