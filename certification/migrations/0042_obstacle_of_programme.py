"""A programme's obstacles are counted without reading its applications."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE certification_obstacle o SET programme_id = a.programme_id
FROM certification_application a WHERE a.id = o.application_id
"""


class Migration(migrations.Migration):
    dependencies = [("certification", "0041_application_moved")]

    operations = [
        migrations.AddField(
            model_name="obstacle",
            name="programme",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="certification.programme",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        # The foreign key is checked at the end of a transaction; the table can't change before.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="obstacle",
            name="programme",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="certification.programme",
            ),
        ),
        migrations.AddIndex(
            model_name="obstacle",
            index=models.Index(
                fields=["programme", "resolved_at"],
                include=["cause", "since", "id"],
                name="obstacle_of_programme",
            ),
        ),
    ]
