"""Note at which revision an event last moved, so that those told before can be told again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0008_what_stays")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="moved_revision",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="the revision at which time or place last changed; 0: never",
            ),
        ),
    ]
