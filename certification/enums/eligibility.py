"""Choices of the eligibility engine (domain.md §2)."""

from django.db import models


class Eligibility(models.TextChoices):
    """One outcome, the worst that any rule gives; from worst to best."""

    NOT_CERTIFIABLE = "not_certifiable", "Tidak bisa disertifikasi halal"
    FIX_FIRST = "fix_first", "Perbaiki dulu"
    REGULAR = "regular", "Lewat jalur reguler"
    NEEDS_NIB = "needs_nib", "Urus NIB dulu"
    NEEDS_OSS_FIX = "needs_oss_fix", "Perbaiki data di OSS dulu"
    NEEDS_DOCUMENTS = "needs_documents", "Penyelia halal belum memenuhi syarat"
    INCOMPLETE = "incomplete", "Bisa self declare, masih ada yang kurang"
    READY = "ready", "Siap self declare"


class MaterialClass(models.TextChoices):
    """What a material needs as evidence (KMA 1360/2021 and practice, domain.md §2.4)."""

    EXEMPT_NATURAL = "exempt_a", "Bahan alami tanpa olahan"
    EXEMPT_PROCESSED = "exempt_b", "Bahan olahan tanpa risiko"
    EXEMPT_MINERAL = "exempt_c", "Bahan tambang atau kimia"
    CERTIFIED = "certified", "Bersertifikat halal"
    COMMON = "common", "Biasanya bersertifikat, tanya mereknya"
    CRITICAL = "critical", "Wajib bersertifikat halal"
    HAZARD = "hazard", "Bahan berbahaya"
    HARAM = "haram", "Bahan haram"
    UNKNOWN = "unknown", "Belum dikenal"


class ProductScope(models.TextChoices):
    FOOD = "food", "Makanan"
    DRINK = "drink", "Minuman"
    SERVICE = "service", "Jasa"
    OTHER = "other", "Bukan makanan atau minuman"


class WordKind(models.TextChoices):
    WARN = "warn", "Perlu dilihat petugas"
    ALLOWED = "allowed", "Sudah lazim dan boleh"


class NameOpinion(models.TextChoices):
    """What a person decided on a flagged name; until then it only warns."""

    WAITING = "waiting", "Menunggu petugas"
    ALLOWED = "allowed", "Nama boleh dipakai"
    RENAME = "rename", "Nama harus diganti"


class DecisionMoment(models.TextChoices):
    SUBMITTED = "submitted", "Saat dikirim"
    VERIFIED = "verified", "Saat diverifikasi"


class Settler(models.TextChoices):
    """Who settles after sending what only a look can tell."""

    COMPANION = "companion", "Pendamping"
    OFFICER = "officer", "Petugas"
