from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0015_scan_without_seat")]

    operations = [
        migrations.RemoveConstraint(
            model_name="participant",
            name="participant_business_once",
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("business__isnull", False), models.Q(("status", "declined"), _negated=True)
                ),
                fields=("event", "business"),
                name="participant_business_once",
            ),
        ),
    ]
