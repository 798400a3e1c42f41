"""The companion's visit: the decree's duties one by one, and a finding for each material."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from certification.enums import Recommendation
from certification.models.application import Application
from certification.models.eligibility import Dated
from certification.models.parts import Material


class ChecklistItem(Dated):
    """One duty that the companion looks at (Kepkaban 146/2025 III.E and IV.B)."""

    code = models.SlugField(max_length=40)
    section = models.CharField(max_length=60)
    text = models.CharField(max_length=200)
    hint = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="checklist_item_once")
        ]

    def __str__(self) -> str:
        return self.text


class Verification(models.Model):
    """One visit of one application: open until `finished_at`, then it stays as it is."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="verification")
    companion = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    visited_on = models.DateField(null=True)
    # Rounded to about a hundred metres: enough to know that somebody was there.
    latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    note = models.TextField(blank=True)
    recommendation = models.CharField(max_length=12, choices=Recommendation, blank=True)
    at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None)
                | (~Q(recommendation="") & Q(visited_on__isnull=False)),
                name="verification_finished_with_a_recommendation",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="verification_where_in_pairs",
            ),
        ]

    def __str__(self) -> str:
        return f"Verifikasi {self.application}"

    @property
    def is_final(self) -> bool:
        """Whether the companion recommended it; a visit that ended in a return goes on later."""
        return self.finished_at is not None and self.recommendation == Recommendation.RECOMMENDED


class ChecklistAnswer(models.Model):
    """Whether a duty is met; there is a row once somebody looked."""

    verification = models.ForeignKey(Verification, models.CASCADE, related_name="answers")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="+")
    is_met = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint(fields=["verification", "item"], name="checklist_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.verification_id}: {self.item_id}"


class MaterialFinding(models.Model):
    """What the companion found on one material: the four things that SiHalal asks to confirm."""

    verification = models.ForeignKey(Verification, models.CASCADE, related_name="findings")
    material = models.ForeignKey(Material, models.CASCADE, related_name="findings")
    is_number_right = models.BooleanField(null=True)
    is_in_date = models.BooleanField(null=True)
    is_brand_right = models.BooleanField(null=True)
    is_producer_right = models.BooleanField(null=True)
    # SiHalal's word for a certified material until the four are confirmed: "diragukan".
    is_doubtful = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    # The material as it was then: whoever changes it afterwards asks for another look.
    seen_as = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["material"]
        constraints = [
            models.UniqueConstraint(
                fields=["verification", "material"], name="material_finding_once"
            ),
            models.CheckConstraint(
                condition=Q(is_doubtful=True)
                | (
                    ~Q(is_number_right=False)
                    & ~Q(is_in_date=False)
                    & ~Q(is_brand_right=False)
                    & ~Q(is_producer_right=False)
                ),
                name="material_finding_sure_when_all_right",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verification_id}: {self.material_id}"
