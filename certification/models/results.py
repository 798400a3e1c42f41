"""What the companion found, and the certificate that came back."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from certification.models.application import Application


class Verification(models.Model):
    """The companion's visit: the decree's duties, ticked one by one (Kepkaban 146/2025 III.E)."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="verification")
    companion = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    visited_on = models.DateField()
    is_separated = models.BooleanField()
    is_hygienic = models.BooleanField()
    has_clean_tools = models.BooleanField()
    has_halal_materials = models.BooleanField()
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Verifikasi {self.application}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(application__in=Application.objects.visible_to(user))


class Certificate(models.Model):
    """A halal certificate that BPJPH issued; the portal only records it."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=19, unique=True)
    decision_number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
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
