"""The application (pengajuan) and the trail of its statuses."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.enums import Role
from certification.enums import (
    Equipment,
    Grinding,
    MarketingArea,
    PublicStatus,
    Status,
    Track,
)
from certification.models.programme import Programme
from certification.models.quota import Allocation
from certification.models.reference import ReturnReason, StopReason
from certification.workflow import HOLDING, OPEN, PUBLIC_STATUS


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: Any) -> Self:
        """Own, assigned, of the own LP3H, or of the own region."""
        scope = user.scope
        match scope.role:
            case Role.OWNER:
                return self.filter(business__owner_id=scope.user_id)
            case Role.COMPANION:
                return self.filter(companion_id=scope.user_id)
            case Role.LP3H_COORDINATOR:
                return self.filter(organisation_id=scope.organisation_id)
            case _:
                return self.filter(scope.in_region("regency_id"))

    def open(self) -> Self:
        """Neither issued nor stopped."""
        return self.filter(status__in=OPEN)

    def in_status(self, *statuses: str) -> Self:
        return self.filter(status__in=statuses)

    def resubmitted(self) -> Self:
        """Waiting for a second look: sent again after a return."""
        return self.filter(status=Status.SUBMITTED, returned_count__gt=0)

    def served_by(self, organisation_id: int) -> Self:
        """Those on an LP3H's places, and its drafts that hold none yet."""
        drafts = Q(allocation=None, organisation_id=organisation_id)
        return self.filter(drafts | Q(allocation__organisation_id=organisation_id))

    def with_people(self) -> Self:
        """With the records that every page names."""
        return self.select_related(
            "business",
            "programme",
            "regency",
            "companion",
            "organisation",
            "stop_reason",
            "national_status",
            "created_by",
            "product_class",
        )

    def with_answers(self) -> Self:
        """With the rows that are answers too: one query each, however often they are read."""
        return self.prefetch_related("products", "materials", "uploads")


class Application(models.Model):
    """One business's way to one certificate. `services.applications` alone changes `status`."""

    # Read when two records of a business are merged (ikm.selectors.hanging).
    merge_noun = "pengajuan"
    merge_refusal = (
        "Kedua usaha punya pengajuan di program yang sama. Hentikan salah satu pengajuan, "
        "lalu gabungkan lagi."
    )

    number = models.CharField(max_length=20, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="applications")
    business = models.ForeignKey("ikm.Business", models.PROTECT, related_name="applications")
    # The business's kab/kota at the time of filing: the scope of the case stays with it.
    regency = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    allocation = models.ForeignKey(
        Allocation, models.PROTECT, null=True, related_name="applications"
    )
    track = models.CharField(max_length=12, choices=Track)
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="companion_applications"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="applications"
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    status_changed_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    submitted_at = models.DateTimeField(null=True)
    # Who sent it last: the same officer may not accept it (four eyes).
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    snapshot = models.JSONField(default=dict, help_text="answers as frozen at submission")
    returned_count = models.PositiveSmallIntegerField(default=0)

    # Under which somebody else began it or sent it last; None when the owner did so alone.
    mandate = models.ForeignKey(
        "certification.Mandate", models.PROTECT, null=True, related_name="applications"
    )

    # Answers: people and process; products, materials and photos are rows of their own.
    product_type = models.CharField(max_length=80, blank=True)
    brand = models.CharField(max_length=120, blank=True)
    supervisor_name = models.CharField(max_length=120, blank=True)
    is_supervisor_eligible = models.BooleanField(null=True)
    process = models.TextField(blank=True)
    preservation_count = models.PositiveSmallIntegerField(null=True)
    is_separate_from_haram = models.BooleanField(null=True)
    # Answers that the eligibility engine needs besides (domain.md §2.1); None and "" are unknown.
    product_class = models.ForeignKey(
        "certification.ProductClass", models.PROTECT, null=True, related_name="+"
    )
    is_small_eatery = models.BooleanField(null=True, help_text="warung tegal, sunda, warmindo …")
    facility_count = models.PositiveSmallIntegerField(null=True)
    outlet_count = models.PositiveSmallIntegerField(null=True)
    equipment = models.CharField(max_length=8, choices=Equipment, blank=True)
    is_process_simple = models.BooleanField(null=True)
    touches_haram = models.BooleanField(null=True)
    grinding = models.CharField(max_length=12, choices=Grinding, blank=True)
    marketing_area = models.CharField(max_length=14, choices=MarketingArea, blank=True)
    # The letter that SiHalal asks for (domain.md §3.7).
    letter_number = models.CharField(max_length=60, blank=True)
    letter_on = models.DateField(null=True)

    # What comes back from outside.
    sihalal_number = models.CharField(max_length=24, blank=True)
    sihalal_status_raw = models.CharField(max_length=80, blank=True)
    sihalal_entered_on = models.DateField(null=True)
    national_status = models.ForeignKey(
        "certification.NationalStatus", models.PROTECT, null=True, related_name="+"
    )
    # Since when SiHalal shows it, and when somebody last looked.
    national_since = models.DateTimeField(null=True)
    national_checked_at = models.DateTimeField(null=True)
    stop_reason = models.ForeignKey(StopReason, models.PROTECT, null=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["regency", "status", "status_changed_at"], name="application_queue"
            ),
            models.Index(
                fields=["companion", "status", "status_changed_at"], name="application_companion"
            ),
            # Programs that read the API ask a whole province what has moved since the last time.
            models.Index(fields=["status_changed_at"], name="application_moved"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "programme"],
                condition=~Q(status=Status.STOPPED),
                name="application_one_per_programme",
            ),
            models.UniqueConstraint(
                "sihalal_number", condition=~Q(sihalal_number=""), name="application_sihalal_number"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(HOLDING)) | Q(allocation__isnull=False),
                name="application_holds_a_place",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.STOPPED) | Q(stop_reason__isnull=False),
                name="application_stopped_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def public_status(self) -> PublicStatus:
        """The word that everybody sees."""
        return PUBLIC_STATUS[Status(self.status)]

    @property
    def returned_parts(self) -> frozenset[str]:
        """The parts that the last return names; empty when it names none, or not all of them."""
        last = self.last_change_to(Status.RETURNED)
        parts = frozenset(item.part for item in last.items.all()) if last else frozenset()
        return frozenset() if "" in parts else parts

    def last_change_to(self, status: str) -> "StatusChange | None":
        """The latest change into a status; `selectors.returns.with_trail` has it at hand."""
        changes = [change for change in self.status_changes.all() if change.to_status == status]
        return changes[-1] if changes else None


class StatusChange(models.Model):
    """One step of an application: who moved it from where to where, when and why."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="status_changes")
    transition = models.CharField(max_length=20)
    from_status = models.CharField(max_length=12, choices=Status)
    to_status = models.CharField(max_length=12, choices=Status)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    return_reason = models.ForeignKey(ReturnReason, models.PROTECT, null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["application", "at"], name="status_change_as_of")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.from_status} → {self.to_status}"
