"""Coded reasons, as data with validity and source, because they change."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class ReasonQuerySet[R: "Reason"](models.QuerySet[R]):
    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Reason(models.Model):
    """A coded reason: the label for lists, and advice for the owner in plain words."""

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField(max_length=120)
    advice = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class ReturnReason(Reason):
    """Why an application goes back to its owner (domain.md §6). `part` is where it is mended."""

    part = models.CharField(max_length=20, blank=True)


class StopReason(Reason):
    """Why an application is not continued."""
