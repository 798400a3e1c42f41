"""What was typed is kept sealed: phone numbers and sales are among it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0017_certificate_way")]

    operations = [
        # Nobody has drafted anything yet: the page that does comes with this change.
        migrations.RemoveField("answerdraft", "data"),
        migrations.AddField(
            "answerdraft",
            "sealed",
            models.BinaryField(default=b"", help_text="field → text, as typed; encrypted"),
            preserve_default=False,
        ),
        migrations.AlterField("answerdraft", "at", models.DateTimeField()),
    ]
