"""Organisations and the roles that people hold in a region or an organisation."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.enums import ORGANISATION_ROLES, REGIONAL_ROLES, OrganisationKind, Role
from accounts.scope import NOTHING


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def lp3h(self) -> Self:
        return self.filter(kind=OrganisationKind.LP3H)

    def visible_to(self, user: Any) -> Self:
        """The organisations of the person's province, and the person's own."""
        scope = user.scope
        own = Q(pk=scope.organisation_id) if scope.organisation_id else NOTHING
        if not scope.is_regional:
            return self.filter(own)
        return self.filter(own | Q(region__code__startswith=scope.region_code[:2]))


class Organisation(models.Model):
    """An office, LP3H, LPH or PLUT."""

    kind = models.CharField(max_length=10, choices=OrganisationKind)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="organisations")
    phone = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="organisation_kind_name")
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Memberships that have not ended."""
        return self.filter(ended_on=None).order_by("pk")

    def visible_to(self, user: Any) -> Self:
        return self.filter(user_id=user.pk)


class Membership(models.Model):
    """A role of one person, scoped by region or organisation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(role__in=sorted(REGIONAL_ROLES)) | Q(region__isnull=False),
                name="membership_regional_role_has_region",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(ORGANISATION_ROLES)) | Q(organisation__isnull=False),
                name="membership_organisation_role_has_organisation",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "region", "organisation"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="membership_once",
            ),
        ]

    def __str__(self) -> str:
        place = self.region or self.organisation
        return f"{self.get_role_display()} {place}" if place else self.get_role_display()
