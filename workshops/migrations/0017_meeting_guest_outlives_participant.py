"""A guest of a meeting stays in its report when the participant is taken off the list."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0016_substitute_of_business")]

    operations = [
        migrations.AlterField(
            model_name="meetingguest",
            name="participant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="meeting_guests",
                to="workshops.participant",
            ),
        ),
    ]
