"""The words of the workshop of 2024 in Kupang. The people are invented."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from workshops.enums import ActionState

_TIME = datetime.time
# Title, start, end on the clock of the place: 2, 2 and 3 JP.
SESSIONS = (
    ("Kebijakan dan alur sertifikasi halal", _TIME(9, 0), _TIME(10, 30)),
    ("Kriteria self declare dan dokumen", _TIME(10, 45), _TIME(12, 15)),
    ("SOP produksi, label, dan kemasan", _TIME(13, 15), _TIME(15, 30)),
)
# Session, name, position, topic.
SPEAKERS = (
    (0, "Yohanes Bria", "Plt. Kepala Dinas", "Pembukaan dan kebijakan provinsi"),
    (0, "Kristina Manafe", "Ketua Panitia", "Laporan panitia"),
    (0, "Fatimah Radja", "Satgas Halal Provinsi", "Alur sertifikasi halal"),
    (1, "Abdul Hakim Lay", "Pendamping Halal Center Flobamora", "Kriteria dan dokumen"),
    (2, "Ratna Seran", "Penyuluh perindustrian", "SOP produksi dan label"),
    (2, "Petrus Ndun", "Calon pengelola Rumah Kemasan", "Layanan Rumah Kemasan"),
)
HANDOUTS = (
    ("Alur sertifikasi halal", "https://materi.contoh.id/ntt-2024/alur"),
    ("Contoh daftar bahan", "https://materi.contoh.id/ntt-2024/daftar-bahan"),
    ("Contoh SOP produksi", "https://materi.contoh.id/ntt-2024/sop"),
)
MINUTES = """\
Workshop dibuka oleh Plt. Kepala Dinas. Ketua Panitia melaporkan 50 IKM pangan Kota Kupang hadir \
di tempat, dan kantor dari 13 kabupaten mengikuti secara daring.

Peserta bertanya tentang bahan yang wajib bersertifikat, lamanya proses, dan biaya kemasan. \
Kantor kabupaten meminta materi dan daftar pendamping di wilayahnya.

Rumah Kemasan sedang disiapkan. Layanannya memerlukan izin edar dan sertifikat halal lebih dulu."""
REPORT = {
    "background": (
        "IKM pangan perlu bersertifikat halal sebelum kewajiban berlaku. Workshop ini menambah "
        "pengetahuan pelaku usaha dan aparat kabupaten secara tepat dan utuh, sebagai persiapan "
        "fasilitasi tahun 2024."
    ),
    "results": (
        "Peserta mengikuti tiga sesi dengan tes awal dan tes akhir. Sebagian peserta langsung "
        "meminta bantuan mengisi pengajuan setelah kegiatan."
    ),
    "obstacles": (
        "Sambungan daring beberapa kabupaten terputus. SOP produksi masih sulit bagi peserta."
    ),
    "suggestions": "Ulangi materi SOP dengan contoh per jenis produk, dan kunjungi usaha peserta.",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A decision; without a region it is the province's. Reports are (day, state, text)."""

    text: str
    due_on: datetime.date
    region_code: str = ""
    reports: Sequence[tuple[datetime.date, ActionState, str]] = ()


_DAY = datetime.date
DECISIONS = (
    Words(
        "Buka fasilitasi self declare bagi peserta dari Kota Kupang.",
        _DAY(2024, 5, 17),
        "53.71",
        [(_DAY(2024, 5, 13), ActionState.DONE, "Program dibuka 13 Mei 2024.")],
    ),
    Words(
        "Susun aturan layanan Rumah Kemasan: izin dan sertifikat halal lebih dulu.",
        _DAY(2024, 9, 30),
        "",
        [
            (_DAY(2024, 6, 20), ActionState.DOING, "Rancangan aturan dibahas."),
            (_DAY(2024, 9, 12), ActionState.DONE, "Aturan siap; gedung selesai akhir tahun."),
        ],
    ),
    Words(
        "Kirim materi dan daftar pendamping ke 13 kabupaten.",
        _DAY(2024, 5, 8),
        "",
        [(_DAY(2024, 5, 6), ActionState.DONE, "Terkirim lewat surat elektronik kantor.")],
    ),
    Words(
        "Adakan workshop serupa di Kabupaten Belu.",
        _DAY(2024, 8, 30),
        "53.04",
        [
            (
                _DAY(2024, 8, 26),
                ActionState.DROPPED,
                "Anggaran dialihkan; diusulkan lagi tahun depan.",
            )
        ],
    ),
)
