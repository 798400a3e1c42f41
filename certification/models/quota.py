"""The quota ledger: a tree of allocations, and the movements whose sums are their balances."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.enums import Role
from certification.enums import MovementKind
from certification.models.programme import Programme


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def visible_to(self, user: Any) -> Self:
        """Whole programmes for a province, the branches of a regency or an LP3H, own leaves."""
        scope = user.scope
        if scope.is_regional and len(scope.region_code) == 2:
            return self.filter(programme__region_id=scope.region_code)
        if scope.is_regional:
            return self.filter(region_id=scope.region_code)
        if scope.role == Role.LP3H_COORDINATOR:
            return self.filter(organisation_id=scope.organisation_id)
        if scope.role == Role.COMPANION:
            return self.filter(companion_id=scope.user_id)
        return self.none()

    def roots(self) -> Self:
        return self.filter(parent=None)

    def held_count(self) -> int:
        """Places held for who has no certificate yet: applications on their way, and offers."""
        held = self.aggregate(n=Coalesce(Sum(F("reserved") + F("used") - F("issued")), 0))
        return int(held["n"])

    def regencies(self) -> Self:
        """The nodes of a kab/kota, without those of its LP3H."""
        return self.filter(region__isnull=False, organisation=None)


class Allocation(models.Model):
    """Places held at one level: the programme, a kab/kota, an LP3H in it, or a companion of that.

    `granted` places came in, `delegated` went on to children, `reserved` are held by applications
    on the way, `used` were entered in SiHalal, of which `issued` have a certificate. The database
    refuses an overdraft, whoever writes.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="allocations")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="allocations"
    )
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="allocations"
    )
    due_on = models.DateField(null=True, blank=True)
    granted = models.PositiveIntegerField(default=0)
    delegated = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    issued = models.PositiveIntegerField(default=0)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "region", "organisation", "companion"],
                nulls_distinct=False,
                name="allocation_once",
            ),
            models.CheckConstraint(
                condition=Q(granted__gte=F("delegated") + F("reserved") + F("used")),
                name="allocation_never_overdrawn",
            ),
            models.CheckConstraint(
                condition=Q(issued__lte=F("used")), name="allocation_issued_within_used"
            ),
            models.CheckConstraint(
                condition=Q(parent=None, region=None)
                | Q(parent__isnull=False, region__isnull=False),
                name="allocation_only_root_without_region",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(region__isnull=False),
                name="allocation_lp3h_inside_region",
            ),
            models.CheckConstraint(
                condition=Q(companion=None) | Q(organisation__isnull=False),
                name="allocation_companion_inside_lp3h",
            ),
        ]

    def __str__(self) -> str:
        if self.companion:
            return f"{self.companion.name} ({self.organisation}) di {self.region}"
        if self.organisation:
            return f"{self.organisation} di {self.region}"
        return str(self.region or self.programme)

    @property
    def depth(self) -> int:
        """0 for the programme's root, 1 for a kab/kota, 2 for an LP3H, 3 for a companion."""
        above = (self.region_id, self.organisation_id, self.companion_id)
        return sum(each is not None for each in above)

    @property
    def free(self) -> int:
        """Places that can still be reserved or passed on here."""
        return self.granted - self.delegated - self.reserved - self.used


class Movement(models.Model):
    """One change of one allocation. Deltas may be negative; their sums are the balances.

    Rows are never changed: a mistake is mended by another movement.
    """

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=MovementKind)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    application = models.ForeignKey(
        "certification.Application", models.PROTECT, null=True, related_name="movements"
    )
    # A place held for a business that was offered it and has no application yet.
    offer = models.ForeignKey(
        "certification.Offer", models.PROTECT, null=True, related_name="movements"
    )
    note = models.CharField(max_length=200, blank=True)
    granted = models.IntegerField(default=0)
    delegated = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)
    used = models.IntegerField(default=0)
    issued = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["allocation", "at"], name="movement_as_of"),
            models.Index(fields=["-at", "-id"], name="movement_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.allocation}"
