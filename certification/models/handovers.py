"""Handing certificates over: the list with signatures, and who took which."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from certification.models.certificates import Certificate


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
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_file="", signed_at=None)
                | (~Q(signed_file="") & Q(signed_at__isnull=False)),
                name="handover_signed_with_scan",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class HandoverItem(models.Model):
    """One certificate on the list, and who took it."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="handover_items")
    received_by = models.CharField(max_length=120, blank=True)
    received_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "certificate"], name="handover_item_once"),
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(received_on__isnull=False),
                name="handover_item_received_once",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None, received_by="")
                | (Q(received_on__isnull=False) & ~Q(received_by="")),
                name="handover_item_received_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.certificate_id}"

    @property
    def is_received(self) -> bool:
        return self.received_on is not None

    @property
    def receiver(self) -> str:
        """Who is expected to take it: the owner, by the registry's name."""
        business = self.certificate.application.business
        return business.owner_name or business.name
