"""The history of a programme is read newest first, a page at a time."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("certification", "0009_top_up_by_another")]
    operations = [
        AddIndexConcurrently(
            "movement", models.Index(fields=["-at", "-id"], name="movement_newest")
        ),
    ]
