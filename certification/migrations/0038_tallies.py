import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_api_tokens"),
        ("certification", "0037_programme_required_qualification"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllocationClosing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("closed_on", models.DateField()),
                ("granted", models.PositiveIntegerField()),
                ("delegated", models.PositiveIntegerField()),
                ("reserved", models.PositiveIntegerField()),
                ("used", models.PositiveIntegerField()),
                ("issued", models.PositiveIntegerField()),
                (
                    "allocation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="certification.allocation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("allocation", "closed_on"), name="allocation_closing_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusClosing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Belum lengkap"),
                            ("submitted", "Menunggu pemeriksaan"),
                            ("returned", "Perlu diperbaiki"),
                            ("accepted", "Menunggu verifikasi pendamping"),
                            ("ready", "Siap diajukan"),
                            ("in_sihalal", "Diproses BPJPH"),
                            ("returned_out", "Dikembalikan dari SiHalal"),
                            ("issued", "Sertifikat terbit"),
                            ("stopped", "Dihentikan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("closed_on", models.DateField()),
                ("count", models.PositiveIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="certification.programme",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "closed_on", "regency", "organisation", "status"),
                        name="status_closing_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusDelta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Belum lengkap"),
                            ("submitted", "Menunggu pemeriksaan"),
                            ("returned", "Perlu diperbaiki"),
                            ("accepted", "Menunggu verifikasi pendamping"),
                            ("ready", "Siap diajukan"),
                            ("in_sihalal", "Diproses BPJPH"),
                            ("returned_out", "Dikembalikan dari SiHalal"),
                            ("issued", "Sertifikat terbit"),
                            ("stopped", "Dihentikan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("delta", models.SmallIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.programme",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "at"], name="status_delta_as_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("delta", 0), _negated=True),
                        name="status_delta_changes_something",
                    )
                ],
            },
        ),
    ]
