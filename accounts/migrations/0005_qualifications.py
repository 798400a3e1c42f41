"""The trainings that count for work, and room for the evidence of one."""

from django.db import migrations, models

# code, label, source; no rule read so far sets an end, so none is set.
QUALIFICATIONS = [
    (
        "bimtek-pendamping",
        "Bimtek pendamping PPH",
        "PP 42/2024 pasal 99 (LP3H melatih pendamping); pelatihan P3H UIN Malang 23–24 Agustus 2024",
    ),
    (
        "bimtek-verifikasi-plut",
        "Bimtek verifikasi konsultan PLUT",
        "Bimtek konsultan PLUT 2–8 Juni 2022",
    ),
]


def add(apps, schema_editor):
    model = apps.get_model("accounts", "Qualification")
    model.objects.bulk_create(
        [model(code=code, label=label, source=source) for code, label, source in QUALIFICATIONS],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_qualification_training")]
    operations = [
        migrations.AlterField(
            model_name="training", name="evidence", field=models.CharField(max_length=300)
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
