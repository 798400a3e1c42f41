from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # the index is built while the portal works

    dependencies = [("certification", "0040_fill_status_deltas")]

    operations = [
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(fields=["status_changed_at"], name="application_moved"),
        ),
    ]
