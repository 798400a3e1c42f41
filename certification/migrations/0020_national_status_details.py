"""What a national status usually takes, what it stops with; an event is written once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0019_checklist_items")]

    operations = [
        migrations.AddField(
            model_name="nationalstatus",
            name="stop_reason",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="certification.stopreason",
            ),
        ),
        migrations.AddField(
            model_name="nationalstatus",
            name="usual_from",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="nationalstatus",
            name="usual_to",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="nationalstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "stopped"), _negated=True),
                    ("stop_reason__isnull", False),
                    _connector="OR",
                ),
                name="national_status_stops_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationalstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("usual_from", None),
                    ("usual_to", None),
                )
                | models.Q(("usual_to__gte", models.F("usual_from"))),
                name="national_status_usual_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationalevent",
            constraint=models.UniqueConstraint(
                fields=("application", "at", "raw"), name="national_event_once"
            ),
        ),
    ]
