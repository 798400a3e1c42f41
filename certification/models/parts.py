"""The rows of an application: products, materials, photos."""

from django.db import models
from django.db.models.functions import Lower, Now

from certification.enums import MaterialKind, PhotoKind
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
    """An ingredient, with its halal certificate where it needs one."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="materials")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=MaterialKind)
    brand = models.CharField(max_length=120, blank=True)
    producer = models.CharField(max_length=120, blank=True)
    certificate_number = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "application", Lower("name"), Lower("brand"), name="material_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Photo(models.Model):
    """A photo, re-encoded without metadata; it leaves only through a view that checks who asks."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=10, choices=PhotoKind)
    file = models.ImageField(upload_to="pengajuan/%Y/%m", max_length=200)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.application_id}"
