"""A tick of copying keeps a keyed hash of the value, so that a later change shows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0035_mandate_paper_goes")]
    operations = [
        migrations.AddField(
            "copytick",
            "value_index",
            models.CharField(blank=True, max_length=64, default=""),
            preserve_default=False,
        ),
    ]
