"""A decision is kept when an application is sent and when it is verified; changes no table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0044_drafts_beyond_applications")]

    operations = [
        migrations.AlterField(
            model_name="eligibilitydecision",
            name="moment",
            field=models.CharField(
                choices=[
                    ("submitted", "Saat dikirim"),
                    ("verified", "Saat diverifikasi"),
                ],
                max_length=10,
            ),
        ),
    ]
