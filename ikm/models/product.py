"""What a business sells."""

from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower

from ikm.models.business import Business


class ProductQuerySet(models.QuerySet["Product"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(business__in=Business.objects.visible_to(user))


class Product(models.Model):
    """A product that the business sells, as it names it."""

    # Found by the index of the constraint below, which begins with it.
    business = models.ForeignKey(Business, models.CASCADE, related_name="products", db_index=False)
    name = models.CharField(max_length=120)
    product_class = models.CharField(
        max_length=10, blank=True, help_text="code of data/products_by_region.csv"
    )
    kbli_version = models.PositiveSmallIntegerField(null=True, blank=True)
    kbli_code = models.CharField(max_length=5, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("business", Lower("name"), name="product_once_per_business")
        ]

    def __str__(self) -> str:
        return self.name
