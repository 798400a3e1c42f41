"""From a record to a row of the API."""

from certification.enums import CertificateState, Status, Track
from certification.models import Application, Certificate, Programme
from halalportal.lib.formats import masked
from ikm.models import Business
from reports.api import schemas
from workshops.enums import EventKind
from workshops.models import Event


def programme(of: Programme) -> schemas.ProgrammeRow:
    return schemas.ProgrammeRow(
        slug=of.slug,
        name=of.name,
        year=of.year,
        track=Track(of.track),
        funding_source=of.funding_source,
        region=of.region_id,
        starts_on=of.starts_on,
        ends_on=of.ends_on,
    )


def business(of: Business) -> schemas.BusinessRow:
    return schemas.BusinessRow(
        id=str(of.uuid),
        name=of.name,
        brand=of.brand,
        owner=mask_name(of.owner_name),
        phone=mask(of.phone),
        nib=mask(of.nib),
        regency=of.regency_id,
        district=of.district_id,
        village=of.village_id,
        scale=of.scale,
        is_mentored=of.is_mentored,
        operational_status=of.operational_status,
        updated_at=of.updated_at,
    )


def application(of: Application) -> schemas.ApplicationRow:
    return schemas.ApplicationRow(
        number=of.number,
        programme=of.programme.slug,
        business=str(of.business.uuid),
        business_name=of.business.name,
        regency=of.regency_id,
        organisation=of.organisation_id,
        track=Track(of.track),
        status=Status(of.status),
        public_status=of.public_status,
        status_changed_at=of.status_changed_at,
        submitted_at=of.submitted_at,
        returned_count=of.returned_count,
        sihalal_number=of.sihalal_number,
    )


def event(of: Event) -> schemas.EventRow:
    return schemas.EventRow(
        id=of.pk,
        kind=EventKind(of.kind),
        title=of.title,
        region=of.region_id,
        starts_at=of.starts_at,
        ends_at=of.ends_at,
        time_zone=of.time_zone,
        venue=of.venue,
        updated_at=of.changed_at,
    )


def certificate(of: Certificate) -> schemas.CertificateRow:
    case = of.application
    return schemas.CertificateRow(
        number=of.number,
        application=case.number,
        programme=case.programme.slug,
        business=str(case.business.uuid),
        business_name=case.business.name,
        regency=case.regency_id,
        issued_on=of.issued_on,
        state=CertificateState(of.state),
        products=[product.name for product in of.products.all()],
    )


def mask_name(name: str) -> str:
    """The first letter of a person's name."""
    return f"{name[:1]}•••" if name else ""


def mask(text: str) -> str:
    """Enough to recognise, "" for nothing."""
    return masked(text) if text else ""
