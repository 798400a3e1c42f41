"""The reminder of the day before leads to the page with the code for the door."""

from django.db import migrations

BEFORE = (
    "Anda terdaftar di kegiatan {kegiatan} pada {hari} pukul {jam}. "
    "Tempat: {tempat}. Balas pesan ini bila tidak bisa hadir."
)
AFTER = (
    "Anda terdaftar di kegiatan {kegiatan} pada {hari} pukul {jam}. "
    "Tempat: {tempat}. Kode hadir Anda: {tautan} Balas pesan ini bila tidak bisa hadir."
)


def _replace(apps, old, new):
    """Only the text as it was seeded; what an office wrote itself stays."""
    rules = apps.get_model("reports", "ReminderRule").objects
    rules.filter(code="event-tomorrow", body=old).update(body=new)


def forwards(apps, schema_editor):
    _replace(apps, BEFORE, AFTER)


def backwards(apps, schema_editor):
    _replace(apps, AFTER, BEFORE)


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_decision_reminders")]
    operations = [migrations.RunPython(forwards, backwards)]
