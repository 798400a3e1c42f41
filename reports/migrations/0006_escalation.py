"""The ladder of escalation, who was told of which step, and when a message was taken up."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0012_holiday_decrees"),
        ("reports", "0005_target_reminder_unit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="taken_at",
            field=models.DateTimeField(help_text="when the portal began to send it", null=True),
        ),
        migrations.CreateModel(
            name="EscalationRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("status", "Pengajuan tidak bergerak"),
                            ("obstacle", "Kendala belum selesai"),
                            ("offer", "Tawaran belum dijawab"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Belum lengkap"),
                            ("submitted", "Menunggu pemeriksaan"),
                            ("returned", "Perlu diperbaiki"),
                            ("accepted", "Menunggu verifikasi pendamping"),
                            ("ready", "Siap diajukan"),
                            ("in_sihalal", "Diproses BPJPH"),
                            ("issued", "Sertifikat terbit"),
                            ("stopped", "Dihentikan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("step", models.PositiveSmallIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Pemilik usaha"),
                            ("companion", "Pendamping"),
                            ("lp3h_coordinator", "Koordinator LP3H"),
                            ("regency_officer", "Petugas kab/kota"),
                            ("province_officer", "Petugas provinsi"),
                            ("head", "Kepala dinas"),
                            ("auditor", "Inspektorat"),
                            ("admin", "Admin sistem"),
                        ],
                        max_length=20,
                    ),
                ),
                ("after_working_days", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "programme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalation_rules",
                        to="certification.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["trigger", "status", "step"],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                (
                    "acts",
                    models.BooleanField(
                        help_text="False: only told that it went on to a higher level"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reminder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="reports.reminder",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="reports.escalationrule",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="escalationrule",
            constraint=models.UniqueConstraint(
                fields=("programme", "trigger", "status", "step"),
                name="escalation_rule_step_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("trigger", "status"), models.Q(("status", ""), _negated=True)),
                    models.Q(models.Q(("trigger", "status"), _negated=True), ("status", "")),
                    _connector="OR",
                ),
                name="escalation_rule_status_of_trigger",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("after_working_days__gte", 1)),
                name="escalation_rule_not_at_once",
            ),
        ),
    ]
