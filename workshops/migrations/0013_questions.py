"""Topics of the workshops and questions to begin with, each with where its answer stands."""

from django.db import migrations

# code, label, what to read again
TOPICS = [
    ("alur", "Alur sertifikasi", "Pelajari lagi urutan langkah, siapa yang bekerja, dan lamanya."),
    (
        "self-declare",
        "Kriteria self declare",
        "Pelajari lagi batas penjualan, jumlah produk, dan tempat produksi.",
    ),
    ("jenis-produk", "Jenis produk", "Pelajari lagi produk apa saja yang boleh satu pengajuan."),
    ("dokumen", "Dokumen", "Pelajari lagi daftar dokumen dan bukti untuk tiap bahan."),
    ("sop", "SOP produksi", "Pelajari lagi cara memisahkan alat, tempat, dan bahan."),
    ("penyelia", "Penyelia halal", "Pelajari lagi siapa yang boleh menjadi penyelia dan tugasnya."),
    ("sjph", "SJPH", "Pelajari lagi isi manual SJPH dan kapan perubahan penting."),
    ("nib-oss", "NIB dan OSS", "Periksa lagi NIB, skala usaha, dan KBLI Anda di OSS."),
    ("label", "Label halal", "Pelajari lagi apa yang ditulis pada label."),
    ("kemasan", "Nama dan kemasan", "Pelajari lagi nama dan gambar yang tidak boleh dipakai."),
    ("ekspor", "Ekspor dan impor", "Pelajari lagi aturan halal untuk barang antarnegara."),
]

UU = "UU 33/2014 jo. UU 6/2023"
JUKNIS = "Kepkaban BPJPH 146/2025"
# topic, question, source, the right answer, wrong ones
QUESTIONS = [
    (
        "alur",
        "Siapa yang menerbitkan sertifikat halal?",
        UU,
        "BPJPH",
        "Dinas perindustrian",
        "Pendamping",
        "LP3H",
    ),
    (
        "alur",
        "Pada jalur self declare, siapa yang menetapkan bahwa produk halal?",
        f"{JUKNIS} Bab IV.D",
        "Komite Fatwa Produk Halal",
        "Pendamping",
        "Dinas kabupaten/kota",
        "LPH",
    ),
    (
        "alur",
        "Pada self declare, paling lama berapa hari kerja pendamping memeriksa?",
        f"{UU} Pasal 33A ayat (3)",
        "10 hari kerja",
        "3 hari kerja",
        "30 hari kerja",
        "60 hari kerja",
    ),
    (
        "alur",
        "Sejak kapan makanan dan minuman usaha mikro dan kecil wajib bersertifikat halal?",
        "PP 42/2024 Pasal 160",
        "18 Oktober 2026",
        "18 Oktober 2024",
        "1 Januari 2027",
        "17 Agustus 2028",
    ),
    (
        "alur",
        "Sejak kapan makanan dan minuman usaha menengah dan besar wajib bersertifikat halal?",
        "PP 42/2024 Pasal 160",
        "18 Oktober 2024",
        "18 Oktober 2026",
        "1 Januari 2029",
    ),
    (
        "alur",
        "Sampai kapan sertifikat halal yang terbit sekarang berlaku?",
        f"{UU} Pasal 42",
        "Selama bahan dan proses tidak berubah",
        "2 tahun",
        "4 tahun",
        "5 tahun",
    ),
    (
        "self-declare",
        "Paling banyak berapa nama produk dalam satu pengajuan self declare biasa?",
        f"{JUKNIS} Bab III.A",
        "10 nama",
        "5 nama",
        "20 nama",
        "50 nama",
    ),
    (
        "self-declare",
        "Paling banyak berapa menu untuk warung tegal dan sejenisnya?",
        f"{JUKNIS} Bab III.A",
        "30 menu",
        "10 menu",
        "60 menu",
        "100 menu",
    ),
    (
        "self-declare",
        "Berapa penjualan setahun paling banyak untuk self declare?",
        f"{JUKNIS} Bab II.A",
        "Rp15 miliar",
        "Rp500 juta",
        "Rp2 miliar",
        "Rp50 miliar",
    ),
    (
        "self-declare",
        "Berapa tempat produksi dan outlet paling banyak untuk self declare?",
        f"{JUKNIS} Bab II.A",
        "Satu tempat produksi dan satu outlet",
        "Dua tempat produksi dan dua outlet",
        "Satu tempat produksi dan lima outlet",
        "Tidak dibatasi",
    ),
    (
        "self-declare",
        "Berapa yang dibayar usaha mikro dan kecil untuk self declare yang difasilitasi?",
        "PMK 57/PMK.05/2021 Pasal 5; Kepkaban BPJPH 141/2021",
        "Tidak membayar apa pun",
        "Rp230.000",
        "Rp650.000",
    ),
    (
        "jenis-produk",
        "Produk apa yang boleh lewat self declare?",
        f"{JUKNIS} Bab II.A",
        "Makanan dan minuman yang ada di daftar BPJPH",
        "Kosmetik",
        "Jasa penyembelihan",
        "Obat tradisional",
    ),
    (
        "jenis-produk",
        "Satu pengajuan boleh berisi berapa jenis produk?",
        JUKNIS,
        "Satu jenis produk",
        "Dua jenis produk",
        "Sepuluh jenis produk",
    ),
    (
        "jenis-produk",
        "Anda punya 12 nama produk sejenis. Apa yang benar?",
        f"{JUKNIS} Bab IV.B",
        "Kurangi menjadi 10 nama, atau pakai jalur reguler",
        "Pecah menjadi dua pengajuan",
        "Pakai nama usaha orang lain untuk sisanya",
    ),
    (
        "dokumen",
        "Mana yang termasuk dokumen self declare?",
        f"{JUKNIS} Bab II.A",
        "Ikrar halal, daftar bahan, dan proses pembuatan",
        "Laporan audit dari LPH",
        "Surat izin ekspor",
        "Laporan pajak tiga tahun",
    ),
    (
        "dokumen",
        "Bahan mana yang tidak perlu sertifikat halal?",
        "KMA 1360/2021",
        "Sayur segar tanpa bahan tambahan",
        "Sosis",
        "Kaldu bubuk",
        "Margarin",
    ),
    (
        "dokumen",
        "Apa yang perlu ada untuk daging sapi yang dipakai?",
        f"{JUKNIS} Bab II.A",
        "Sertifikat halal dari tempat potong atau pemasok",
        "Nota pasar saja",
        "Surat dari kepala desa",
    ),
    (
        "dokumen",
        "Foto apa yang dikirim pendamping sebagai bukti kunjungan?",
        f"{JUKNIS} Bab IV.B",
        "Foto di tempat produksi atau usaha",
        "Foto kartu keluarga",
        "Foto buku tabungan",
    ),
    (
        "sop",
        "Alat dipakai bergantian dengan bahan tidak halal. Bagaimana menurut aturan?",
        f"{JUKNIS} Bab II.A",
        "Tidak boleh, tempat dan alat harus terpisah",
        "Boleh kalau dicuci dengan air panas",
        "Boleh kalau hari pakainya berbeda",
    ),
    (
        "sop",
        "Bahan mana yang tidak boleh ada dalam makanan?",
        f"{JUKNIS} Bab II.A",
        "Boraks dan formalin",
        "Garam",
        "Soda kue",
        "Gula merah",
    ),
    (
        "sop",
        "Cara mengawetkan mana yang cocok dengan self declare?",
        f"{JUKNIS} Bab II.A",
        "Cara sederhana, tidak lebih dari satu cara",
        "Gabungan tiga cara sekaligus",
        "Semua cara asal memakai mesin otomatis",
    ),
    (
        "sop",
        "Daging digiling di tempat orang lain. Apa yang perlu dipastikan?",
        f"{JUKNIS} Bab II.A",
        "Jasa gilingnya bersertifikat halal",
        "Gilingannya paling murah",
        "Tempatnya paling dekat",
    ),
    (
        "penyelia",
        "Siapa yang boleh menjadi penyelia halal pada self declare?",
        f"{UU} Pasal 28; {JUKNIS} Bab II.B",
        "Pemilik usaha sendiri, bila beragama Islam dan paham syariat",
        "Hanya pegawai BPJPH",
        "Hanya auditor LPH",
    ),
    (
        "penyelia",
        "Apakah penyelia halal pada self declare wajib punya sertifikat pelatihan?",
        f"{JUKNIS} Bab II.B",
        "Tidak wajib",
        "Wajib, dari BPJPH",
        "Wajib, dari perguruan tinggi",
    ),
    (
        "penyelia",
        "Apa tugas penyelia halal?",
        f"{UU} Pasal 28",
        "Mengawasi proses produk halal di usaha",
        "Menerbitkan sertifikat halal",
        "Menetapkan harga jual",
    ),
    (
        "sjph",
        "Dokumen apa yang menjelaskan cara usaha menjaga produknya tetap halal?",
        f"{JUKNIS} Bab II.A",
        "Manual SJPH",
        "Kartu keluarga",
        "Surat izin gangguan",
    ),
    (
        "sjph",
        "Apa yang membuat sertifikat halal tidak berlaku lagi untuk suatu produk?",
        f"{UU} Pasal 42",
        "Bahan atau proses pembuatannya berubah",
        "Kemasannya diganti warna",
        "Harga jualnya naik",
    ),
    (
        "nib-oss",
        "NIB terdiri dari berapa angka?",
        "OSS (oss.go.id)",
        "13 angka",
        "10 angka",
        "15 angka",
        "16 angka",
    ),
    (
        "nib-oss",
        "Usaha belum punya NIB dan ingin self declare. Apa yang dilakukan dulu?",
        f"{JUKNIS} Bab II.A",
        "Mengurus NIB di OSS",
        "Mencetak label halal",
        "Membayar ke pendamping",
    ),
    (
        "nib-oss",
        "KBLI pada NIB harus cocok dengan apa?",
        JUKNIS,
        "Jenis produk yang diajukan",
        "Nama pemilik",
        "Warna kemasan",
    ),
    (
        "label",
        "Nomor apa yang ditulis pada label halal?",
        "Kepkaban BPJPH 40/2022",
        "Nomor sertifikat halal",
        "Nomor keputusan fatwa",
        "NIB",
        "Nomor HP pemilik",
    ),
    (
        "label",
        "Produk memakai bahan tidak halal. Apa yang wajib ditulis?",
        "PP 42/2024 Pasal 2",
        "Keterangan tidak halal",
        "Tidak perlu menulis apa-apa",
        "Label halal dengan tanda bintang",
    ),
    (
        "label",
        "Nomor sertifikat halal BPJPH dimulai dengan huruf apa?",
        "Sertifikat halal terbitan BPJPH",
        "ID",
        "SH",
        "BP",
        "MUI",
    ),
    (
        "kemasan",
        "Gambar utama mana yang tidak boleh ada di kemasan?",
        f"{JUKNIS} Bab III.D; Fatwa MUI 44/2020",
        "Gambar babi atau anjing",
        "Gambar pisang",
        "Gambar rumah adat",
    ),
    (
        "kemasan",
        "Nama produk mana yang boleh, karena sudah lama dipakai dan isinya halal?",
        "Fatwa MUI 44/2020",
        "Bir pletok",
        "Keripik rasa bacon",
        "Mi rasa daging babi",
    ),
    (
        "ekspor",
        "Sejak kapan makanan dan minuman impor wajib bersertifikat halal?",
        "PP 42/2024 Pasal 160",
        "18 Oktober 2026",
        "18 Oktober 2019",
        "1 Januari 2030",
    ),
    (
        "ekspor",
        "Judul sertifikat halal BPJPH ditulis dalam berapa bahasa?",
        "Sertifikat halal terbitan BPJPH",
        "Tiga bahasa",
        "Satu bahasa",
        "Lima bahasa",
    ),
]


def add(apps, schema_editor):
    topics, questions, choices = (
        apps.get_model("workshops", name).objects for name in ("Topic", "Question", "Choice")
    )
    for code, label, advice in TOPICS:
        topics.update_or_create(code=code, defaults={"label": label, "advice": advice})
    for number, (topic, text, source, right, *wrong) in enumerate(QUESTIONS):
        question, is_new = questions.get_or_create(topic_id=topic, text=text, source=source)
        if not is_new:
            continue
        # The right answer stands at another letter each time.
        texts = list(wrong)
        texts.insert(number % (len(wrong) + 1), right)
        choices.bulk_create(
            choices.model(question=question, position=position, text=it, is_right=it == right)
            for position, it in enumerate(texts, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("workshops", "0012_decisions")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
