"""Choices of events and attendance."""

from django.db import models


class EventKind(models.TextChoices):
    WORKSHOP = "workshop", "Workshop"
    BIMTEK = "bimtek", "Bimtek"
    OUTREACH = "outreach", "Sosialisasi"
    COORDINATION = "coordination", "Rapat koordinasi"
    STUDY_VISIT = "study_visit", "Studi banding"


class Mode(models.TextChoices):
    ONSITE = "onsite", "Di tempat"
    ONLINE = "online", "Daring"


class ParticipantStatus(models.TextChoices):
    INVITED = "invited", "Diundang"
    REGISTERED = "registered", "Terdaftar"
    DECLINED = "declined", "Tidak bisa hadir"


class Evidence(models.TextChoices):
    """How the presence is known, the strongest first."""

    SIGNATURE = "signature", "Tanda tangan"
    SCAN = "scan", "Kode QR"
    SELF = "self", "Kode ruangan"
    MEETING_LOG = "meeting_log", "Daftar rapat daring"
    OFFICER = "officer", "Dicatat petugas"
