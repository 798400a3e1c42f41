"""A selection round: published criteria, marks, and the ranking into few places."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from certification.enums import Outcome, RoundState, TieBreak
from certification.models.nomination import Nomination
from certification.models.programme import Programme


class SelectionRoundQuerySet(models.QuerySet["SelectionRound"]):
    def visible_to(self, user: Any) -> Self:
        """Rounds of the person's province; a kab/kota sees those already published."""
        scope = user.scope
        if not scope.is_regional:
            return self.none()
        rounds = self.filter(programme__region_id=scope.region_code[:2])
        if len(scope.region_code) == 2:
            return rounds
        return rounds.exclude(state=RoundState.DRAFT)


class SelectionRound(models.Model):
    """Which nominated businesses get the places. Criteria are fixed once published."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="selection_rounds")
    name = models.CharField(max_length=120)
    places = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.DRAFT)
    scorers_needed = models.PositiveSmallIntegerField(
        default=1, help_text="2: two people score without seeing each other's marks"
    )
    least_per_regency = models.PositiveSmallIntegerField(
        default=0, help_text="places kept for the best of each kab/kota that named anybody"
    )
    tie_break = models.CharField(max_length=12, choices=TieBreak, default=TieBreak.NOMINATED)
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    objects = SelectionRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scorers_needed__in=[1, 2]), name="selection_one_or_two_scorers"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scorers_in_words(self) -> str:
        return "satu penilai" if self.scorers_needed == 1 else "dua penilai yang tidak saling lihat"


class Criterion(models.Model):
    """One line of the score card: marks from 0 to `max_mark`, weighted.

    `gate` is the mark below which a candidate is out, whatever the sum; None where there is none.
    """

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="criteria")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    max_mark = models.PositiveSmallIntegerField(default=2)
    gate = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="criterion_once"),
            models.CheckConstraint(
                condition=Q(max_mark__gte=1, weight__gte=1), name="criterion_counts"
            ),
            models.CheckConstraint(
                condition=Q(gate=None) | Q(gate__lte=F("max_mark")), name="criterion_gate_reachable"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Candidate(models.Model):
    """A nominated business in a round, and once the round is closed its rank and outcome."""

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="candidates")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="candidacies")
    total = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    rank = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "nomination"], name="candidate_once"),
            models.UniqueConstraint(fields=["round", "rank"], name="candidate_rank_once"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination.business} in {self.round}"

    @property
    def tone(self) -> str:
        """The colour of the outcome, beside its word."""
        tones = {Outcome.SELECTED: "done", Outcome.RESERVE: "waiting"}
        return tones.get(Outcome(self.outcome), "quiet")


class Mark(models.Model):
    """What one person gave one candidate for one criterion."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    scorer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "criterion", "scorer"], name="mark_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
