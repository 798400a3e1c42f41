"""Mandates: the one under which a person may act now, and the words of a new one."""

import datetime
import hashlib
from dataclasses import dataclass
from string import Template
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Organisation, User
from certification.enums import MandateTask
from certification.models import Application, Mandate, MandateWording, Programme
from halalportal.lib.formats import long_date
from ikm.models import Business
from regions.models import Region

LONGEST_DAYS = 365
HELPERS = (Role.COMPANION, Role.REGENCY_OFFICER)


@dataclass(frozen=True, slots=True)
class Helper:
    """Who may act: a companion of an LP3H, or the office of a kab/kota."""

    holder: User | None
    region: Region | None
    organisation: Organisation | None

    @property
    def name(self) -> str:
        """As the paper says it."""
        if self.region:
            return f"petugas dinas {self.region.name}"
        lp3h = f" dari {self.organisation.name}" if self.organisation else ""
        return f"{self.holder}, pendamping{lp3h}"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked of the owner: for which business, who may do what, until when."""

    business: Business
    helper: Helper
    tasks: tuple[str, ...]
    ends_on: datetime.date


@dataclass(frozen=True, slots=True)
class Words:
    """The exact text of one mandate, and its hash."""

    wording: MandateWording
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def mandate_for(business: Business, user: User, day: datetime.date) -> Mandate | None:
    """The mandate under which the person may act for the business on that day; the latest."""
    if user.role not in HELPERS:
        return None
    found = business.mandates.in_force(day).given_to(user)
    return found.select_related("region", "holder").first()


def mandate_now(application: Application, user: User) -> Mandate | None:
    """As `mandate_for` for the business of an application, today."""
    return mandate_for(application.business, user, today_at(application.regency))


def today_at(region: Region) -> datetime.date:
    """Today in the region's time zone."""
    return timezone.localdate(timezone=ZoneInfo(region.time_zone))


def helper_of(user: User) -> Helper:
    """What a mandate for this person says: a companion by name, an officer as the office."""
    membership = user.active_membership
    if user.role == Role.COMPANION:
        return Helper(user, None, membership.organisation if membership else None)
    return Helper(None, membership.region if membership else None, None)


def helpers_for(business: Business) -> dict[str, Helper]:
    """Whom the owner may entrust: the assigned companion, and the office of the kab/kota."""
    current = business.assignments.current().select_related("companion", "organisation").first()
    office = {"dinas": Helper(None, business.regency, None)}
    if current is None:
        return office
    return {"pendamping": Helper(current.companion, None, current.organisation)} | office


def words_for(terms: Terms, day: datetime.date) -> Words:
    """The exact text of these terms, in the wording that is valid on `day`."""
    wording = _wording_on(day)
    lines = [f"- {getattr(wording, task)}" for task in MandateTask.values if task in terms.tasks]
    text = Template(wording.body).substitute(
        owner=terms.business.owner_name,
        business=terms.business.name,
        place=terms.business.regency.name,
        helper=terms.helper.name,
        tasks=";\n".join(lines) + ".",
        until=long_date(terms.ends_on),
    )
    return Words(wording, text)


def _wording_on(day: datetime.date) -> MandateWording:
    """The latest that is valid on the day; the oldest for stories from before the first."""
    wording = MandateWording.objects.valid_on(day).order_by("-valid_from").first()
    return wording or MandateWording.objects.order_by("valid_from")[0]


def usual_end(programme: Programme | None, day: datetime.date) -> datetime.date:
    """The programme's last day, at most a year from now."""
    longest = day + datetime.timedelta(days=LONGEST_DAYS)
    return min(programme.ends_on, longest) if programme else longest
