"""Permits that a business holds."""

from django.db import models

from ikm.enums import PermitKind
from ikm.models.business import Business


class Permit(models.Model):
    """P-IRT, MD, SLHS and the like (domain.md §3.5, AspekLegal)."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="permits")
    kind = models.CharField(max_length=6, choices=PermitKind)
    number = models.CharField(max_length=60)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["business", "kind", "number"], name="permit_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
