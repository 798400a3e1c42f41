"""A photo becomes an upload: documents are kept the same way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0015_replacement_answer_days")]

    operations = [
        migrations.RenameModel("Photo", "Upload"),
        migrations.AlterField(
            model_name="upload",
            name="application",
            field=models.ForeignKey(
                on_delete=models.deletion.CASCADE,
                related_name="uploads",
                to="certification.application",
            ),
        ),
    ]
