"""The placeholders of each reminder rule, with an example for the preview."""

from reports.texts import fill

EXAMPLES = {
    "nomor": "PGJ-2026-0412",
    "usaha": "Keripik Sinar Rekaan",
    "alasan": "Foto kemasan kurang jelas.",
    "sejak": "2 November 2026",
    "batas": "28 November 2026",
    "kegiatan": "Bimtek Label",
    "hari": "Sabtu, 28 November 2026",
    "jam": "09.00 WITA",
    "tempat": "Aula Kantor Camat",
    "cara": "luring",
    "rapat": "Rapat Persiapan",
    "keputusan": "Mengirim daftar peserta",
    "kantor": "Dinas Rekaan",
    "target": "Seratus hari kerja",
    "program": "Fasilitasi Rekaan 2026",
    "jumlah": "25",
    "keadaan": "tertinggal",
    "sebab": "perlu 12 per hari kerja, laju 3,1",
    "permintaan": "tahap 1",
    "bahan": "Minyak Rekaan",
    "tautan": "https://portal.contoh.id/pengajuan/PGJ-2026-0412/",
}
_CASE = ("nomor", "usaha")
_LOOK = ("usaha", "nomor", "batas", "tautan")
_PLACE = ("kegiatan", "hari", "jam", "tempat", "tautan")
_DECISION = ("rapat", "keputusan", "kantor", "batas", "tautan")
# By rule, the names that its query fills; only rules that a programme may change.
PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "draft-unsent": (*_CASE, "sejak", "tautan"),
    "returned-unanswered": (*_CASE, "alasan", "tautan"),
    "verification-due": (*_CASE, "batas", "tautan"),
    "ready-unentered": (*_CASE, "sejak", "tautan"),
    "target-due": ("target", "program", "jumlah", "batas", "tautan"),
    "target-at-risk": ("target", "program", "keadaan", "sebab", "batas", "tautan"),
    "programme-start": ("program", "batas", "tautan"),
    "programme-end": ("program", "batas", "tautan"),
    "call-due": ("permintaan", "program", "jumlah", "batas", "tautan"),
    "surveillance-90": _LOOK,
    "surveillance-30": _LOOK,
    "material-certificate": ("usaha", "bahan", "batas", "tautan"),
    "event-tomorrow": _PLACE,
    "event-moved": _PLACE,
    "invitation-unanswered": ("kegiatan", "batas", "tautan"),
    "seat-found": ("kegiatan", "hari", "cara", "tautan"),
    "test-open": ("kegiatan", "hari", "jam", "tautan"),
    "action-due": _DECISION,
    "action-overdue": _DECISION,
}


def example_of(template: str) -> str:
    """The text as one reader would see it."""
    return fill(template, EXAMPLES)
