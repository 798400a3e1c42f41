from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0010_totals_of_meetings")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="preferred_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="promoted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("preferred_at", None), ("status", "waiting"), _connector="OR"),
                    models.Q(("promoted_at", None), ("status", "registered"), _connector="OR"),
                ),
                name="participant_preferred_then_promoted",
            ),
        ),
    ]
