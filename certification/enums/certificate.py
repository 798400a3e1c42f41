"""Choices of what comes back from SiHalal and of life with a certificate."""

from django.db import models


class Ball(models.TextChoices):
    """Who has to act on a national status (domain.md §3.4, "ball with")."""

    OWNER = "owner", "Pemilik usaha"
    COMPANION = "companion", "Pendamping"
    LP3H = "lp3h", "LP3H"
    LPH = "lph", "LPH"
    BPJPH = "bpjph", "BPJPH"
    COMMITTEE = "committee", "Komite Fatwa"
    MUI = "mui", "Komisi Fatwa MUI"
    PAYER = "payer", "Pembayar"
    OFFICE = "office", "Dinas"


class MirrorSource(models.TextChoices):
    PASTE = "paste", "Tabel ditempel"
    WORKBOOK = "workbook", "Excel LP3H"
    TYPED = "typed", "Diketik"
    CONNECTOR = "connector", "Sambungan otomatis"


class MirrorState(models.TextChoices):
    READING = "reading", "Sedang dibaca"
    PREVIEW = "preview", "Menunggu persetujuan Anda"
    APPLYING = "applying", "Sedang diterapkan"
    APPLIED = "applied", "Selesai diterapkan"
    UNDOING = "undoing", "Sedang dibatalkan"
    UNDONE = "undone", "Sudah dibatalkan"
    REJECTED = "rejected", "Tidak bisa dibaca"
    DROPPED = "dropped", "Tidak dipakai"


class MirrorOutcome(models.TextChoices):
    CHANGED = "changed", "Berubah"
    SAME = "same", "Sama"
    UNKNOWN_STATUS = "unknown", "Status belum dikenal"
    UNSURE = "unsure", "Perlu dipilih"
    NOT_FOUND = "missing", "Tidak ada di portal"
    REFUSED = "refused", "Tidak bisa diterapkan"


class CertificateState(models.TextChoices):
    ACTIVE = "active", "Berlaku"
    CHANGE_REPORTED = "change", "Perubahan dilaporkan"
    SUSPENDED = "suspended", "Dibekukan"
    REVOKED = "revoked", "Dicabut"
    LEGACY = "legacy", "Sertifikat lama, perlu cek"


class ChangeKind(models.TextChoices):
    """What a holder must report (UU 33/2014 Pasal 42, Kepkaban 76/2023)."""

    MATERIAL = "material", "Bahan atau pemasok"
    PROCESS = "process", "Cara membuat"
    NAME = "name", "Nama produk atau merek"
    VARIANT = "variant", "Varian baru"
    PLACE = "place", "Tempat produksi"
    SUPERVISOR = "supervisor", "Penyelia halal"


class ChangeState(models.TextChoices):
    REPORTED = "reported", "Dilaporkan"
    FORWARDED = "forwarded", "Diteruskan ke SiHalal"
    SETTLED = "settled", "Selesai"
    DISMISSED = "dismissed", "Tidak perlu dilaporkan"
