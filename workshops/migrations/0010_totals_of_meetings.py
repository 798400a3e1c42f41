"""Meeting reports with totals alone, and what a report found when it filled in a mark."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0009_event_moved_revision")]

    operations = [
        migrations.AddField(
            model_name="meetingreport",
            name="day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="meetingreport",
            name="takes_totals",
            field=models.BooleanField(
                default=False,
                help_text="whether minutes without a time may be counted in order of time",
            ),
        ),
        migrations.AddField(
            model_name="meetingreport",
            name="before",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="meetingguest",
            name="minutes",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="meetingguest",
            constraint=models.UniqueConstraint(
                fields=("report", "name", "email"), name="meeting_guest_once"
            ),
        ),
    ]
