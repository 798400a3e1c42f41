"""Who shall help whom: a proposal that the coordinator accepts or changes."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Now

from accounts.enums import Role
from certification.enums import ProposalKind, ProposalState


class AssignmentProposalQuerySet(models.QuerySet["AssignmentProposal"]):
    def visible_to(self, user: Any) -> Self:
        """A coordinator sees the own LP3H's, a province those of its LP3H.

        A proposal spans kab/kota, so the people of one of them see none.
        """
        scope = user.scope
        if scope.is_regional and len(scope.region_code) == 2:
            return self.filter(scope.in_region("organisation__region_id"))
        if scope.role == Role.LP3H_COORDINATOR:
            return self.filter(organisation_id=scope.organisation_id)
        return self.none()

    def waiting(self) -> Self:
        """Nobody has decided on them."""
        return self.filter(state=ProposalState.OPEN)

    def with_line_counts(self) -> Self:
        """With `line_count`, and `taken_count` of those to assign or assigned."""
        return self.annotate(
            line_count=Count("lines"),
            taken_count=Count("lines", filter=Q(lines__is_taken=True)),
        )


class AssignmentProposal(models.Model):
    """A set of assignments computed at one moment for one LP3H.

    `leaving` is the companion whose cases are handed over, for that kind.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="assignment_proposals"
    )
    kind = models.CharField(max_length=10, choices=ProposalKind)
    leaving = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = AssignmentProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state=ProposalState.OPEN),
                name="proposal_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"


class ProposedAssignment(models.Model):
    """One business and the companion proposed for it, with the reason in words."""

    merge_noun = "usulan pendamping"

    proposal = models.ForeignKey(AssignmentProposal, models.CASCADE, related_name="lines")
    business = models.ForeignKey("ikm.Business", models.CASCADE, related_name="+")
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)
    is_taken = models.BooleanField(default=True, help_text="False: the coordinator left it out")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "business"], name="proposed_once")
        ]

    def __str__(self) -> str:
        return f"{self.business} → {self.companion}"
