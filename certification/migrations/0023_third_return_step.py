"""Which step a third return asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0022_mirror_keeps_what_it_wrote")]

    operations = [
        migrations.AddField(
            model_name="thirdreturn",
            name="transition",
            field=models.CharField(
                default="return", help_text="return, verify_return", max_length=20
            ),
            preserve_default=False,
        ),
    ]
