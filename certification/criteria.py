"""Ready-made score cards, as plain data: code, name, what the marks mean, weight, gate, source."""

from dataclasses import dataclass

_KALTIM = "Katalog produk unggulan ekspor Kaltim 2022"
_CURATION = "Kurasi ekspor Madiun dan Kediri; rumahkurasi.com"
_WONOSOBO = "Kurasi 30 UKM ekspor Wonosobo 2022"


@dataclass(frozen=True, slots=True)
class Ready:
    """One line of a ready-made card; marks go from 0 to 2."""

    code: str
    name: str
    description: str
    weight: int
    gate: int | None
    source: str


# Export readiness (domain.md §5.8): a weighted checklist with two gates.
EXPORT = (
    Ready("nib", "NIB", "0 belum ada · 1 ada, KBLI belum sesuai · 2 ada dan sesuai", 2, 1, _KALTIM),
    Ready("halal", "Halal", "0 belum diajukan · 1 sedang diproses · 2 sudah terbit", 2, 1, _KALTIM),
    Ready("permit", "P-IRT atau BPOM", "0 belum ada · 1 diproses · 2 ada", 2, None, _WONOSOBO),
    Ready(
        "quality",
        "Mutu sesuai negara tujuan",
        "0 belum diuji · 1 sebagian · 2 sesuai standar tujuan",
        3,
        None,
        _KALTIM,
    ),
    Ready(
        "quantity",
        "Jumlah yang bisa dipasok",
        "0 di bawah satu pesanan · 1 satu pesanan · 2 lebih",
        2,
        None,
        _KALTIM,
    ),
    Ready(
        "continuity",
        "Produksi terus-menerus",
        "0 musiman · 1 tiap bulan · 2 tiap minggu",
        2,
        None,
        _KALTIM,
    ),
    Ready(
        "standard",
        "Produksi stabil dan seragam",
        "0 belum · 1 ada resep tertulis · 2 ada SOP",
        2,
        None,
        _CURATION,
    ),
    Ready(
        "label",
        "Kemasan dan label",
        "0 tanpa label · 1 label belum lengkap · 2 komposisi, kedaluwarsa, kode produksi",
        2,
        None,
        _WONOSOBO,
    ),
    Ready(
        "nutrition", "Informasi nilai gizi", "0 belum · 1 sedang diuji · 2 ada", 1, None, _CURATION
    ),
    Ready("brand", "Merek terdaftar (HAKI)", "0 belum · 1 diajukan · 2 ada", 1, None, _CURATION),
    Ready(
        "price",
        "Harga dan rasa",
        "0 belum bersaing · 1 cukup · 2 bersaing",
        1,
        None,
        _CURATION,
    ),
)
# For places in a halal programme: who can be finished, and whom it helps most.
_SEEN = "Syarat yang dipakai Jatim, Depok, Kepulauan Seribu, Kemenperin (dihimpun 2026)"
FACILITATION = (
    Ready("nib", "NIB dan KBLI", "0 belum ada · 1 perlu diperbarui · 2 sesuai", 3, 1, _SEEN),
    Ready(
        "materials",
        "Bahan jelas",
        "0 banyak belum jelas · 1 sebagian · 2 semua",
        3,
        None,
        _SEEN,
    ),
    Ready(
        "continuity", "Produksi rutin", "0 musiman · 1 tiap bulan · 2 tiap minggu", 2, None, _SEEN
    ),
    Ready("permit", "P-IRT", "0 belum · 1 diproses · 2 ada", 2, None, _SEEN),
    Ready("training", "Ikut pelatihan", "0 belum · 1 satu kali · 2 lebih", 1, None, _SEEN),
    Ready("siinas", "Terdaftar di SIINas", "0 belum · 1 diproses · 2 terdaftar", 1, None, _SEEN),
)
SETS: dict[str, tuple[str, tuple[Ready, ...]]] = {
    "facilitation": ("Siap disertifikasi halal", FACILITATION),
    "export": ("Siap ekspor", EXPORT),
    "empty": ("Kosong, saya susun sendiri", ()),
}
