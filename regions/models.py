"""Indonesia's provinces, kabupaten/kota, districts and villages by their Kemendagri codes."""

from typing import Self

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q


class Level(models.IntegerChoices):
    PROVINCE = 1, "provinsi"
    REGENCY = 2, "kabupaten/kota"
    DISTRICT = 3, "kecamatan"
    VILLAGE = 4, "desa/kelurahan"


def within(field: str, code: str) -> Q:
    """The condition that the region code in `field` is `code` or lies inside it.

    Codes are prefixes of one another (64 → 64.08 → 64.08.17), so a scope is a range.
    """
    # A foreign key knows no prefixes; the code behind it does, and needs no join.
    text = f"{field.removesuffix('_id')}__code" if field.endswith("_id") else field
    return Q(**{field: code}) | Q(**{f"{text}__startswith": f"{code}."})


class RegionQuerySet(models.QuerySet["Region"]):
    def provinces(self) -> Self:
        return self.filter(level=Level.PROVINCE)

    def regencies(self) -> Self:
        """Kabupaten and kota."""
        return self.filter(level=Level.REGENCY)

    def inside(self, code: str) -> Self:
        """The region with this code and all below it."""
        return self.filter(within("code", code))


class Region(models.Model):
    """One region. `code` is dotted as Kepmendagri prints it, e.g. `64.08.17.2001`."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    postal_code = models.CharField(max_length=5, blank=True)
    time_zone = models.CharField(max_length=20)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(OpClass("code", "text_pattern_ops"), name="region_code_prefix"),
            models.Index(fields=["level", "name"], name="region_level_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent=None)
                | Q(level__gt=Level.PROVINCE, parent__isnull=False),
                name="region_parent_by_level",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def province_code(self) -> str:
        return self.code[:2]

    @property
    def regency_code(self) -> str:
        """The code of the kabupaten/kota this region is or lies in; "" for a province."""
        return self.code[:5] if self.level >= Level.REGENCY else ""
