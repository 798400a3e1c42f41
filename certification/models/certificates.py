"""The certificate that BPJPH issued, its products, and the life with it."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from certification.enums import CertificateState, ChangeKind, ChangeState
from certification.models.application import Application


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(application__in=Application.objects.visible_to(user))


class Certificate(models.Model):
    """A halal certificate that BPJPH issued; the portal only records it.

    It has no end while composition and process stay as they are (UU 33/2014 Pasal 42):
    `valid_until` is for certificates of the old law alone.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=19, unique=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    state = models.CharField(
        max_length=10, choices=CertificateState, default=CertificateState.ACTIVE
    )
    # BPJPH's own PDF, or a photo of it.
    file = models.FileField(upload_to="sertifikat/%Y/%m", max_length=200, blank=True)
    # The owner alone decides whether the certificate is shown in the public list.
    is_showcased = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=r"^ID\d{17}$"), name="certificate_number_shape"
            )
        ]

    def __str__(self) -> str:
        return self.number


class CertificateProduct(models.Model):
    """A product name on the certificate, as it is written there."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="products")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "name"], name="certificate_product_once")
        ]

    def __str__(self) -> str:
        return self.name


class ChangeReport(models.Model):
    """A change that the holder tells: it may need an application of its own in SiHalal."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="change_reports")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    text = models.CharField(max_length=500)
    since = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.REPORTED)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-reported_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.kind}"


class Surveillance(models.Model):
    """BPJPH's look after four years (PP 42/2024 Pasal 52); the due day follows from the issue."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="surveillances")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "due_on"], name="surveillance_once")
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.due_on}"


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: Any) -> Self:
        """Handovers of the officer's region."""
        scope = user.scope
        return self.filter(scope.in_region("region_id")) if scope.is_regional else self.none()


class Handover(models.Model):
    """A day on which certificates are handed over: the list with room for signatures."""

    programme = models.ForeignKey("certification.Programme", models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    place = models.CharField(max_length=160, blank=True)
    held_on = models.DateField()
    handed_by = models.CharField(max_length=120, blank=True, help_text="who hands them over")
    handed_by_title = models.CharField(max_length=120, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    # The scan of the signed list; until it is there the list is a draft.
    signed_file = models.FileField(upload_to="serah-terima/%Y/%m", max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class HandoverItem(models.Model):
    """One certificate on the list, and who took it."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="handover_items")
    received_by = models.CharField(max_length=120, blank=True)
    received_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "certificate"], name="handover_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.certificate_id}"

    @property
    def is_received(self) -> bool:
        return self.received_on is not None


def four_years_after(day: datetime.date) -> datetime.date:
    """The day of the surveillance; the 28th of February where the year has no 29th."""
    try:
        return day.replace(year=day.year + 4)
    except ValueError:
        return day.replace(year=day.year + 4, day=28)
