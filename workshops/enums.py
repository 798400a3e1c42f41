"""Choices of events and attendance."""

from django.db import models


class EventKind(models.TextChoices):
    WORKSHOP = "workshop", "Workshop"
    BIMTEK = "bimtek", "Bimtek"
    OUTREACH = "outreach", "Sosialisasi"
    COORDINATION = "coordination", "Rapat koordinasi"
    NATIONAL = "national", "Rapat kerja nasional"
    STUDY_VISIT = "study_visit", "Studi banding"


# Kinds that decide something, so that the next one looks at what became of it.
MEETINGS = (EventKind.COORDINATION, EventKind.NATIONAL)


class Mode(models.TextChoices):
    ONSITE = "onsite", "Di tempat"
    ONLINE = "online", "Daring"


class ParticipantStatus(models.TextChoices):
    INVITED = "invited", "Diundang"
    WAITING = "waiting", "Daftar tunggu"
    REGISTERED = "registered", "Terdaftar"
    DECLINED = "declined", "Tidak bisa hadir"


class Evidence(models.TextChoices):
    """How the presence is known, the strongest first."""

    SIGNATURE = "signature", "Tanda tangan"
    SCAN = "scan", "Kode QR"
    SELF = "self", "Kode ruangan"
    MEETING_LOG = "meeting_log", "Daftar rapat daring"
    OFFICER = "officer", "Dicatat petugas"


class WaitingRule(models.TextChoices):
    """Who gets a seat that becomes free."""

    FIRST_COME = "first_come", "Yang mendaftar lebih dulu"
    NEVER_ATTENDED = "never_attended", "Yang belum pernah ikut kegiatan dulu"
    FEWEST_OF_REGION = "fewest_of_region", "Kab/kota dengan peserta paling sedikit dulu"


class StopKind(models.TextChoices):
    """What happens at a point of an itinerary."""

    TRAVEL = "travel", "Perjalanan"
    VISIT = "visit", "Kunjungan"
    MEAL = "meal", "Makan"
    LODGING = "lodging", "Penginapan"


class Reply(models.TextChoices):
    """What somebody invited answered."""

    NONE = "", "Belum dijawab"
    YES = "yes", "Hadir"
    NO = "no", "Tidak bisa hadir"
    SUBSTITUTE = "substitute", "Diwakilkan"


class ScanOutcome(models.TextChoices):
    """What became of one scan at the door."""

    PRESENT = "present", "Hadir"
    ALREADY = "already", "Sudah tercatat"
    OTHER_EVENT = "other_event", "Kode kegiatan lain"
    DECLINED = "declined", "Tercatat tidak bisa hadir"
    NO_SEAT = "no_seat", "Belum dapat kursi"
    UNKNOWN = "unknown", "Kode tidak dikenal"


class MeetingTool(models.TextChoices):
    ZOOM = "zoom", "Zoom"
    MEET = "meet", "Google Meet"
    TEAMS = "teams", "Microsoft Teams"
    OTHER = "other", "Lainnya"


class MeetingState(models.TextChoices):
    OPEN = "open", "Menunggu pemeriksaan"
    APPLIED = "applied", "Kehadiran tercatat"
    UNDONE = "undone", "Dibatalkan"


class Phase(models.TextChoices):
    """When a test is taken: before the event teaches, or after."""

    PRE = "pre", "Tes awal"
    POST = "post", "Tes akhir"

    @property
    def slug(self) -> str:
        """The phase in an address."""
        return "awal" if self == Phase.PRE else "akhir"


class Medium(models.TextChoices):
    """How the answers came in."""

    PHONE = "phone", "HP"
    PAPER = "paper", "Kertas"


class QuestionKind(models.TextChoices):
    """How a survey question is answered."""

    SCALE = "scale", "Nilai 1 sampai 5"
    TEXT = "text", "Jawaban bebas"


class ActionState(models.TextChoices):
    """How far a decision of a meeting was carried out."""

    OPEN = "open", "Belum dimulai"
    DOING = "doing", "Dikerjakan"
    DONE = "done", "Selesai"
    DROPPED = "dropped", "Tidak dilanjutkan"
