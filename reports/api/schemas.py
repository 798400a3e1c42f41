"""The shapes of the API's answers (product.md, interface contract)."""

import datetime

from ninja import Schema


class Counts(Schema):
    """Places: `used` are in SiHalal or further, `issued` of them have a certificate."""

    quota: int
    reserved: int
    used: int
    issued: int
    free: int
    in_process: int


class RegionCounts(Counts):
    code: str
    name: str


class OrganisationCounts(Counts):
    id: int
    name: str


class TargetFigures(Schema):
    """`days_left` is in the target's own basis: calendar or working days.

    `measure` is "used" (entered in SiHalal) or "issued". `forecast_on` goes on at the pace of the
    last four weeks; `forecast_from` and `forecast_to` enclose it in 8 of 10 cases (gamma-Poisson
    model of the last eight weeks) and are null when too little came in. `light` is "green",
    "yellow", "red", "met" or "late". `is_estimate` says that working days were counted through a
    year whose holidays are not decreed yet.
    """

    name: str
    region: str | None
    organisation: int | None
    quantity: int
    measure: str
    done: int
    due_on: datetime.date
    day_basis: str
    days_left: int
    overdue_calendar_days: int
    overdue_working_days: int
    pace_needed_per_working_day: float | None
    pace_now_per_working_day: float
    forecast_on: datetime.date | None
    forecast_from: datetime.date | None
    forecast_to: datetime.date | None
    is_estimate: bool
    light: str
    light_reason: str


class Summary(Counts):
    programme: str
    name: str
    as_of: datetime.date
    targets: list[TargetFigures]
    regions: list[RegionCounts]
    organisations: list[OrganisationCounts]


class ProgrammeRow(Schema):
    slug: str
    name: str
    year: int
    track: str
    funding_source: str
    region: str
    starts_on: datetime.date
    ends_on: datetime.date


class BusinessRow(Schema):
    """Owner, phone and NIB are masked; the NIK is never given."""

    id: str
    name: str
    brand: str
    owner: str
    phone: str
    nib: str
    regency: str
    district: str | None
    village: str | None
    scale: str
    is_mentored: bool
    operational_status: str


class ApplicationRow(Schema):
    number: str
    programme: str
    business: str
    business_name: str
    regency: str
    organisation: int | None
    track: str
    status: str
    public_status: str
    status_changed_at: datetime.datetime
    submitted_at: datetime.datetime | None
    returned_count: int
    sihalal_number: str


class EventRow(Schema):
    id: int
    kind: str
    title: str
    region: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    time_zone: str
    venue: str


class CertificateRow(Schema):
    number: str
    application: str
    business: str
    business_name: str
    regency: str
    issued_on: datetime.date
    state: str
    products: list[str]


class Programmes(Schema):
    results: list[ProgrammeRow]
    next: str | None


class Businesses(Schema):
    results: list[BusinessRow]
    next: str | None


class Applications(Schema):
    results: list[ApplicationRow]
    next: str | None


class Events(Schema):
    results: list[EventRow]
    next: str | None


class Certificates(Schema):
    results: list[CertificateRow]
    next: str | None


class Problem(Schema):
    """What is wrong with the question."""

    detail: str
