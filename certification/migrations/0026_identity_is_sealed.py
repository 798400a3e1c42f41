"""Identity cards are kept encrypted; the database refuses others."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("certification", "0025_rules_and_dictionaries")]
    operations = [
        migrations.AddConstraint(
            "upload",
            models.CheckConstraint(
                condition=~Q(kind="identity") | Q(is_encrypted=True),
                name="upload_identity_is_sealed",
            ),
        ),
    ]
