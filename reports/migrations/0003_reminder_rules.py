"""The first four reminder rules."""

from django.db import migrations

RULES = [
    {
        "code": "returned-unanswered",
        "label": "Perbaikan belum dikirim",
        "offset_days": 3,
        "day_basis": "working",
        "subject": "Pengajuan {nomor} menunggu perbaikan",
        "body": "Pengajuan {nomor} untuk {usaha} perlu diperbaiki: {alasan} "
        "Perbaiki lewat tautan ini: {tautan} Balas pesan ini bila perlu bantuan.",
    },
    {
        "code": "verification-due",
        "label": "Verifikasi pendamping hampir lewat batas",
        "offset_days": -2,
        "day_basis": "working",
        "subject": "Verifikasi {nomor}: batas {batas}",
        "body": "Verifikasi pengajuan {nomor} ({usaha}) belum disimpan. Batasnya {batas}. "
        "Buka pengajuan: {tautan}",
    },
    {
        "code": "event-tomorrow",
        "label": "Kegiatan besok",
        "offset_days": -1,
        "day_basis": "calendar",
        "subject": "Kegiatan {kegiatan}, {hari}",
        "body": "Anda terdaftar di kegiatan {kegiatan} pada {hari} pukul {jam}. "
        "Tempat: {tempat}. Balas pesan ini bila tidak bisa hadir.",
    },
    {
        "code": "target-due",
        "label": "Tenggat target program",
        "offset_days": -7,
        "day_basis": "calendar",
        "subject": "Tenggat {batas}: {target}",
        "body": "Target {target} program {program}, {jumlah} pengajuan, jatuh tempo {batas}. "
        "Lihat ringkasan: {tautan}",
    },
]


def add(apps, schema_editor):
    rules = apps.get_model("reports", "ReminderRule").objects
    for rule in RULES:
        rules.update_or_create(code=rule["code"], defaults=rule)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_reminder_days_and_attempts")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
