"""Reminders of days without change, tests, targets at risk and a programme's days; sources."""

from django.db import migrations

OFFICE = "Tahap awal kantor; petugas provinsi dapat mengubahnya untuk tiap program"
_HELP = "Balas pesan ini bila perlu bantuan."
RULES = [
    {
        "code": "draft-unsent",
        "label": "Pengajuan belum dikirim",
        "offset_days": 7,
        "day_basis": "calendar",
        "subject": "Pengajuan {nomor} belum dikirim",
        "body": "Pengajuan {nomor} untuk {usaha} dibuka {sejak} dan belum dikirim. Lanjutkan lewat "
        "tautan ini: {tautan} " + _HELP,
    },
    {
        "code": "ready-unentered",
        "label": "Siap diajukan, belum masuk SiHalal",
        "offset_days": 3,
        "day_basis": "working",
        "subject": "Pengajuan {nomor} siap diajukan",
        "body": "Pengajuan {nomor} ({usaha}) siap diajukan sejak {sejak}, tetapi belum dicatat "
        "masuk SiHalal. Buka pengajuan: {tautan}",
        # The companion reads of it in the digest of what stands still; a programme may want more.
        "is_active": False,
    },
    {
        "code": "test-open",
        "label": "Tes akhir kegiatan belum dikirim",
        "offset_days": 1,
        "day_basis": "calendar",
        "subject": "Tes akhir {kegiatan} belum dikirim",
        "body": "Tes akhir kegiatan {kegiatan} belum Anda kirim. Tes ditutup {hari} pukul {jam}. "
        "Kerjakan lewat tautan ini: {tautan} " + _HELP,
    },
    {
        "code": "target-at-risk",
        "label": "Target perlu perhatian atau tertinggal",
        "offset_days": 0,
        "day_basis": "calendar",
        "subject": "Target {target}: {keadaan}",
        "body": "Target {target} program {program} sekarang {keadaan}: {sebab}. Tenggat {batas}. "
        "{tautan}",
    },
    {
        "code": "programme-start",
        "label": "Program segera mulai",
        "offset_days": -7,
        "day_basis": "calendar",
        "subject": "Program {program} mulai {batas}",
        "body": "Program {program} mulai {batas}. Periksa pembagian kuota dan pendampingnya: "
        "{tautan}",
    },
    {
        "code": "programme-end",
        "label": "Program segera berakhir",
        "offset_days": -30,
        "day_basis": "calendar",
        "subject": "Program {program} berakhir {batas}",
        "body": "Program {program} berakhir {batas}. Periksa kuota yang belum terpakai: {tautan}",
    },
    {
        "code": "call-due",
        "label": "Permintaan usulan belum dijawab",
        "offset_days": -3,
        "day_basis": "working",
        "subject": "Usulan {program} ditunggu sampai {batas}",
        "body": "Permintaan usulan {permintaan} untuk program {program} belum dijawab. Kirim "
        "{jumlah} usulan paling lambat {batas} lewat tautan ini: {tautan}",
    },
    {
        "code": "manual",
        "label": "Pengingat dari petugas",
        "offset_days": 0,
        "day_basis": "calendar",
        "subject": "Pengingat untuk pengajuan {nomor}",
        "body": "{isi}",
    },
]
SOURCES = {
    "verification-due": "UU 33/2014 Pasal 33A: verifikasi 10 hari kerja; dua hari lebih awal dari "
    "kantor",
    "surveillance-90": "Pengawasan empat tahun sekali oleh BPJPH; harinya dari kantor",
    "surveillance-30": "Pengawasan empat tahun sekali oleh BPJPH; harinya dari kantor",
    "material-certificate": "Tanggal akhir sertifikat bahan; harinya dari kantor",
}


def add(apps, schema_editor):
    rules = apps.get_model("reports", "ReminderRule").objects
    for rule in RULES:
        rules.get_or_create(code=rule["code"], defaults=rule)
    rules.filter(source="").update(source=OFFICE)
    for code, source in SOURCES.items():
        rules.filter(code=code).update(source=source)


class Migration(migrations.Migration):
    dependencies = [("reports", "0023_indicator_rows")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
