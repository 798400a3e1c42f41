"""Rules say who settles what is unknown and where they hold; materials whether they are meat."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0023_third_return_step")]

    operations = [
        migrations.AlterModelOptions(
            name="eligibilityrule", options={"ordering": ["priority", "code", "pk"]}
        ),
        migrations.AddField(
            model_name="eligibilityrule",
            name="settled_by",
            field=models.CharField(
                blank=True,
                choices=[("companion", "Pendamping"), ("officer", "Petugas")],
                default="",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="eligibilityrule",
            name="provinces",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=2), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="namereview",
            name="reason",
            field=models.CharField(
                default="", help_text="why the word is looked at", max_length=200
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="eligibilitydecision",
            name="programme_findings",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="eligibilitydecision",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="material",
            name="is_slaughtered",
            field=models.BooleanField(default=False, help_text="meat and what is made of it"),
        ),
    ]
