"""Certificates as lists and pages show them, their surveillance, and their materials."""

import datetime
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from certification.enums import CertificateState, Status
from certification.models import Application, Certificate, HandoverItem, Material, Surveillance
from halalportal.lib.formats import long_date
from ikm.models import Business, HeldCertificate

# How long before a day somebody is told of it.
FAR, NEAR = 90, 30
_TONES = {
    CertificateState.ACTIVE: "done",
    CertificateState.CHANGE_REPORTED: "waiting",
    CertificateState.LEGACY: "todo",
}
_LONGEST_SHARE = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days in which something falls due: its word in the address and its label."""

    code: str
    label: str
    after: int | None
    until: int | None


SPANS = (
    Span("lewat", "Sudah lewat", None, -1),
    Span("30", "Dalam 30 hari", 0, NEAR),
    Span("90", "31 sampai 90 hari", NEAR + 1, FAR),
)


def tone_of(certificate: Certificate) -> str:
    """The tone of the tag of its state."""
    return _TONES.get(CertificateState(certificate.state), "wrong")


def with_delivery(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With `is_delivered`."""
    taken = HandoverItem.objects.filter(certificate=OuterRef("pk"), received_on__isnull=False)
    return certificates.annotate(is_delivered=Exists(taken))


def share_url(certificate: Certificate) -> str:
    """WhatsApp with a text for whoever the owner chooses there; nothing personal in it."""
    names = [product.name for product in certificate.products.all()]
    listed = ", ".join(names[:_LONGEST_SHARE])
    more = f", dan {len(names) - _LONGEST_SHARE} lagi" if len(names) > _LONGEST_SHARE else ""
    products = f" Produk: {listed}{more}." if names else ""
    text = (
        f"{certificate.application.business.name} sudah bersertifikat halal. Nomor sertifikat "
        f"BPJPH: {certificate.number}, terbit {long_date(certificate.issued_on)}.{products}"
    )
    return f"https://wa.me/?text={quote(text, safe='')}"


def surveillances(user: User, day: datetime.date, span: Span | None) -> QuerySet[Surveillance]:
    """Those to come up to the far horizon, or in one stretch, the nearest first."""
    found = Surveillance.objects.visible_to(user).to_do().order_by("due_on", "pk")
    rows = _within(found, "due_on", day, span)
    return rows.select_related(
        "certificate__application__business", "certificate__application__regency"
    )


def ending_materials(user: User, day: datetime.date, span: Span | None) -> QuerySet[Material]:
    """Materials of certified products whose own certificate ends; without an end there is none."""
    issued = Application.objects.visible_to(user).in_status(Status.ISSUED)
    found = (
        Material.objects.filter(application__in=issued, certificate_until__isnull=False)
        .exclude(application__certificate__state=CertificateState.REVOKED)
        .order_by("certificate_until", "pk")
    )
    rows = _within(found, "certificate_until", day, span)
    return rows.select_related(
        "application__business", "application__regency", "application__certificate"
    )


def held_elsewhere(user: User) -> QuerySet[HeldCertificate]:
    """Certificates that businesses hold from other programmes; old numbers come first."""
    businesses = Business.objects.visible_to(user)
    return (
        HeldCertificate.objects.filter(business__in=businesses)
        .select_related("business__regency")
        .annotate(is_new=Exists(_of_bpjph()))
        .order_by("is_new", "-pk")
    )


def _of_bpjph() -> QuerySet[HeldCertificate]:
    return HeldCertificate.objects.filter(pk=OuterRef("pk"), number__regex=r"^ID\d{17}$")


def _within[R: (Surveillance, Material)](
    rows: QuerySet[R], field: str, day: datetime.date, span: Span | None
) -> QuerySet[R]:
    after = span.after if span else None
    until = span.until if span and span.until is not None else FAR
    where = {f"{field}__lte": day + datetime.timedelta(days=until)}
    if after is not None:
        where[f"{field}__gte"] = day + datetime.timedelta(days=after)
    return rows.filter(**where)
