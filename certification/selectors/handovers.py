"""Certificates on their way into the holders' hands: what waits, where, and on which list."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from accounts.models import User
from certification.models import Certificate, Handover, HandoverItem
from certification.models.certificates import CertificateQuerySet


@dataclass(frozen=True, slots=True)
class Delivery:
    """Whether a certificate was handed over: to whom and when, or on which open list it is."""

    item: HandoverItem | None

    @property
    def word(self) -> str:
        if self.item is None:
            return "Belum diserahkan"
        return "Sudah diserahkan" if self.item.is_received else "Masuk daftar serah terima"

    @property
    def tone(self) -> str:
        return "done" if self.item and self.item.is_received else "waiting"


@dataclass(frozen=True, slots=True)
class RegionFigure:
    """A kab/kota with its certificates that wait to be handed over."""

    code: str
    name: str
    count: int


def delivery_of(certificate: Certificate) -> Delivery:
    """Where it is: a receipt outweighs an open list, and a signed list without one is over."""
    live = Q(received_on__isnull=False) | Q(handover__signed_at=None)
    items = certificate.handover_items.filter(live).select_related("handover")
    return Delivery(items.order_by(F("received_on").desc(nulls_last=True), "-pk").first())


def undelivered(user: User) -> CertificateQuerySet:
    """Issued and recorded, but not yet in the holder's hands."""
    return Certificate.objects.visible_to(user).undelivered()


def free_to_list(user: User) -> CertificateQuerySet:
    """Those that wait and are on no open list."""
    listed = HandoverItem.objects.filter(handover__signed_at=None).values("certificate_id")
    return undelivered(user).exclude(pk__in=listed)


def undelivered_by_region(user: User) -> list[RegionFigure]:
    """The kab/kota where certificates wait, the most first."""
    rows = (
        undelivered(user)
        .order_by()
        .values(code=F("application__regency_id"), name=F("application__regency__name"))
        .annotate(count=Count("pk"))
        .order_by("-count", "code")
    )
    return [RegionFigure(row["code"], row["name"], row["count"]) for row in rows]


def with_counts(handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    """With how many certificates are on the list and how many were taken."""
    taken = Q(items__received_on__isnull=False)
    return handovers.annotate(
        total=Count("items"), received=Count("items", filter=taken)
    ).select_related("region", "programme")


def items_of(handover: Handover) -> list[HandoverItem]:
    """The rows by kab/kota and business, as they stand on the paper."""
    return list(
        handover.items.select_related(
            "certificate__application__business", "certificate__application__regency"
        ).order_by(
            "certificate__application__regency_id", "certificate__application__business__name", "pk"
        )
    )
