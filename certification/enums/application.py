"""Choices of an application, its answers and its files."""

from django.db import models


class Status(models.TextChoices):
    """Where an application stands, in the portal's own words; SiHalal's text is kept beside it."""

    DRAFT = "draft", "Belum lengkap"
    SUBMITTED = "submitted", "Menunggu pemeriksaan"
    RETURNED = "returned", "Perlu diperbaiki"
    ACCEPTED = "accepted", "Menunggu verifikasi pendamping"
    READY = "ready", "Siap diajukan"
    IN_SIHALAL = "in_sihalal", "Diproses BPJPH"
    # Back from BPJPH, a body of inspection or a fatwa: mended in SiHalal, the place stays used.
    RETURNED_OUT = "returned_out", "Dikembalikan dari SiHalal"
    ISSUED = "issued", "Sertifikat terbit"
    STOPPED = "stopped", "Dihentikan"


class Place(models.TextChoices):
    """What an application does with its place in the quota; the counters of the ledger."""

    RESERVED = "reserved", "Dipesan, belum masuk SiHalal"
    USED = "used", "Terpakai, sudah masuk SiHalal"
    ISSUED = "issued", "Sertifikat terbit"


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


class MaterialRole(models.TextChoices):
    """The three lists that SiHalal asks for (domain.md §2.4)."""

    INGREDIENT = "ingredient", "Bahan"
    CLEANING = "cleaning", "Bahan pencuci"
    PACKAGING = "packaging", "Kemasan"


class Equipment(models.TextChoices):
    """How the product is made (Kepkaban 146/2025 II.A, simple tools)."""

    MANUAL = "manual", "Dengan tangan"
    SEMI_AUTOMATIC = "semi", "Alat bantu listrik rumahan"
    FACTORY = "factory", "Mesin pabrik atau otomatis"


class Grinding(models.TextChoices):
    """Where meat is minced (Kepkaban 146/2025 II.A)."""

    NONE = "none", "Tidak ada daging giling"
    OWN = "own", "Digiling sendiri"
    CERTIFIED = "certified", "Di tempat giling bersertifikat halal"
    UNCERTIFIED = "uncertified", "Di tempat giling lain"


class MarketingArea(models.TextChoices):
    REGENCY = "regency", "Kabupaten/kota"
    PROVINCE = "province", "Provinsi"
    NATIONAL = "national", "Nasional"
    INTERNATIONAL = "international", "Internasional"


class UploadKind(models.TextChoices):
    """What a file shows; the companion's come after the owner's."""

    PRODUCT = "product", "Foto produk dalam kemasan"
    PLACE = "place", "Foto tempat produksi"
    IDENTITY = "identity", "KTP pemilik"
    NIB = "nib", "Lembar NIB"
    GRINDING = "grinding", "Bukti penggilingan daging"
    MATERIAL = "material", "Sertifikat atau kemasan bahan"
    OTHER = "other", "Lainnya"
    VISIT = "visit", "Foto kunjungan pendamping"


class MandateTask(models.TextChoices):
    """What a mandate lets somebody do in the owner's name."""

    FILL = "fill", "Mengisi pengajuan"
    SUBMIT = "submit", "Mengirim pengajuan"
    SIHALAL = "sihalal", "Memasukkan data ke SiHalal"


class MandateProof(models.TextChoices):
    """How the owner's consent is kept."""

    PAPER = "paper", "Foto surat bertanda tangan"
    THUMB = "thumb", "Foto surat dengan cap jempol"
    CODE = "code", "Kode dari pemilik"
    RECORDED = "recorded", "Dicatat sebelum ada surat kuasa"


class Recommendation(models.TextChoices):
    RECOMMENDED = "recommended", "Direkomendasikan"
    RETURNED = "returned", "Dikembalikan untuk diperbaiki"


class DraftOrigin(models.TextChoices):
    """Where the unsaved answers of a page come from."""

    TYPED = "typed", "Diketik"
    CHECK = "check", "Dari cek kelayakan"
