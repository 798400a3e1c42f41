"""The rows of an application: products, materials, files."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from certification.enums import MaterialClass, MaterialKind, MaterialRole, UploadKind
from certification.models.application import Application


class ApplicationProduct(models.Model):
    """A product name to stand on the certificate; at most ten (Kepkaban 146/2025 III.A)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="products")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("application", Lower("name"), name="application_product_once")
        ]

    def __str__(self) -> str:
        return self.name


class Material(models.Model):
    """An ingredient, a cleaning agent or packaging, with its certificate where it needs one."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="materials")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, choices=MaterialRole, default=MaterialRole.INGREDIENT)
    kind = models.CharField(max_length=10, choices=MaterialKind)
    # What the dictionary says, or the companion after looking; "" until asked.
    material_class = models.CharField(max_length=10, choices=MaterialClass, blank=True)
    is_slaughtered = models.BooleanField(default=False, help_text="meat and what is made of it")
    brand = models.CharField(max_length=120, blank=True)
    producer = models.CharField(max_length=120, blank=True)
    certificate_number = models.CharField(max_length=40, blank=True)
    # Certificates of today have no end; older ones and those from abroad do.
    certificate_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "application", Lower("name"), Lower("brand"), name="material_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["certificate_until"],
                condition=Q(certificate_until__isnull=False),
                name="material_certificate_ends",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file from outside: a re-encoded photo or a checked PDF.

    It lies outside the web root and leaves only through a view that checks who asks.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="uploads")
    kind = models.CharField(max_length=12, choices=UploadKind)
    # What a certificate or a package belongs to.
    material = models.ForeignKey(Material, models.SET_NULL, null=True, related_name="uploads")
    file = models.FileField(upload_to="pengajuan/%Y/%m", max_length=200)
    media_type = models.CharField(max_length=20, default="image/jpeg")
    size = models.PositiveIntegerField(default=0, help_text="bytes as kept")
    sha256 = models.CharField(max_length=64, blank=True)
    is_encrypted = models.BooleanField(default=False)
    # Where and when a photo of a visit was taken, if the person said so; rounded.
    taken_at = models.DateTimeField(null=True)
    latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=UploadKind.IDENTITY) | Q(is_encrypted=True),
                name="upload_identity_is_sealed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.application_id}"
