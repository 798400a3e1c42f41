"""Choices of programmes and the quota ledger."""

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
    # Some offices count cuti bersama as working days (100 hari kerja).
    WORKING_CUTI = "with_cb", "hari kerja, cuti bersama dihitung"


class MovementKind(models.TextChoices):
    """Every way in which a place changes hands (domain.md §5.2)."""

    GRANT = "grant", "Kuota ditetapkan"
    SPLIT = "split", "Kuota dibagi"
    RETURN = "return", "Kuota ditarik kembali"
    TRANSFER = "transfer", "Kuota dipindahkan"
    RESERVE = "reserve", "Tempat dipesan"
    RELEASE = "release", "Tempat dilepas"
    COMMIT = "commit", "Masuk SiHalal"
    ISSUE = "issue", "Sertifikat terbit"


class TargetMeasure(models.TextChoices):
    """What counts towards a target."""

    USED = "used", "Masuk SiHalal"
    ISSUED = "issued", "Sertifikat terbit"

    @property
    def unit(self) -> str:
        """What is counted, in a word."""
        return "sertifikat" if self is TargetMeasure.ISSUED else "pengajuan"


class Light(models.TextChoices):
    """How a target stands, in a word; the colour only repeats it."""

    GREEN = "green", "Aman"
    YELLOW = "yellow", "Perlu perhatian"
    RED = "red", "Tertinggal"
    MET = "met", "Selesai"
    LATE = "late", "Lewat"


class AdmissionKind(models.TextChoices):
    """Conditions that a programme can ask for (domain.md §5.3)."""

    DOMICILE = "domicile", "Usaha berada di wilayah program"
    PRODUCER = "producer", "Produsen, bukan pedagang"
    YEARS_RUNNING = "years_running", "Lama usaha berjalan"
    NEVER_FACILITATED = "never_facilitated", "Belum pernah difasilitasi"
    NOT_CERTIFIED = "not_certified", "Belum bersertifikat halal"
    KBLI_PREFIX = "kbli_prefix", "KBLI yang diterima"
    NIB = "nib", "Punya NIB"
    PIRT = "pirt", "Punya P-IRT"
    SIINAS = "siinas", "Terdaftar di SIINas"
    CAPITAL = "capital", "Modal usaha paling banyak"


class RuleWeight(models.TextChoices):
    """Whether a rule turns away, or only puts those first who meet it."""

    REQUIRED = "required", "Wajib"
    PRIORITY = "priority", "Diutamakan"


class Screening(models.TextChoices):
    """What the programme's rules say of a nominated business."""

    WAITING = "waiting", "Belum diperiksa"
    PASSED = "passed", "Memenuhi syarat"
    UNSURE = "unsure", "Perlu dilengkapi"
    FAILED = "failed", "Tidak memenuhi syarat"


class RoundState(models.TextChoices):
    DRAFT = "draft", "Disusun"
    PUBLISHED = "published", "Kriteria diumumkan"
    CLOSED = "closed", "Ditetapkan"


class TieBreak(models.TextChoices):
    """What decides between equal sums; the order of naming decides what is equal still."""

    NOMINATED = "nominated", "Yang lebih dulu diusulkan"
    OLDEST = "oldest", "Usaha yang lebih lama berjalan"
    FIRST_CRITERION = "criterion", "Nilai tertinggi pada kriteria pertama"


class Outcome(models.TextChoices):
    OPEN = "open", "Belum ditetapkan"
    SELECTED = "selected", "Terpilih"
    RESERVE = "reserve", "Cadangan"
    OUT = "out", "Tidak lolos"


class OfferState(models.TextChoices):
    WAITING = "waiting", "Menunggu jawaban"
    ACCEPTED = "accepted", "Diterima"
    DECLINED = "declined", "Ditolak"
    EXPIRED = "expired", "Tidak dijawab"


class Decision(models.TextChoices):
    WAITING = "waiting", "Menunggu keputusan"
    APPROVED = "approved", "Disetujui"
    REFUSED = "refused", "Ditolak"
    WITHDRAWN = "withdrawn", "Ditarik"


class ProposalKind(models.TextChoices):
    NEW = "new", "Usaha tanpa pendamping"
    HANDOVER = "handover", "Alih tugas"


class ProposalState(models.TextChoices):
    OPEN = "open", "Menunggu keputusan"
    ACCEPTED = "accepted", "Diterima"
    DROPPED = "dropped", "Dibatalkan"
