import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_qualification_training"),
        ("certification", "0036_copy_tick_value"),
    ]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="required_qualification",
            field=models.ForeignKey(
                blank=True,
                help_text="what a companion must have learned to be given its cases",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.qualification",
            ),
        ),
    ]
