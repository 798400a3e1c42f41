"""What happens to a certificate: its states, its rules, its surveillance, its handover."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0030_one_extension"),
        ("regions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AftercareRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.SlugField(help_text="a kind of change, or surveillance", max_length=20),
                ),
                ("advice", models.CharField(max_length=300)),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        help_text="between two surveillances", null=True
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["code", "valid_from"],
            },
        ),
        migrations.AlterModelOptions(
            name="surveillance",
            options={"ordering": ["due_on", "pk"]},
        ),
        migrations.AddField(
            model_name="certificate",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="state_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="certificate",
            name="state_since",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["recorded_at", "id"], name="certificate_recorded"),
        ),
        migrations.AddIndex(
            model_name="surveillance",
            index=models.Index(
                condition=models.Q(("done_on", None)), fields=["due_on"], name="surveillance_to_do"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until", None), ("state", "legacy"), _connector="OR"),
                name="certificate_only_old_ones_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="changereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state", "reported")),
                    models.Q(
                        models.Q(("state", "reported"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="change_report_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at", None), ("signed_file", "")),
                    models.Q(
                        models.Q(("signed_file", ""), _negated=True), ("signed_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="handover_signed_with_scan",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoveritem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("received_on__isnull", False)),
                fields=("certificate",),
                name="handover_item_received_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoveritem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("received_by", ""), ("received_on", None)),
                    models.Q(
                        ("received_on__isnull", False), models.Q(("received_by", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="handover_item_received_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveillance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on", None), ("recorded_by", None)),
                    models.Q(("done_on__isnull", False), ("recorded_by__isnull", False)),
                    _connector="OR",
                ),
                name="surveillance_recorded_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="aftercarerule",
            constraint=models.UniqueConstraint(
                fields=("code", "valid_from"), name="aftercare_rule_once"
            ),
        ),
    ]
