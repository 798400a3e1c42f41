"""The head's page counts obstacles and paces from indexes alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0001_squashed_0042_obstacle_of_programme"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="allocationclosing",
            name="allocation_closing_once",
        ),
        migrations.RemoveIndex(
            model_name="obstacle",
            name="obstacle_of_programme",
        ),
        migrations.AddIndex(
            model_name="obstacle",
            index=models.Index(
                condition=models.Q(("resolved_at", None)),
                fields=["programme", "cause", "since"],
                name="obstacle_open",
            ),
        ),
        migrations.AddIndex(
            model_name="obstacle",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", False)),
                fields=["programme", "resolved_at"],
                include=("cause", "since"),
                name="obstacle_resolved",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocationclosing",
            constraint=models.UniqueConstraint(
                fields=("allocation", "closed_on"),
                include=("used", "issued"),
                name="allocation_closing_once",
            ),
        ),
    ]
