"""The words of letters, shared or of one office."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from reports.enums import LetterKind, Nature


class LetterTemplateQuerySet(models.QuerySet["LetterTemplate"]):
    def visible_to(self, user: Any) -> Self:
        """The shared ones, and those of the offices that the person sees."""
        own = Organisation.objects.visible_to(user)
        return self.filter(Q(organisation=None) | Q(organisation__in=own))

    def written_with(self, user: Any) -> Self:
        """The shared ones, and those of the office of exactly the officer's region."""
        return self.filter(Q(organisation=None) | Q(organisation__region_id=user.scope.region_code))

    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, is_active=True
        )


class LetterTemplate(models.Model):
    """The words of a kind of letter, with {placeholders}; without an office it is shared."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letter_templates"
    )
    kind = models.CharField(max_length=16, choices=LetterKind)
    name = models.CharField(max_length=120)
    classification = models.CharField(max_length=30, help_text="Permendagri 83/2022")
    nature = models.CharField(max_length=12, choices=Nature, default=Nature.NORMAL)
    subject = models.CharField(max_length=160)
    body = models.TextField(help_text="paragraphs between empty lines, with {placeholders}")
    copies = models.TextField(blank=True, help_text="tembusan, one a line")
    attachment = models.CharField(max_length=120, blank=True, help_text="what is attached")
    valid_from = models.DateField(default=datetime.date.today)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="letter_template_valid_to_after_from",
            )
        ]

    def __str__(self) -> str:
        return self.name
