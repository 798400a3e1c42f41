"""The certificate that BPJPH issued, its products, and the life with it."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from certification.enums import CertificateState, ChangeKind, ChangeState
from certification.models.application import Application


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(application__in=Application.objects.visible_to(user))

    def with_case(self) -> Self:
        """With the records that every page names."""
        return self.select_related(
            "application__business__owner",
            "application__programme",
            "application__regency",
            "application__companion",
        )

    def living(self) -> Self:
        """All that nobody revoked."""
        return self.exclude(state=CertificateState.REVOKED)

    def undelivered(self) -> Self:
        """Not yet in the holder's hands."""
        return self.living().exclude(handover_items__received_on__isnull=False)

    def in_showcase(self) -> Self:
        """Those that their owners show to everybody, as long as they hold."""
        shown = [CertificateState.ACTIVE, CertificateState.CHANGE_REPORTED]
        return self.filter(is_showcased=True, state__in=shown)


class Certificate(models.Model):
    """A halal certificate that BPJPH issued; the portal only records it.

    It has no end while composition and process stay as they are (UU 33/2014 Pasal 42):
    `valid_until` is for certificates of the old law alone.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="certificate")
    # Its shape is checked, its digits are never read: what they mean is not published.
    number = models.CharField(max_length=19, unique=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    state = models.CharField(
        max_length=10, choices=CertificateState, default=CertificateState.ACTIVE
    )
    # Why an officer gave it its state, and since when; the audit keeps the earlier ones.
    state_reason = models.CharField(max_length=300, blank=True)
    state_since = models.DateField(null=True)
    # A clean copy of BPJPH's PDF, or of a photo of it.
    file = models.FileField(upload_to="sertifikat/%Y/%m", max_length=200, blank=True)
    # The owner alone decides whether the certificate is shown in the public list.
    is_showcased = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["recorded_at", "id"], name="certificate_recorded")]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=r"^ID\d{17}$"), name="certificate_number_shape"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(state=CertificateState.LEGACY),
                name="certificate_only_old_ones_end",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateProduct(models.Model):
    """A product name on the certificate, as it is written there."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="products")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "name"], name="certificate_product_once")
        ]

    def __str__(self) -> str:
        return self.name


class ChangeReportQuerySet(models.QuerySet["ChangeReport"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(certificate__in=Certificate.objects.visible_to(user))

    def waiting(self) -> Self:
        """Nobody has answered yet."""
        return self.filter(state=ChangeState.REPORTED)

    def unsettled(self) -> Self:
        """Not answered yet, or passed on and not done."""
        return self.filter(state__in=[ChangeState.REPORTED, ChangeState.FORWARDED])


class ChangeReport(models.Model):
    """A change that the holder tells: it may need an application of its own in SiHalal."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="change_reports")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    text = models.CharField(max_length=500)
    since = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.REPORTED)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = ChangeReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ChangeState.REPORTED, decided_by=None, decided_at=None)
                | (
                    ~Q(state=ChangeState.REPORTED)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="change_report_decided_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.kind}"


class SurveillanceQuerySet(models.QuerySet["Surveillance"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(certificate__in=Certificate.objects.visible_to(user))

    def to_do(self) -> Self:
        """Still to come; a revoked certificate has none."""
        return self.filter(done_on=None).exclude(certificate__state=CertificateState.REVOKED)


class Surveillance(models.Model):
    """BPJPH's look every four years (PP 42/2024 Pasal 52); the due day follows from the issue."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="surveillances")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = SurveillanceQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "due_on"], name="surveillance_once"),
            models.CheckConstraint(
                condition=Q(done_on=None, recorded_by=None)
                | Q(done_on__isnull=False, recorded_by__isnull=False),
                name="surveillance_recorded_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="surveillance_to_do")
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.due_on}"


class AftercareRuleQuerySet(models.QuerySet["AftercareRule"]):
    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class AftercareRule(models.Model):
    """What a holder is told about a kind of change, or about the surveillance."""

    SURVEILLANCE = "surveillance"

    code = models.SlugField(max_length=20, help_text="a kind of change, or surveillance")
    advice = models.CharField(max_length=300)
    years = models.PositiveSmallIntegerField(null=True, help_text="between two surveillances")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200)

    objects = AftercareRuleQuerySet.as_manager()

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="aftercare_rule_once")
        ]

    def __str__(self) -> str:
        return self.code


def years_after(day: datetime.date, years: int) -> datetime.date:
    """The same day some years on; the 28th of February where the year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
