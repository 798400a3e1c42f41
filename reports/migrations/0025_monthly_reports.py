from django.db import migrations, models
from django.db.models import Q

STATUSES = [
    ("queued", "Menunggu dikirim"),
    ("sending", "Sedang dikirim"),
    ("sent", "Terkirim"),
    ("uncertain", "Belum pasti terkirim"),
    ("cancelled", "Dibatalkan"),
]


class Migration(migrations.Migration):
    dependencies = [("reports", "0024_more_reminder_rules")]

    operations = [
        migrations.RemoveConstraint(model_name="subscription", name="subscription_once"),
        migrations.RemoveField(model_name="subscription", name="user"),
        migrations.RenameField(
            model_name="subscription", old_name="created_at", new_name="started_at"
        ),
        migrations.AlterField(
            model_name="subscription",
            name="membership",
            field=models.ForeignKey(
                on_delete=models.PROTECT, related_name="subscriptions", to="accounts.membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                fields=["membership", "programme"], name="subscription_once"
            ),
        ),
        migrations.AddField(
            model_name="monthlyreport",
            name="status",
            field=models.CharField(choices=STATUSES, default="queued", max_length=10),
        ),
        migrations.AddField(
            model_name="monthlyreport",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
            constraint=models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at=None)),
                name="monthly_report_sent_with_time",
            ),
        ),
    ]
