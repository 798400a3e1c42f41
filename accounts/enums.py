"""Roles and kinds of organisation (product.md, "Who uses it")."""

from django.db import models


class Role(models.TextChoices):
    OWNER = "owner", "Pemilik usaha"
    COMPANION = "companion", "Pendamping"
    LP3H_COORDINATOR = "lp3h_coordinator", "Koordinator LP3H"
    REGENCY_OFFICER = "regency_officer", "Petugas kab/kota"
    PROVINCE_OFFICER = "province_officer", "Petugas provinsi"
    HEAD = "head", "Kepala dinas"
    AUDITOR = "auditor", "Inspektorat"
    ADMIN = "admin", "Admin sistem"


# Roles whose scope is a region, and those whose scope is an organisation.
REGIONAL_ROLES = frozenset({Role.REGENCY_OFFICER, Role.PROVINCE_OFFICER, Role.HEAD, Role.AUDITOR})
ORGANISATION_ROLES = frozenset({Role.COMPANION, Role.LP3H_COORDINATOR})
OFFICERS = (Role.REGENCY_OFFICER, Role.PROVINCE_OFFICER)
READERS = (*OFFICERS, Role.HEAD, Role.AUDITOR)
STAFF = (*READERS, Role.LP3H_COORDINATOR, Role.COMPANION)


class OrganisationKind(models.TextChoices):
    DINAS = "dinas", "Dinas"
    LP3H = "lp3h", "LP3H"
    LPH = "lph", "LPH"
    PLUT = "plut", "PLUT"
    OTHER = "other", "Lainnya"
