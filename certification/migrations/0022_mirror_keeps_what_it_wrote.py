import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certification", "0021_national_statuses"), ("regions", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="mirrorbatch",
            options={"ordering": ["-created_at", "-pk"], "verbose_name_plural": "mirror batches"},
        ),
        migrations.AlterField(
            model_name="mirrorbatch",
            name="state",
            field=models.CharField(
                choices=[
                    ("reading", "Sedang dibaca"),
                    ("preview", "Menunggu persetujuan Anda"),
                    ("applying", "Sedang diterapkan"),
                    ("applied", "Selesai diterapkan"),
                    ("undoing", "Sedang dibatalkan"),
                    ("undone", "Sudah dibatalkan"),
                    ("rejected", "Tidak bisa dibaca"),
                    ("dropped", "Tidak dipakai"),
                ],
                default="reading",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="mirrorbatch",
            name="region",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.region",
            ),
        ),
        migrations.AlterField(model_name="mirrorbatch", name="as_of", field=models.DateTimeField()),
        migrations.RemoveField(model_name="mirrorrow", name="matched_by"),
        migrations.AddField(
            model_name="mirrorrow",
            name="evidence",
            field=models.CharField(blank=True, help_text="why it is this one", max_length=200),
        ),
        migrations.AddField(
            model_name="mirrorrow",
            name="candidates",
            field=models.JSONField(default=list, help_text="[[application, score, evidence]]"),
        ),
        migrations.AddField(
            model_name="mirrorrow",
            name="after",
            field=models.JSONField(default=dict, help_text="what undoing must still find"),
        ),
        migrations.AddField(
            model_name="mirrorrow", name="undone_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddConstraint(
            model_name="mirrorrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("applied_at", None), ("application__isnull", False), _connector="OR"
                ),
                name="mirror_row_applied_to_an_application",
            ),
        ),
        migrations.AddConstraint(
            model_name="mirrorrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("undone_at", None), ("applied_at__isnull", False), _connector="OR"
                ),
                name="mirror_row_undone_after_applied",
            ),
        ),
    ]
