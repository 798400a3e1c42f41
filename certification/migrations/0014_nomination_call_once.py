"""The same letter asks once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0013_nomination_who_and_when")]
    operations = [
        migrations.AddConstraint(
            model_name="nominationcall",
            constraint=models.UniqueConstraint(
                fields=["programme", "name"], name="nomination_call_once"
            ),
        ),
    ]
