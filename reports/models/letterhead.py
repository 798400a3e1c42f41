"""What an office writes its letters with: head, signers and how it numbers."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from reports.enums import NumberingPolicy, Paper


class LetterheadQuerySet(models.QuerySet["Letterhead"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(organisation__in=Organisation.objects.visible_to(user))


class Letterhead(models.Model):
    """The head of an office's letters (Permendagri 1/2023), and how it writes numbers."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="letterhead")
    government = models.CharField(max_length=120, help_text="PEMERINTAH PROVINSI …")
    office = models.CharField(max_length=160, help_text="DINAS …")
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=80, blank=True)
    city = models.CharField(max_length=60, help_text="stands before the date")
    logo = models.FileField(upload_to="kop/%Y/%m", max_length=200, blank=True)
    unit_code = models.CharField(max_length=40, help_text="{unit} in numbers")
    paper = models.CharField(max_length=4, choices=Paper, default=Paper.F4)
    policy = models.CharField(
        max_length=16, choices=NumberingPolicy, default=NumberingPolicy.YEARLY
    )
    pattern = models.CharField(
        max_length=80, default="{classification}/{seq:03d}/{unit}/{month}/{year}"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = LetterheadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.office


class SignerQuerySet(models.QuerySet["Signer"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(letterhead__in=Letterhead.objects.visible_to(user))

    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Signer(models.Model):
    """Somebody who signs an office's letters, with the words below the signature."""

    letterhead = models.ForeignKey(Letterhead, models.PROTECT, related_name="signers")
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=160)
    rank = models.CharField(max_length=80, blank=True)
    nip = models.CharField(max_length=18, blank=True)
    valid_from = models.DateField(default=datetime.date.today)
    valid_to = models.DateField(null=True, blank=True)

    objects = SignerQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="signer_valid_to_after_from",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.position}"


class NumberSeries(models.Model):
    """The last number of an office in a year and series; its row is locked while one is taken.

    `key` is what the policy counts apart: "" for the office, a classification, or a kind.
    `start` is the last number of the office's paper register before the portal went on with it.
    """

    letterhead = models.ForeignKey(Letterhead, models.PROTECT, related_name="series")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60, blank=True)
    start = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letterhead", "year", "key"], name="number_series_once"
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("start")), name="number_series_last_from_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letterhead_id} {self.year} {self.key}: {self.last}"
