from django.db import migrations, models

OUTCOMES = [
    ("present", "Hadir"),
    ("already", "Sudah tercatat"),
    ("other_event", "Kode kegiatan lain"),
    ("declined", "Tercatat tidak bisa hadir"),
    ("no_seat", "Belum dapat kursi"),
    ("unknown", "Kode tidak dikenal"),
]


class Migration(migrations.Migration):
    dependencies = [("workshops", "0014_attendance_noted_by")]

    operations = [
        migrations.AlterField(
            model_name="scan",
            name="outcome",
            field=models.CharField(choices=OUTCOMES, max_length=12),
        ),
    ]
