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
    UNDOING = "undoing", "Sedang dibatalkan"
    UNDONE = "undone", "Sudah dibatalkan"
    REJECTED = "rejected", "Tidak bisa dibaca"
    CANCELLED = "cancelled", "Dibatalkan"


class RowOutcome(models.TextChoices):
    NEW = "new", "Baru"
    CHANGED = "changed", "Berubah"
    SAME = "same", "Sama"
    DUPLICATE = "duplicate", "Ganda dalam berkas"
    WRONG = "wrong", "Salah"


class IndustryClass(models.TextChoices):
    """Size by Permenperin 64/2016 (workers and investment without land and building)."""

    SMALL = "ik", "Industri kecil"
    MEDIUM = "im", "Industri menengah"
    LARGE = "ib", "Industri besar"


class PermitKind(models.TextChoices):
    PIRT = "pirt", "P-IRT"
    MD = "md", "MD/ML"
    SLHS = "slhs", "SLHS"
    NKV = "nkv", "NKV"
    BRAND = "brand", "Merek"
    OTHER = "other", "Lainnya"


class ListKind(models.TextChoices):
    """What a list of another programme holds."""

    RECIPIENTS = "recipients", "Penerima program"
    CERTIFICATES = "certificates", "Sertifikat halal"


class MatchState(models.TextChoices):
    """Whether an entry of another list is one of our businesses."""

    NONE = "none", "Tidak ada di data kita"
    UNSURE = "unsure", "Perlu diputuskan"
    CERTAIN = "certain", "Cocok"
    CONFIRMED = "confirmed", "Dipastikan petugas"
    REFUSED = "refused", "Bukan usaha yang sama"


class Elsewhere(models.TextChoices):
    """What other programmes' lists say about a business."""

    FREE = "free", "Belum bersertifikat di tempat lain"
    IN_PROCESS = "in_process", "Diproses program lain"
    CERTIFIED = "certified", "Sudah bersertifikat"
    UNSURE = "unsure", "Belum pasti"


class PairStatus(models.TextChoices):
    OPEN = "open", "Perlu diputuskan"
    MERGED = "merged", "Digabungkan"
    DISTINCT = "distinct", "Bukan ganda"


class ClaimStatus(models.TextChoices):
    WAITING = "waiting", "Menunggu petugas"
    APPROVED = "approved", "Disetujui"
    REFUSED = "refused", "Ditolak"


class BulkKind(models.TextChoices):
    """What can be done to many businesses at once."""

    MENTORED = "mentored", "Tandai binaan"
    STATUS = "status", "Tandai keadaan usaha"
    COMPANION = "companion", "Tugaskan pendamping"


class PhoneProblem(models.TextChoices):
    """Why nobody is reached at a number."""

    WRONG = "wrong", "Nomor salah"
    NO_WHATSAPP = "no_whatsapp", "Tidak ada WhatsApp"
