"""Reminders know their last useful day and their tries; rules say how they count days."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AlterField(
            "reminderrule",
            "offset_days",
            models.SmallIntegerField(help_text="days before (−) or after (+) the date"),
        ),
        migrations.AddField(
            "reminderrule",
            "day_basis",
            models.CharField(
                choices=[("calendar", "hari kalender"), ("working", "hari kerja")],
                default="working",
                max_length=8,
            ),
        ),
        migrations.AddField(
            "reminder",
            "expires_on",
            models.DateField(
                default=datetime.date(2026, 1, 1),
                help_text="the last day on which it still helps",
            ),
            preserve_default=False,
        ),
        migrations.AddField("reminder", "attempts", models.PositiveSmallIntegerField(default=0)),
    ]
