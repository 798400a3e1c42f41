"""Asking for more places: one person asks, another decides."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.enums import Role
from certification.enums import Decision
from certification.models.quota import Allocation


class TopUpRequestQuerySet(models.QuerySet["TopUpRequest"]):
    def visible_to(self, user: Any) -> Self:
        """Those for levels that the person sees."""
        return self.filter(allocation__in=Allocation.objects.visible_to(user).values("pk"))

    def waiting(self) -> Self:
        return self.filter(decision=Decision.WAITING)

    def to_decide(self, user: Any) -> Self:
        """Waiting for this person: the level above decides, and never who asked.

        The rows for which `rules.can_decide_top_up` holds.
        """
        found = self.waiting().exclude(requested_by=user.pk)
        found = found.filter(allocation__programme__cancelled_at=None)
        region = user.scope.region_code
        match user.role:
            case Role.PROVINCE_OFFICER:
                return found.filter(allocation__programme__region_id=region)
            case Role.REGENCY_OFFICER:
                return found.filter(
                    allocation__region_id=region, allocation__organisation__isnull=False
                )
            case _:
                return self.none()

    def decided(self) -> Self:
        """Approved, refused or withdrawn, the newest first."""
        return self.exclude(decision=Decision.WAITING).order_by("-decided_at", "-pk")

    def with_names(self) -> Self:
        """With the records that every page names."""
        return self.select_related(
            "allocation__programme__region",
            "allocation__region",
            "allocation__organisation",
            "allocation__parent__region",
            "allocation__parent__programme",
            "requested_by",
            "decided_by",
        )


class TopUpRequest(models.Model):
    """More places for one level. Approved, they come from the level above (the root: a grant)."""

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="top_up_requests")
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(db_default=Now())
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING)
    granted = models.PositiveIntegerField(default=0, help_text="places given, maybe fewer")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    objects = TopUpRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1), name="top_up_asks_for_places"),
            # Whoever asks may only withdraw, and nobody withdraws for another.
            models.CheckConstraint(
                condition=Q(decision=Decision.WAITING)
                | Q(decision=Decision.WITHDRAWN, decided_by=F("requested_by"))
                | (
                    Q(decision__in=[Decision.APPROVED, Decision.REFUSED])
                    & ~Q(decided_by=F("requested_by"))
                ),
                name="top_up_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.APPROVED, granted__gte=1, granted__lte=F("count"))
                | (~Q(decision=Decision.APPROVED) & Q(granted=0)),
                name="top_up_gives_at_most_what_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.WAITING, decided_at=None, decided_by=None)
                | (
                    ~Q(decision=Decision.WAITING)
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="top_up_decided_with_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["allocation"],
                condition=Q(decision=Decision.WAITING),
                name="top_up_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} untuk {self.allocation}"

    @property
    def in_history(self) -> str:
        """What the history of places says of it: who asked, and why."""
        return f"Permintaan tambahan {self.requested_by.name}: {self.reason}"[:200]
