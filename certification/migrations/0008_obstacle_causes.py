"""The causes of obstacles: the eight that field workers choose from, and the field's others."""

import datetime

from django.db import migrations

VALID_FROM = datetime.date(2025, 1, 1)
MEETING = "Rapat evaluasi Kaltim 4 Juni 2025"
FIELD = "Catatan lapangan dinas dan pendamping 2021–2026"

# code, label, who acts next, whether nobody in the province can mend it, advice, source
CAUSES = [
    (
        "sihalal",
        "SiHalal gangguan",
        "province_officer",
        True,
        "Simpan data di sini, catat gangguannya sekali, lalu coba lagi setelah pulih.",
        MEETING,
    ),
    (
        "no-response",
        "Pemilik tidak merespons",
        "companion",
        False,
        "Datangi dengan surat resmi. Bila tetap tidak merespons, usulkan penggantian.",
        MEETING,
    ),
    (
        "already-certified",
        "Sudah bersertifikat",
        "regency_officer",
        False,
        "Catat nomor sertifikatnya, hentikan pengajuan, lalu ganti dengan usaha cadangan.",
        MEETING,
    ),
    (
        "nib",
        "NIB bermasalah",
        "regency_officer",
        False,
        "Bantu pemilik memperbarui NIB di OSS atau lewat DPMPTSP.",
        FIELD,
    ),
    (
        "materials-unclear",
        "Bahan belum jelas",
        "companion",
        False,
        "Minta foto kemasan bahan dan nomor sertifikat halalnya.",
        FIELD,
    ),
    (
        "moved-or-closed",
        "Usaha pindah atau tutup",
        "regency_officer",
        False,
        "Pastikan ke alamat usaha, lalu hentikan dan ganti bila benar.",
        MEETING,
    ),
    (
        "refuses",
        "Pemilik menolak",
        "regency_officer",
        False,
        "Jelaskan bahwa program ini resmi dan gratis. Bila tetap menolak, usulkan penggantian.",
        MEETING,
    ),
    (
        "needs-help",
        "Pemilik perlu dibantu mengisi",
        "companion",
        False,
        "Isikan bersama pemilik, dengan persetujuannya.",
        MEETING,
    ),
    (
        "companion-inactive",
        "Pendamping belum bergerak",
        "lp3h_coordinator",
        False,
        "Tanyakan kesanggupan pendamping, atau pindahkan tugasnya.",
        MEETING,
    ),
    (
        "distrust",
        "Pemilik ragu atau takut pajak",
        "regency_officer",
        False,
        "Beri surat resmi dan penjelasan tertulis bahwa program ini gratis.",
        MEETING,
    ),
    (
        "fatwa-queue",
        "Antre di Komite Fatwa",
        "province_officer",
        True,
        "Tanyakan antrean ke BPJPH secara berkala. Sampaikan ke pemilik bahwa ini wajar.",
        "Berita Kaltim Juni dan Desember 2025",
    ),
    (
        "returned-in-sihalal",
        "Dikembalikan di SiHalal",
        "companion",
        False,
        "Perbaiki sesuai catatan. Tiga kali kembali dengan catatan sama berakhir batal.",
        "Kepkaban BPJPH 146/2025; catatan pendamping 2025",
    ),
    (
        "kbli",
        "KBLI tidak cocok dengan produk",
        "regency_officer",
        False,
        "Bantu pemilik menambah atau mengganti KBLI di OSS.",
        "Peraturan BPS 7/2025; catatan pendamping 2025",
    ),
    (
        "upstream-uncertified",
        "Daging, giling, atau bahan hulu belum halal",
        "companion",
        False,
        "Carikan pemasok atau tempat giling yang sudah bersertifikat.",
        "Kepkaban BPJPH 146/2025 Bab II; catatan pendamping 2025",
    ),
    (
        "product-name",
        "Nama atau simbol produk dilarang",
        "companion",
        False,
        "Ganti nama, gambar, atau bentuk yang dilarang fatwa.",
        "Fatwa MUI 4/2003 dan 44/2020",
    ),
    (
        "payment-asked",
        "Ada yang meminta bayaran",
        "province_officer",
        False,
        "Program ini gratis. Catat siapa dan berapa, lalu laporkan ke dinas provinsi.",
        "Berita Februari 2025",
    ),
    (
        "other",
        "Lainnya",
        "regency_officer",
        False,
        "Tulis sebabnya pada catatan.",
        FIELD,
    ),
]


def add(apps, schema_editor):
    cause = apps.get_model("certification", "ObstacleCause")
    cause.objects.bulk_create(
        [
            cause(
                code=code,
                label=label,
                next_actor=actor,
                is_outside=is_outside,
                advice=advice,
                source=source,
                position=position,
                valid_from=VALID_FROM,
            )
            for position, (code, label, actor, is_outside, advice, source) in enumerate(CAUSES)
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("certification", "0007_remove_programme_unit_cost")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
