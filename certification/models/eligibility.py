"""Who may self-declare: rule sets, the dictionary of materials and of names, and each decision."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from certification.enums import (
    DecisionMoment,
    Eligibility,
    MaterialClass,
    NameOpinion,
    ProductScope,
    Settler,
    WordKind,
)
from certification.models.application import Application


class DatedQuerySet[R: models.Model](models.QuerySet[R]):
    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Dated(models.Model):
    """A row of reference data: since when, until when, and where it comes from."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class RuleSet(Dated):
    """One decree's criteria. An application is judged by the set of the day it was sent."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    # Figures of the decree, read by the rules: sales_cap, max_names, max_menus …
    limits = models.JSONField(default=dict)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            ExclusionConstraint(
                name="rule_set_one_a_day",
                expressions=[
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            models.Value("[]"),
                            function="daterange",
                        ),
                        RangeOperators.OVERLAPS,
                    )
                ],
            )
        ]

    def __str__(self) -> str:
        return self.name


class EligibilityRule(models.Model):
    """One row of the decision table: when `condition` holds, the outcome is at least `outcome`."""

    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="rules")
    code = models.SlugField(max_length=20, help_text="SD05")
    # The name of a predicate in certification.eligibility.conditions.
    condition = models.SlugField(max_length=40)
    priority = models.PositiveSmallIntegerField(help_text="order of evaluation; 1 is the worst")
    outcome = models.CharField(max_length=16, choices=Eligibility)
    message = models.SlugField(max_length=20, help_text="M_SCOPE")
    criterion = models.CharField(max_length=200, help_text="what is asked, in plain words")
    advice = models.CharField(max_length=300, help_text="what to do next")
    citation = models.CharField(max_length=120)
    part = models.CharField(max_length=20, blank=True, help_text="where it is answered")
    # Who settles what is still unknown when the application is sent; "" is nobody: mend it before.
    settled_by = models.CharField(max_length=10, choices=Settler, blank=True)
    # The provinces in which the rule holds; empty is everywhere.
    provinces = ArrayField(models.CharField(max_length=2), default=list, blank=True)

    class Meta:
        ordering = ["priority", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "code", "condition"], name="eligibility_rule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_set_id} {self.code}"


class ProductClass(Dated):
    """A jenis produk as SiHalal lists it (domain.md §2.6)."""

    code = models.CharField(primary_key=True, max_length=8)
    name = models.CharField(max_length=120)
    examples = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=8, choices=ProductScope)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class SelfDeclareClass(Dated):
    """A class whose products may be self-declared, with the KBLI codes that go with it."""

    product_class = models.ForeignKey(
        ProductClass, models.PROTECT, related_name="self_declare_periods"
    )
    kbli_version = models.PositiveSmallIntegerField()
    kbli_codes = ArrayField(models.CharField(max_length=5))

    class Meta:
        ordering = ["product_class", "kbli_version", "valid_from"]

    def __str__(self) -> str:
        return f"{self.product_class_id} KBLI {self.kbli_version}"


class MaterialEntry(Dated):
    """A word of the dictionary of materials with what it needs as evidence."""

    name = models.CharField(max_length=80)
    # Other names, in small letters; whole words are matched.
    synonyms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    material_class = models.CharField(max_length=10, choices=MaterialClass)
    is_slaughtered = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="material_entry_once")
        ]

    def __str__(self) -> str:
        return self.name


class NameWord(Dated):
    """A whole word, or several, that a product name may carry only after a person looked at it."""

    word = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=WordKind)
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(fields=["word", "valid_from"], name="name_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class NameReview(models.Model):
    """A flagged product name and what a person decided. Never refused by a machine."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="name_reviews")
    name = models.CharField(max_length=120)
    word = models.CharField(max_length=60)
    reason = models.CharField(max_length=200, help_text="why the word is looked at")
    opinion = models.CharField(max_length=8, choices=NameOpinion, default=NameOpinion.WAITING)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "name"], name="name_review_once"),
            models.CheckConstraint(
                condition=Q(opinion=NameOpinion.WAITING, by=None, at=None)
                | (~Q(opinion=NameOpinion.WAITING) & Q(by__isnull=False, at__isnull=False)),
                name="name_review_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.name}"


class DecisionQuerySet(models.QuerySet["EligibilityDecision"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(application__in=Application.objects.visible_to(user))


class EligibilityDecision(models.Model):
    """What the engine said, with its inputs and its rules; never changed, only followed by another.

    `facts` are the inputs (amounts as bands), `findings` the triggered rules as
    `eligibility.engine.Verdict.as_json` gives them; what the programme asks is told apart.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="decisions")
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="+")
    moment = models.CharField(max_length=10, choices=DecisionMoment)
    outcome = models.CharField(max_length=16, choices=Eligibility)
    is_programme_eligible = models.BooleanField(null=True)
    programme_findings = models.JSONField(default=list)
    facts = models.JSONField()
    findings = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    # Nobody where the portal itself looked again.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["application", "-at"], name="decision_latest")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"
