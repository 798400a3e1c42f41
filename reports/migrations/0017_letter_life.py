"""Who signs is known from the draft on; signed letters have a file; registers may go on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0016_reminder_queue")]

    operations = [
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_draft_has_no_number",
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_signed_with_file",
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_withdrawn_why",
        ),
        migrations.AddField(
            model_name="numberseries",
            name="start",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="letter",
            name="signer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="reports.signer",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("number", ""),
                        ("numbered_at", None),
                        ("sequence", None),
                        ("state", "draft"),
                    ),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True),
                        models.Q(("number", ""), _negated=True),
                        ("numbered_at__isnull", False),
                        ("numbered_by__isnull", False),
                        ("written_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="letter_draft_has_no_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("signed_by_name", ""),
                        ("signed_file", ""),
                        ("signed_on", None),
                        ("signed_sha256", ""),
                    ),
                    models.Q(
                        ("signed_on__isnull", False),
                        models.Q(("signed_by_name", ""), _negated=True),
                        models.Q(("signed_file", ""), _negated=True),
                        models.Q(("signed_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letter_signed_with_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "withdrawn"),
                    models.Q(("signed_on__isnull", False), ("state", "signed")),
                    models.Q(models.Q(("state", "signed"), _negated=True), ("signed_on", None)),
                    _connector="OR",
                ),
                name="letter_state_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawn_at", None),
                        ("withdrawn_by", None),
                        ("withdrawn_reason", ""),
                    ),
                    _connector="OR",
                ),
                name="letter_withdrawn_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="numberseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("start"))),
                name="number_series_last_from_start",
            ),
        ),
    ]
