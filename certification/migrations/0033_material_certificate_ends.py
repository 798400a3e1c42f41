"""An index for the certificates of materials that end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0032_aftercare_rules"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="material",
            index=models.Index(
                condition=models.Q(("certificate_until__isnull", False)),
                fields=["certificate_until"],
                name="material_certificate_ends",
            ),
        ),
    ]
