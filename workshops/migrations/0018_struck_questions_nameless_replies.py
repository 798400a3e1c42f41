"""A wrong question is struck from a test; a survey's reply is nobody's any more after a while."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0001_squashed_0017_meeting_guest_outlives_participant"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="testitem",
            name="struck_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="testitem",
            name="struck_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="testitem",
            name="struck_reason",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="testitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_by", None), ("struck_reason", "")),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="test_item_struck_with_reason",
            ),
        ),
        migrations.AlterField(
            model_name="surveyreply",
            name="participant",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="survey_reply",
                to="workshops.participant",
            ),
        ),
        migrations.AddField(
            model_name="surveyreply",
            name="event",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="workshops.event",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyreply",
            constraint=models.CheckConstraint(
                condition=models.Q(("participant", None), ("event", None), _connector="XOR"),
                name="survey_reply_of_one_or_nobody",
            ),
        ),
    ]
