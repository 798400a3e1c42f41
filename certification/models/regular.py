"""What the regular track has beside the common way: the LPH, its price, the audit, the fatwa."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from certification.models.application import Application


class RegularCase(models.Model):
    """The LPH's side of one application (UU 33/2014 Pasal 30–33)."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="regular_case")
    inspection_body = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="+", help_text="LPH"
    )
    cost = models.PositiveBigIntegerField(
        null=True, validators=[MinValueValidator(1)], help_text="rupiah, as the LPH set it"
    )
    cost_agreed_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    audit_from = models.DateField(null=True)
    audit_to = models.DateField(null=True)
    extension_asked_on = models.DateField(null=True)
    audit_extended_to = models.DateField(null=True)
    fatwa_body = models.CharField(max_length=80, blank=True)
    fatwa_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(audit_to=None) | Q(audit_to__gte=F("audit_from")),
                name="regular_case_audit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(extension_asked_on=None, audit_extended_to=None)
                | Q(extension_asked_on__isnull=False, audit_extended_to__isnull=False),
                name="regular_case_one_whole_extension",
            ),
        ]

    def __str__(self) -> str:
        return f"Reguler {self.application_id}"
