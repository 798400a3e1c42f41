"""Choices of reminders and letters."""

from django.db import models


class Channel(models.TextChoices):
    EMAIL = "email", "Email"
    WHATSAPP = "whatsapp", "WhatsApp"
    CLOUD = "cloud", "WhatsApp otomatis"


class ReminderStatus(models.TextChoices):
    QUEUED = "queued", "Menunggu dikirim"
    SENDING = "sending", "Sedang dikirim"
    SENT = "sent", "Terkirim"
    UNCERTAIN = "uncertain", "Belum pasti terkirim"
    CANCELLED = "cancelled", "Dibatalkan"


class DropReason(models.TextChoices):
    """Why a reminder never left."""

    PERSON = "person", "Dibatalkan petugas"
    LATE = "late", "Terlambat untuk dikirim"
    MOOT = "moot", "Sudah tidak berlaku"
    OPTED_OUT = "opted_out", "Tidak mau diingatkan"
    NUMBER = "number", "Nomor tidak bisa dihubungi"


class Trigger(models.TextChoices):
    """What stands still."""

    STATUS = "status", "Pengajuan tidak bergerak"
    OBSTACLE = "obstacle", "Kendala belum selesai"
    OFFER = "offer", "Tawaran belum dijawab"


class DeliveryState(models.TextChoices):
    """What the WhatsApp Cloud API said of a message."""

    SENDING = "sending", "Sedang dikirim"
    SENT = "sent", "Diterima WhatsApp"
    DELIVERED = "delivered", "Sampai di HP"
    READ = "read", "Dibaca"
    FAILED = "failed", "Ditolak"


class TapAnswer(models.TextChoices):
    """What came of a message that an officer was to send by hand."""

    SENT = "sent", "Terkirim"
    WRONG = "wrong", "Nomor salah"
    NONE = "none", "Nomor tidak ada WhatsApp"
    LATER = "later", "Dikirim besok"
    SKIPPED = "skipped", "Dilewati"
    STOP = "stop", "Tidak mau diingatkan"
    EXPIRED = "expired", "Tidak dijawab"


class OptOutSource(models.TextChoices):
    """By which way somebody said that they want no reminders."""

    MESSAGE = "message", "Balasan STOP di WhatsApp"
    OFFICER = "officer", "Dicatat petugas"
    EMAIL = "email", "Tautan di email"


class Paper(models.TextChoices):
    A4 = "a4", "A4 (210 × 297 mm)"
    F4 = "f4", "F4 (215 × 330 mm)"


class NumberingPolicy(models.TextChoices):
    """What has a sequence of its own within a year."""

    YEARLY = "yearly", "Satu urutan untuk semua surat"
    CLASSIFICATION = "classification", "Satu urutan untuk tiap kode klasifikasi"
    KIND = "kind", "Satu urutan untuk tiap jenis surat"
    REGISTER = "register", "Nomor diambil dari buku agenda"


class LetterState(models.TextChoices):
    DRAFT = "draft", "Draf"
    NUMBERED = "numbered", "Bernomor, belum ditandatangani"
    SIGNED = "signed", "Ditandatangani"
    WITHDRAWN = "withdrawn", "Ditarik"


class Nature(models.TextChoices):
    """Sifat surat (Permendagri 1/2023)."""

    NORMAL = "biasa", "Biasa"
    LIMITED = "terbatas", "Terbatas"
    IMPORTANT = "penting", "Penting"
    URGENT = "segera", "Segera"


class LetterKind(models.TextChoices):
    """Domain.md §5.4. Minutes, attendance and handovers are papers of their own apps."""

    CANDIDATES = "candidates", "Permintaan usulan"
    NOTICE = "notice", "Pemberitahuan"
    INVITATION = "invitation", "Undangan"
    ASSIGNMENT = "assignment", "Surat tugas"
    INTRODUCTION = "introduction", "Surat keterangan program"
    AGREEMENT = "agreement", "Perjanjian kerja sama"
    RESULT = "result", "Penyampaian hasil"
    RECEIPT = "receipt", "Kuitansi"


class IndicatorMeasure(models.TextChoices):
    """Where the realisation of an indicator comes from."""

    TYPED = "typed", "Diisi petugas"
    BUSINESSES = "businesses", "Usaha yang masuk SiHalal"
    CERTIFICATES = "certificates", "Sertifikat terbit"
    PRODUCTS = "products", "Produk pada sertifikat"


class BatchLayout(models.TextChoices):
    """How the papers of a batch of letters leave the portal."""

    PRINT = "cetak", "Satu PDF untuk dicetak"
    FILES = "berkas", "ZIP, satu berkas tiap surat"
