"""One business leaves, the next on the reserve list is asked: the chain stays visible."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from certification.enums import OfferState
from certification.models.application import Application
from certification.models.quota import Allocation
from certification.models.reference import StopReason
from certification.models.selection import Candidate


class ReplacementQuerySet(models.QuerySet["Replacement"]):
    def visible_to(self, user: Any) -> Self:
        """Those of cases that the person sees."""
        return self.filter(left__in=Application.objects.visible_to(user).values("pk"))


class Replacement(models.Model):
    """The place of a withdrawn application on its way to another business."""

    left = models.OneToOneField(Application, models.PROTECT, related_name="replacement")
    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="replacements")
    reason = models.ForeignKey(StopReason, models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    answer_days = models.PositiveSmallIntegerField(
        default=5, help_text="working days that each business has to answer"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, help_text="taken, or nobody was left to ask")

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Pengganti {self.left}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody is being asked; reads the offers that were fetched with it."""
        return any(offer.is_waiting for offer in self.offers.all())


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, user: Any) -> Self:
        """Those of replacements that the person sees; an owner sees the own business's."""
        replacements = Replacement.objects.visible_to(user).values("pk")
        return self.filter(
            Q(replacement__in=replacements) | Q(business__owner_id=user.scope.user_id)
        )

    def waiting(self) -> Self:
        return self.filter(state=OfferState.WAITING)


class Offer(models.Model):
    """The place held for one business until a day. It is reserved in the ledger meanwhile."""

    merge_noun = "tawaran tempat"
    merge_refusal = (
        "Kedua usaha sedang ditawari tempat yang sama. Tutup salah satu tawaran, lalu gabungkan "
        "lagi."
    )

    replacement = models.ForeignKey(Replacement, models.PROTECT, related_name="offers")
    business = models.ForeignKey("ikm.Business", models.PROTECT, related_name="offers")
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="offers")
    answer_by = models.DateField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.WAITING)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, related_name="offer", help_text="the new one"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["replacement"],
                condition=Q(state=OfferState.WAITING),
                name="offer_one_waiting",
            ),
            models.UniqueConstraint(
                fields=["replacement", "business"], name="offer_once_per_business"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.replacement}: {self.business}"

    @property
    def is_waiting(self) -> bool:
        return self.state == OfferState.WAITING

    @property
    def tone(self) -> str:
        """The colour of the answer, beside its word."""
        return {OfferState.ACCEPTED: "done", OfferState.WAITING: "waiting"}.get(
            OfferState(self.state), "quiet"
        )
