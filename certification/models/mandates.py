"""The owner's consent that somebody else files: what, until when, in which words, proven how."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import OFFICERS, Role
from certification.enums import MandateProof, MandateTask
from certification.models.eligibility import Dated


class MandateWording(Dated):
    """The words of the paper, by version; `$name` is filled in. What was agreed never changes."""

    code = models.SlugField(primary_key=True, max_length=20)
    body = models.TextField(help_text="$owner $business $place $helper $tasks $until")
    fill = models.CharField(max_length=200)
    submit = models.CharField(max_length=200)
    sihalal = models.CharField(max_length=200)

    class Meta:
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.code


# How long before its end a mandate is called out, so that a new one can be asked for.
ENDING_DAYS = 30


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, user: Any) -> Self:
        """The owner's own, those that name the person, and those of the officer's region."""
        scope = user.scope
        match scope.role:
            case Role.OWNER:
                return self.filter(business__owner_id=scope.user_id)
            case Role.COMPANION:
                return self.filter(holder_id=scope.user_id, region=None)
            case Role.LP3H_COORDINATOR:
                return self.filter(organisation_id=scope.organisation_id)
            case _:
                return self.filter(scope.in_region("business__regency_id"))

    def given_to(self, user: Any) -> Self:
        """Those under which the person may act in the active role."""
        scope = user.scope
        if scope.role in OFFICERS:
            return self.filter(region_id=scope.region_code)
        return self.filter(holder_id=scope.user_id, region=None)

    def with_people(self) -> Self:
        """With the records that every page names."""
        return self.select_related(
            "business__regency", "holder", "region", "organisation", "recorded_by", "revoked_by"
        )

    def ending(self, day: datetime.date) -> Self:
        """In force, and over within the month."""
        return self.in_force(day).filter(ends_on__lte=day + datetime.timedelta(days=ENDING_DAYS))

    def ended_before(self, moment: datetime.datetime) -> Self:
        """Revoked before the moment, or over before its day."""
        return self.filter(Q(revoked_at__lt=moment) | Q(ends_on__lt=moment.date()))

    def in_force(self, day: datetime.date) -> Self:
        """Given, not revoked, not over on that day (the business's local date)."""
        return self.filter(revoked_at=None, given_on__lte=day, ends_on__gte=day)


class Mandate(models.Model):
    """One consent. Its words are kept with their hash and never changed; revoking ends it."""

    merge_noun = "kuasa"

    business = models.ForeignKey("ikm.Business", models.PROTECT, related_name="mandates")
    # Who may act: the companion, or every officer of the kab/kota when a region stands here.
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True)
    scope = ArrayField(models.CharField(max_length=12, choices=MandateTask))
    # None for what was noted before there were papers.
    wording = models.ForeignKey(MandateWording, models.PROTECT, null=True)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    proof = models.CharField(max_length=10, choices=MandateProof)
    # Signed or thumb-printed paper, re-encoded; encrypted on disk.
    paper = models.FileField(upload_to="kuasa/%Y/%m", max_length=200, blank=True)
    paper_sha256 = models.CharField(max_length=64, blank=True)
    # The photo is a personal document: it goes some time after the end, the words and hashes stay.
    paper_deleted_at = models.DateTimeField(null=True, blank=True)
    given_on = models.DateField()
    ends_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    revoked_reason = models.CharField(max_length=200, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("given_on")), name="mandate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="mandate_revoked_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(proof__in=[MandateProof.PAPER, MandateProof.THUMB])
                | ~Q(paper="")
                | Q(paper_deleted_at__isnull=False),
                name="mandate_paper_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(paper_deleted_at=None) | Q(paper="") & ~Q(paper_sha256=""),
                name="mandate_paper_deleted_leaves_hash",
            ),
            models.CheckConstraint(
                condition=Q(proof=MandateProof.RECORDED) | Q(wording__isnull=False),
                name="mandate_says_its_words",
            ),
            models.CheckConstraint(condition=Q(scope__len__gte=1), name="mandate_is_for_something"),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.given_on}"

    @property
    def given_to_name(self) -> str:
        """Who may act, as a person reads it."""
        return f"Petugas dinas {self.region.name}" if self.region else self.holder.name

    @property
    def tasks(self) -> list[str]:
        """What it is for, in words."""
        return [task.label for task in MandateTask if task in self.scope]

    def is_in_force(self, day: datetime.date) -> bool:
        """As the queryset's, for this one."""
        return self.revoked_at is None and self.given_on <= day <= self.ends_on

    def standing(self, day: datetime.date) -> tuple[str, str]:
        """(word, tone) of the status tag."""
        if self.revoked_at:
            return "Dicabut", "wrong"
        if self.is_over(day):
            return "Berakhir", "quiet"
        is_ending = self.ends_on <= day + datetime.timedelta(days=ENDING_DAYS)
        return ("Segera berakhir", "waiting") if is_ending else ("Berlaku", "done")

    def is_over(self, day: datetime.date) -> bool:
        """Whether its last day has passed."""
        return self.ends_on < day


class MandateCode(models.Model):
    """A code that the owner reads on the own page and tells the helper: once, for minutes.

    It keeps the words that the owner saw beside it.
    """

    merge_noun = "kode kuasa"

    business = models.ForeignKey("ikm.Business", models.CASCADE, related_name="mandate_codes")
    code_index = models.CharField(max_length=64, help_text="keyed hash of the code")
    wording = models.ForeignKey(MandateWording, models.PROTECT)
    scope = ArrayField(models.CharField(max_length=12, choices=MandateTask))
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, help_text="the words the owner agreed to")
    ends_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The companion, or the office of the kab/kota.
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(holder__isnull=False, region=None)
                | Q(holder=None, region__isnull=False),
                name="mandate_code_for_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.expires_at:%Y-%m-%d}"
