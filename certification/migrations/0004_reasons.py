"""Coded reasons for returning and stopping an application."""

import datetime

from django.db import migrations

VALID_FROM = datetime.date(2025, 1, 1)
RETURN_SOURCE = "Catatan pengembalian SiHalal dan p3jph 2022–2025; Kepkaban BPJPH 146/2025"
STOP_SOURCE = "Rapat evaluasi Kaltim 4 Juni 2025; Kepkaban BPJPH 146/2025"

# code, part where it is mended, label, advice for the owner
RETURN_REASONS = [
    (
        "product-name-generic",
        "products",
        "Nama produk terlalu umum atau digabung",
        "Tulis satu nama untuk tiap produk, misalnya Keripik Pisang Cokelat.",
    ),
    (
        "variant-missing",
        "products",
        "Varian produk belum ditulis",
        "Tulis tiap rasa atau varian sebagai nama produk sendiri.",
    ),
    (
        "product-photo",
        "photos",
        "Foto produk tidak sesuai",
        "Ambil foto baru produk Anda sendiri di dalam kemasan, terang dan tidak buram.",
    ),
    (
        "place-photo",
        "photos",
        "Foto tempat produksi tidak sesuai",
        "Ambil foto di tempat produksi, saat orang sedang membuat produk.",
    ),
    (
        "grinder-evidence",
        "photos",
        "Bukti penggilingan daging belum ada",
        "Kirim foto sertifikat halal tempat penggilingan, atau foto alat giling sendiri.",
    ),
    (
        "materials-incomplete",
        "materials",
        "Daftar bahan tidak lengkap atau berbeda dengan cerita proses",
        "Tulis semua bahan yang disebut di proses, juga minyak, air, dan penyedap.",
    ),
    (
        "material-certificate",
        "materials",
        "Nomor sertifikat halal bahan salah, habis masa, atau merek lain",
        "Periksa nomor sertifikat dan merek pada kemasan bahan, lalu tulis ulang.",
    ),
    (
        "process-incomplete",
        "process",
        "Cerita proses pembuatan belum lengkap",
        "Ceritakan dari membeli bahan, menyimpan, mencuci, membuat, mengemas, sampai mengirim.",
    ),
    (
        "kbli-mismatch",
        "business",
        "Jenis produk tidak cocok dengan KBLI pada NIB",
        "Minta bantuan petugas memperbaiki KBLI di OSS.",
    ),
    (
        "supervisor",
        "people",
        "Penyelia halal belum sesuai",
        "Tulis nama penyelia halal yang beragama Islam dan mengerti cara pembuatan halal.",
    ),
    (
        "pledge-missing",
        "people",
        "Ikrar halal belum ada",
        "Bacakan dan tanda tangani ikrar halal bersama pendamping.",
    ),
    (
        "name-contrary",
        "products",
        "Nama atau kemasan tidak boleh dipakai",
        "Ganti nama produk yang memakai kata atau gambar yang dilarang fatwa.",
    ),
    (
        "several-outlets",
        "business",
        "Tempat produksi atau outlet lebih dari satu",
        "Tulis satu tempat produksi. Bila memang lebih dari satu, bicarakan jalur reguler dengan petugas.",
    ),
    (
        "nib-invalid",
        "business",
        "NIB tidak berlaku",
        "Periksa NIB di OSS, atau minta bantuan petugas.",
    ),
    (
        "already-certified",
        "business",
        "Usaha sudah punya sertifikat halal",
        "Kirim nomor sertifikat yang ada kepada petugas.",
    ),
    (
        "suspected-split",
        "products",
        "Pengajuan tampak dipecah",
        "Satukan semua produk sejenis dalam satu pengajuan, paling banyak 10 nama.",
    ),
    ("other", "", "Alasan lain", "Baca catatan dari petugas."),
]
STOP_REASONS = [
    (
        "already-certified",
        "Sudah bersertifikat halal",
        "Usaha ini sudah punya sertifikat halal dari program lain.",
    ),
    ("withdrawn", "Mengundurkan diri", "Pemilik usaha memilih tidak melanjutkan."),
    (
        "rejected",
        "Ditolak BPJPH",
        "Baca alasan penolakan, lalu bicarakan langkah berikutnya dengan petugas.",
    ),
    ("closed", "Usaha tutup atau pindah", "Usaha tidak lagi berproduksi di wilayah ini."),
    ("no-response", "Pemilik tidak merespons", "Hubungi petugas bila ingin melanjutkan."),
    (
        "not-eligible",
        "Tidak memenuhi syarat self declare",
        "Bicarakan jalur reguler dengan petugas.",
    ),
]


def add(apps, schema_editor):
    common = {"valid_from": VALID_FROM}
    apps.get_model("certification", "ReturnReason").objects.bulk_create(
        [
            apps.get_model("certification", "ReturnReason")(
                code=code, part=part, label=label, advice=advice, source=RETURN_SOURCE, **common
            )
            for code, part, label, advice in RETURN_REASONS
        ],
        ignore_conflicts=True,
    )
    apps.get_model("certification", "StopReason").objects.bulk_create(
        [
            apps.get_model("certification", "StopReason")(
                code=code, label=label, advice=advice, source=STOP_SOURCE, **common
            )
            for code, label, advice in STOP_REASONS
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("certification", "0003_number_sequence_and_sender")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
