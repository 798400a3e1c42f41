"""One shared template for each kind of letter; an office copies it before it changes a word.

The order of the parts follows Permendagri 1/2023. A body is paragraphs between empty lines; lines
"label : value" stand below one another with their colons in a column.
"""

import datetime

from django.db import migrations

SOURCE = (
    "Susunan Permendagri 1/2023; cocokkan kode klasifikasi dengan Permendagri 83/2022 dan daftar "
    "kantor Anda"
)
SINCE = datetime.date(2023, 1, 1)
CONTACT = "Untuk keterangan lebih lanjut, silakan menghubungi {narahubung} di nomor {telepon}."
THANKS = (
    "Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."
)

TEMPLATES = [
    {
        "kind": "candidates",
        "name": "Permintaan usulan ke kab/kota",
        "classification": "500.9",
        "nature": "penting",
        "subject": "Permintaan usulan penerima {program}",
        "attachment": "Rincian jumlah usulan tiap kabupaten/kota",
        "body": f"""Sehubungan dengan pelaksanaan {{program}}, kami mohon bantuan Saudara \
mengusulkan {{jumlah}} pelaku usaha mikro dan kecil di {{wilayah}} sebagai calon penerima \
fasilitasi sertifikasi halal.

Usulan kami tunggu paling lambat {{tenggat}} melalui portal. Utamakan usaha yang sudah \
berproduksi, memiliki NIB, dan belum bersertifikat halal. Mohon kesediaan pemilik usaha \
dipastikan sebelum namanya diusulkan.

Rincian jumlah usulan setiap kabupaten/kota tercantum dalam lampiran. Fasilitasi ini tidak \
dipungut biaya. {CONTACT}

{THANKS}""",
    },
    {
        "kind": "notice",
        "name": "Pemberitahuan hasil seleksi",
        "classification": "500.9",
        "nature": "penting",
        "subject": "Pemberitahuan hasil {tahap}",
        "attachment": "Daftar usaha dan hasilnya",
        "body": f"""Menindaklanjuti usulan Saudara untuk {{program}}, kami sampaikan bahwa \
{{tahap}} telah selesai. Dari {{wilayah}}, {{jumlah}} usaha ditetapkan sebagai penerima \
fasilitasi. Daftar lengkapnya tercantum dalam lampiran.

Mohon Saudara menyampaikan hasil ini kepada setiap usaha yang diusulkan, dan membantu usaha yang \
terpilih memulai pengajuannya di portal paling lambat {{tenggat}}. Usaha cadangan dipanggil \
menurut urutan apabila ada tempat yang kosong.

{CONTACT}

{THANKS}""",
    },
    {
        "kind": "invitation",
        "name": "Undangan kegiatan",
        "classification": "000.1.5",
        "nature": "penting",
        "subject": "Undangan {kegiatan}",
        "body": f"""Sehubungan dengan fasilitasi sertifikasi halal bagi pelaku usaha mikro dan \
kecil, kami mengundang Bapak/Ibu untuk hadir pada:

Kegiatan : {{kegiatan}}
Hari, tanggal : {{hari_tanggal}}
Pukul : {{pukul}}
Tempat : {{tempat}}
Acara : {{acara}}
Yang diundang : {{jumlah}}

Mohon membawa {{bawa}}. Jawaban kami tunggu paling lambat {{batas_jawab}}, supaya kursi yang \
tidak terpakai dapat diberikan kepada orang lain. Kegiatan ini tidak dipungut biaya.

{CONTACT}

Demikian undangan ini kami sampaikan. Atas kehadiran Bapak/Ibu, kami ucapkan terima kasih.""",
    },
    {
        "kind": "assignment",
        "name": "Surat tugas pendamping",
        "classification": "800.1.11.1",
        "nature": "biasa",
        "subject": "Penugasan pendamping {program}",
        "attachment": "Desa dan kelurahan tempat tugas",
        "body": """Dasar : {dasar}

Dengan ini menugaskan:

Nama : {nama}
Jabatan : {jabatan}
Nomor registrasi : {nomor_registrasi}
Lembaga : {lembaga}

Untuk : {keperluan}
Program : {program}
Wilayah : {wilayah}, {jumlah} usaha
Waktu : {mulai} sampai dengan {selesai}

Desa dan kelurahan tempat tugas tercantum dalam lampiran. Pendamping menunjukkan surat tugas ini \
kepada pelaku usaha dan pemerintah desa atau kelurahan sebelum memulai tugasnya.

Pendampingan tidak dipungut biaya. Apabila ada yang meminta uang, mohon dilaporkan kepada \
{narahubung} di nomor {telepon}.

Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab. Kepada pihak yang \
berkaitan dimohon memberikan bantuan seperlunya.""",
    },
    {
        "kind": "introduction",
        "name": "Surat keterangan program",
        "classification": "500.9",
        "nature": "biasa",
        "subject": "Keterangan {program}",
        "body": """Dengan ini kami menerangkan bahwa {program} adalah program resmi {dinas} untuk \
memfasilitasi sertifikasi halal bagi pelaku usaha mikro dan kecil di {wilayah}.

Pelaku usaha tidak dipungut biaya apa pun, baik oleh dinas, pendamping, maupun pihak lain. Data \
yang diminta hanya dipakai untuk mengurus sertifikat halal. Pendataan ini bukan pendataan pajak.

Pendamping yang datang membawa surat tugas dengan nama dan wilayah tugasnya. Keaslian surat tugas \
itu dan surat keterangan ini dapat diperiksa dengan memindai kode di bagian bawah. Apabila ada yang \
meminta uang atau mengaku petugas tanpa surat tugas, mohon dilaporkan kepada {narahubung} di nomor \
{telepon}.

Surat keterangan ini diberikan kepada {nama} dan berlaku sampai dengan {selesai}.""",
    },
    {
        "kind": "agreement",
        "name": "Perjanjian kerja sama pendampingan",
        "classification": "100.3.7",
        "nature": "biasa",
        "subject": "Pendampingan sertifikasi halal dalam {program}",
        "body": """Yang bertanda tangan dalam perjanjian ini:

Pihak Kesatu : {dinas}
Pihak Kedua : {lembaga}, diwakili {penandatangan} selaku {jabatan}, berkedudukan di {alamat}

Kedua pihak sepakat bekerja sama mendampingi pelaku usaha mikro dan kecil dalam {program} dengan \
ketentuan sebagai berikut.

Pasal 1. Pihak Kedua menyediakan pendamping untuk {jumlah} usaha, memverifikasi dan memvalidasi \
pernyataan halal pelaku usaha, serta mencatat kemajuannya di portal.

Pasal 2. Pihak Kesatu menyediakan daftar usaha, surat tugas, dan data kuota, serta menyelesaikan \
kendala yang menjadi kewenangannya.

Pasal 3. Kedua pihak tidak memungut biaya dari pelaku usaha dan menjaga kerahasiaan data pribadi \
menurut Undang-Undang Nomor 27 Tahun 2022.

Pasal 4. Biaya pelaksanaan diatur menurut anggaran masing-masing pihak dan peraturan yang berlaku.

Pasal 5. Perjanjian ini berlaku mulai {mulai} sampai dengan {selesai}, dan dapat diperpanjang atas \
kesepakatan tertulis kedua pihak. Perselisihan diselesaikan dengan musyawarah.""",
    },
    {
        "kind": "result",
        "name": "Penyampaian hasil ke kab/kota",
        "classification": "500.9",
        "nature": "biasa",
        "subject": "Penyampaian hasil {program}",
        "attachment": "Hasil tiap kabupaten/kota",
        "body": f"""Bersama ini kami sampaikan hasil {{program}} di {{wilayah}} sampai dengan \
{{per_tanggal}}:

Kuota : {{kuota}}
Masuk SiHalal : {{terpakai}}
Sertifikat terbit : {{terbit}}
Masuk, belum terbit : {{belum_terbit}}
Sisa kuota : {{sisa}}

Rincian semua kabupaten/kota tercantum dalam lampiran. Mohon Saudara menindaklanjuti pengajuan \
yang belum terbit dan memanfaatkan kuota yang tersisa.

{CONTACT}

{THANKS}""",
    },
    {
        "kind": "receipt",
        "name": "Kuitansi",
        "classification": "900.1",
        "nature": "biasa",
        "subject": "Kuitansi {keperluan}",
        "body": """Sudah terima dari : {dinas}
Uang sejumlah : {jumlah_uang}
Untuk pembayaran : {keperluan}
Program : {program}

Penerima : {nama}, {lembaga}""",
    },
]


def add(apps, schema_editor):
    templates = apps.get_model("reports", "LetterTemplate").objects
    for template in TEMPLATES:
        templates.get_or_create(
            organisation=None,
            kind=template["kind"],
            name=template["name"],
            defaults={**template, "valid_from": SINCE, "source": SOURCE},
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0017_letter_life")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
