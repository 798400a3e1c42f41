"""The placeholders, once for all kinds, so that one name always means the same."""

from reports.letter_kinds.parts import Answer, Placeholder

ALL = (
    Placeholder("acara", "Acara", "pendampingan pengisian pengajuan", Answer.LONG),
    Placeholder("alamat", "Alamat", "Jalan Contoh Nomor 1, Sangatta"),
    Placeholder("batas_jawab", "Jawaban ditunggu sampai", "24 November 2026", Answer.DAY),
    Placeholder("bawa", "Yang dibawa", "KTP, NIB, dan contoh produk", Answer.LONG),
    Placeholder("belum_terbit", "Belum terbit", "262"),
    Placeholder("dasar", "Dasar penugasan", "Surat Keputusan Nomor 1 Tahun 2026", Answer.LONG),
    Placeholder("dinas", "Nama dinas", "Dinas Contoh Provinsi Kalimantan Timur"),
    Placeholder("hari_tanggal", "Hari dan tanggal", "Rabu, 25 November 2026"),
    Placeholder("jabatan", "Jabatan", "Pendamping Proses Produk Halal"),
    Placeholder("jumlah", "Jumlah", "30"),
    Placeholder(
        "jumlah_uang",
        "Jumlah uang (Rp)",
        "Rp150.000,00 (seratus lima puluh ribu rupiah)",
        Answer.AMOUNT,
    ),
    Placeholder("kegiatan", "Nama kegiatan", "Workshop Sertifikasi Halal"),
    Placeholder("keperluan", "Keperluan", "mendampingi pelaku usaha", Answer.LONG),
    Placeholder("kuota", "Kuota", "100"),
    Placeholder("lembaga", "Nama lembaga", "LP3H Contoh Borneo"),
    Placeholder("mulai", "Mulai tanggal", "1 November 2026", Answer.DAY),
    Placeholder("nama", "Nama", "Sari Contoh"),
    Placeholder("narahubung", "Narahubung", "Rina Contoh"),
    Placeholder("nomor_registrasi", "Nomor registrasi pendamping", "P3H-0001"),
    Placeholder("penandatangan", "Yang menandatangani untuk lembaga", "Budi Contoh"),
    Placeholder("per_tanggal", "Keadaan tanggal", "4 Juni 2025", Answer.DAY),
    Placeholder("program", "Nama program", "Fasilitasi Self-Declare Kaltim 2026"),
    Placeholder("pukul", "Pukul", "09.00–15.00 WITA"),
    Placeholder("selesai", "Sampai tanggal", "31 Desember 2026", Answer.DAY),
    Placeholder("sisa", "Sisa kuota", "68"),
    Placeholder("tahap", "Nama seleksi", "Seleksi tahap 1"),
    Placeholder("tahun", "Tahun program", "2026"),
    Placeholder("tautan", "Alamat tautan", "https://halal.contoh.id/kegiatan/"),
    Placeholder("telepon", "Telepon narahubung", "0834-0000-0001"),
    Placeholder("tempat", "Tempat", "Aula Dinas Contoh, Samarinda"),
    Placeholder("tenggat", "Tenggat", "30 November 2026", Answer.DAY),
    Placeholder("terbit", "Sertifikat terbit", "12"),
    Placeholder("terpakai", "Masuk SiHalal", "32"),
    Placeholder("wilayah", "Kabupaten/kota", "Kabupaten Kutai Timur"),
)
_BY_CODE = {each.code: each for each in ALL}


def named(codes: str) -> tuple[Placeholder, ...]:
    """The placeholders of these codes, separated by blanks."""
    return tuple(_BY_CODE[code] for code in codes.split())
