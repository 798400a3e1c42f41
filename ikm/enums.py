"""Choices of the registry."""

from django.db import models


class Scale(models.TextChoices):
    """Size by PP 7/2021 Pasal 35 (capital or annual sales)."""

    MICRO = "micro", "Mikro"
    SMALL = "small", "Kecil"
    MEDIUM = "medium", "Menengah"
    LARGE = "large", "Besar"


class OperationalStatus(models.TextChoices):
    UNKNOWN = "unknown", "Belum diperiksa"
    ACTIVE = "active", "Masih berproduksi"
    PAUSED = "paused", "Berhenti sementara"
    CLOSED = "closed", "Tutup"


class BusinessSource(models.TextChoices):
    """How the record came into the registry."""

    WALK_IN = "walk_in", "Datang ke kantor"
    IMPORT = "import", "Impor Excel"
    COMPANION = "companion", "Didaftarkan pendamping"
    OWNER = "owner", "Daftar sendiri"
    EVENT = "event", "Kegiatan"


class ImportStatus(models.TextChoices):
    CHECKING = "checking", "Sedang diperiksa"
    CHECKED = "checked", "Menunggu persetujuan Anda"
    APPLYING = "applying", "Sedang diimpor"
    APPLIED = "applied", "Selesai diimpor"
    REJECTED = "rejected", "Tidak bisa dibaca"
    CANCELLED = "cancelled", "Dibatalkan"


class RowOutcome(models.TextChoices):
    NEW = "new", "Baru"
    CHANGED = "changed", "Berubah"
    SAME = "same", "Sama"
    DUPLICATE = "duplicate", "Ganda dalam berkas"
    WRONG = "wrong", "Salah"
