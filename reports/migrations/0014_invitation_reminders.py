"""Reminders to those invited who have not answered, and to those who got a seat after waiting."""

from django.db import migrations

RULES = [
    {
        "code": "invitation-unanswered",
        "label": "Undangan kegiatan belum dijawab",
        "offset_days": -3,
        "day_basis": "working",
        "subject": "Undangan {kegiatan} belum dijawab",
        "body": "Undangan kegiatan {kegiatan} belum dijawab. Jawab paling lambat {batas} lewat "
        "tautan ini: {tautan} Balas pesan ini bila perlu bantuan.",
    },
    {
        "code": "seat-found",
        "label": "Kursi dari daftar tunggu",
        "offset_days": 0,
        "day_basis": "calendar",
        "subject": "Anda mendapat kursi di {kegiatan}",
        "body": "Anda mendapat kursi {cara} di kegiatan {kegiatan} pada {hari}. Lihat tempat dan "
        "jamnya: {tautan} Tidak jadi hadir? Ubah jawaban di tautan yang sama, supaya kursinya "
        "dipakai orang lain.",
    },
]


def add(apps, schema_editor):
    rules = apps.get_model("reports", "ReminderRule").objects
    for rule in RULES:
        rules.get_or_create(code=rule["code"], defaults=rule)


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_tomorrow_carries_the_link")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
