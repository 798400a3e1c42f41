"""Reminders about what a meeting decided: two working days before its day, and on the day after."""

from django.db import migrations

_HOW = "Buka, lalu laporkan perkembangannya: {tautan} Balas pesan ini bila perlu bantuan."
RULES = [
    {
        "code": "action-due",
        "label": "Keputusan rapat mendekati batas",
        "offset_days": -2,
        "day_basis": "working",
        "subject": "Batas {batas}: {keputusan}",
        "body": "Keputusan {rapat}: {keputusan}. Penanggung jawab {kantor}, batas {batas}. " + _HOW,
    },
    {
        "code": "action-overdue",
        "label": "Keputusan rapat lewat batas",
        "offset_days": 1,
        "day_basis": "calendar",
        "subject": "Lewat batas {batas}: {keputusan}",
        "body": "Keputusan {rapat} belum dilaporkan selesai: {keputusan}. Penanggung jawab "
        "{kantor}, batasnya {batas}. " + _HOW,
    },
]


def add(apps, schema_editor):
    rules = apps.get_model("reports", "ReminderRule").objects
    for rule in RULES:
        rules.get_or_create(code=rule["code"], defaults=rule)


class Migration(migrations.Migration):
    dependencies = [("reports", "0011_event_moved_rule")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
