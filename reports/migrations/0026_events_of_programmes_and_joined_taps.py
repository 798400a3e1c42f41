"""An event may belong to a programme; several reminders to one person are one tap."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0001_squashed_0042_obstacle_of_programme"),
        ("reports", "0001_squashed_0025_monthly_reports"),
        ("workshops", "0001_squashed_0017_meeting_guest_outlives_participant"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventProgramme",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="in_programme",
                        serialize=False,
                        to="workshops.event",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_entries",
                        to="certification.programme",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="tap",
            name="lead",
            field=models.ForeignKey(
                help_text="the tap in whose message it was shown",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried",
                to="reports.tap",
            ),
        ),
        migrations.RemoveConstraint(model_name="tap", name="tap_one_at_a_time"),
        migrations.AddConstraint(
            model_name="tap",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", ""), ("lead", None)),
                fields=("by",),
                name="tap_one_at_a_time",
            ),
        ),
    ]
