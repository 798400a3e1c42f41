"""Choices of reminders."""

from django.db import models


class Channel(models.TextChoices):
    EMAIL = "email", "Email"
    WHATSAPP = "whatsapp", "WhatsApp"


class ReminderStatus(models.TextChoices):
    QUEUED = "queued", "Menunggu dikirim"
    SENDING = "sending", "Sedang dikirim"
    SENT = "sent", "Terkirim"
    UNCERTAIN = "uncertain", "Belum pasti terkirim"
    CANCELLED = "cancelled", "Dibatalkan"


class Trigger(models.TextChoices):
    """What stands still."""

    STATUS = "status", "Pengajuan tidak bergerak"
    OBSTACLE = "obstacle", "Kendala belum selesai"
    OFFER = "offer", "Tawaran belum dijawab"
