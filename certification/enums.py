"""Choices of programmes, the quota ledger and applications."""

from django.db import models


class Track(models.TextChoices):
    SELF_DECLARE = "self_declare", "Self declare"
    REGULAR = "regular", "Reguler"


class FundingSource(models.TextChoices):
    APBN = "apbn", "APBN"
    APBD_PROVINCE = "apbd_province", "APBD provinsi"
    APBD_REGENCY = "apbd_regency", "APBD kab/kota"
    DAK = "dak", "DAK"
    CSR = "csr", "CSR"
    GRANT = "grant", "Hibah"
    OTHER = "other", "Lainnya"


class DayBasis(models.TextChoices):
    CALENDAR = "calendar", "hari kalender"
    WORKING = "working", "hari kerja"


class MovementKind(models.TextChoices):
    """Every way in which a place changes hands (domain.md §5.2)."""

    GRANT = "grant", "Kuota ditetapkan"
    SPLIT = "split", "Kuota dibagi"
    RETURN = "return", "Kuota ditarik kembali"
    RESERVE = "reserve", "Tempat dipesan"
    RELEASE = "release", "Tempat dilepas"
    COMMIT = "commit", "Masuk SiHalal"
    ISSUE = "issue", "Sertifikat terbit"


class Status(models.TextChoices):
    """Where an application stands, in the portal's own words; SiHalal's text is kept beside it."""

    DRAFT = "draft", "Belum lengkap"
    SUBMITTED = "submitted", "Menunggu pemeriksaan"
    RETURNED = "returned", "Perlu diperbaiki"
    ACCEPTED = "accepted", "Menunggu verifikasi pendamping"
    READY = "ready", "Siap diajukan"
    IN_SIHALAL = "in_sihalal", "Diproses BPJPH"
    ISSUED = "issued", "Sertifikat terbit"
    STOPPED = "stopped", "Dihentikan"


class PublicStatus(models.TextChoices):
    """The seven words shown to everybody (screens.md §4.2)."""

    INCOMPLETE = "incomplete", "Belum lengkap"
    WAITING = "waiting", "Menunggu pemeriksaan"
    TO_FIX = "to_fix", "Perlu diperbaiki"
    READY = "ready", "Siap diajukan"
    AT_BPJPH = "at_bpjph", "Diproses BPJPH"
    ISSUED = "issued", "Sertifikat terbit"
    STOPPED = "stopped", "Dihentikan"


class MaterialKind(models.TextChoices):
    CERTIFIED = "certified", "Ada logo atau sertifikat halal"
    NATURAL = "natural", "Bahan alami tanpa sertifikat"
    UNKNOWN = "unknown", "Belum tahu"


class PhotoKind(models.TextChoices):
    PRODUCT = "product", "Produk dalam kemasan"
    PLACE = "place", "Tempat produksi"
    OTHER = "other", "Lainnya"
