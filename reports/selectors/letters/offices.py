"""The office that somebody writes for, and what it writes with."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.enums import OFFICERS, OrganisationKind
from accounts.models import Organisation, User
from reports.letters.errors import NoLetterheadError
from reports.models import Letterhead
from reports.models.letterhead import SignerQuerySet


def own_office(user: User) -> Organisation | None:
    """The office of exactly the officer's region; None for anybody else."""
    if user.role not in OFFICERS:
        return None
    offices = Organisation.objects.filter(
        kind=OrganisationKind.DINAS, region_id=user.scope.region_code
    )
    return offices.select_related("region").order_by("pk").first()


def letterhead_of(office: Organisation | None) -> Letterhead:
    """What the office writes with. Raises `NoLetterheadError` before it has filled that in."""
    heads = Letterhead.objects.select_related("organisation__region")
    found = heads.filter(organisation=office).first() if office else None
    if found is None:
        raise NoLetterheadError
    return found


def signers_of(letterhead: Letterhead) -> SignerQuerySet:
    """Who signs today. Raises `NoLetterheadError` when nobody does."""
    signers: SignerQuerySet = letterhead.signers.valid_on(today_at(letterhead.organisation))
    if not signers.exists():
        raise NoLetterheadError
    return signers


def today_at(office: Organisation) -> datetime.date:
    """The day at the office's place: at New Year it decides the series."""
    return timezone.localdate(timezone=ZoneInfo(office.region.time_zone))
