"""The reminder that tells who knows the old time that an event has moved."""

from django.db import migrations

RULES = [
    {
        "code": "event-moved",
        "label": "Jadwal atau tempat kegiatan berubah",
        "offset_days": 0,
        "day_basis": "calendar",
        "subject": "Jadwal berubah: {kegiatan}",
        "body": "Jadwal atau tempat kegiatan {kegiatan} berubah. Mulai {hari} pukul {jam}. "
        "Tempat: {tempat}. Lihat jadwal lengkap: {tautan} Balas pesan ini bila tidak bisa hadir.",
    },
]


def add(apps, schema_editor):
    rules = apps.get_model("reports", "ReminderRule").objects
    for rule in RULES:
        rules.get_or_create(code=rule["code"], defaults=rule)


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_certificate_reminders")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
