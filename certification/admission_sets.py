"""Ready-made conditions of admission for each track, as plain data with reason and source."""

from dataclasses import dataclass

from certification.enums import AdmissionKind, RuleWeight, Track


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """One condition that an office can take over and then change."""

    kind: AdmissionKind
    reason: str
    source: str
    parameter: str = ""
    weight: RuleWeight = RuleWeight.REQUIRED


_DOMICILE = ReadyRule(
    AdmissionKind.DOMICILE,
    "Dana program ini hanya untuk usaha yang berproduksi di wilayahnya.",
    "Syarat fasilitasi dinas: KTP dan tempat produksi di wilayah (Jawa Timur, Kota Depok)",
)
_PRODUCER = ReadyRule(
    AdmissionKind.PRODUCER,
    "Program ini untuk usaha yang membuat sendiri produknya.",
    "Syarat fasilitasi dinas: produsen, bukan pedagang",
)
_YEARS = ReadyRule(
    AdmissionKind.YEARS_RUNNING,
    "Usaha perlu sudah berjalan supaya tempat dipakai sampai sertifikat terbit.",
    "Syarat fasilitasi Jawa Timur: berjalan paling sedikit 1 tahun",
    "1",
)
_NEVER = ReadyRule(
    AdmissionKind.NEVER_FACILITATED,
    "Tempat terbatas, jadi untuk usaha yang belum pernah dibantu.",
    "Syarat fasilitasi dinas: belum pernah difasilitasi dan tidak sedang diproses di tempat lain",
)
_NOT_CERTIFIED = ReadyRule(
    AdmissionKind.NOT_CERTIFIED,
    "Usaha yang sudah bersertifikat tidak memerlukan tempat ini.",
    "Rapat evaluasi Kaltim 4 Juni 2025: usaha bersertifikat diganti",
)
_KBLI = ReadyRule(
    AdmissionKind.KBLI_PREFIX,
    "Program ini untuk industri makanan (KBLI 10) dan minuman (KBLI 11).",
    "Syarat fasilitasi dinas: KBLI 10 dan 11",
    "10,11",
)
_NIB = ReadyRule(
    AdmissionKind.NIB,
    "Pendaftaran di SiHalal memakai NIB.",
    "Kepkaban BPJPH 146/2025 Bab II.A: pelaku usaha punya NIB",
)
_PIRT = ReadyRule(
    AdmissionKind.PIRT,
    "Usaha yang punya P-IRT didahulukan.",
    "Syarat fasilitasi Kementerian Perindustrian: P-IRT diutamakan",
    weight=RuleWeight.PRIORITY,
)
_SIINAS = ReadyRule(
    AdmissionKind.SIINAS,
    "Usaha yang terdaftar di SIINas didahulukan.",
    "Syarat fasilitasi Sulawesi Tenggara dan Sumatera Utara: SIINas diutamakan",
    weight=RuleWeight.PRIORITY,
)
_CAPITAL = ReadyRule(
    AdmissionKind.CAPITAL,
    "Program ini untuk usaha mikro dan kecil: modal paling banyak Rp5 miliar.",
    "Syarat fasilitasi Kementerian Perindustrian; PP 7/2021 Pasal 35",
    "5000000000",
)

READY_RULES: dict[str, tuple[ReadyRule, ...]] = {
    Track.SELF_DECLARE: (
        *(_DOMICILE, _PRODUCER, _NIB, _KBLI, _YEARS),
        *(_NEVER, _NOT_CERTIFIED, _CAPITAL, _PIRT, _SIINAS),
    ),
    Track.REGULAR: (
        *(_DOMICILE, _PRODUCER, _NIB, _YEARS),
        *(_NEVER, _NOT_CERTIFIED, _CAPITAL, _SIINAS),
    ),
}
