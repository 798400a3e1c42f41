"""Opt-outs with their history, taps of the queue, and templates of the Cloud API.

The first two tables were made one migration ago and hold nothing yet, so they are made anew.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reports.enums


def person() -> models.ForeignKey:
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def key() -> tuple[str, models.BigAutoField]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0018_letter_templates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel("OptOut"),
        migrations.DeleteModel("WhatsAppMessage"),
        migrations.AddField(
            "reminder",
            "values",
            models.JSONField(default=dict, help_text="what filled the rule's placeholders"),
        ),
        migrations.AddField(
            "reminderrule",
            "whatsapp_template",
            models.CharField(
                blank=True,
                default="",
                help_text="approved by WhatsApp; without it a person sends",
                max_length=100,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "reminder",
            "channel",
            models.CharField(choices=reports.enums.Channel.choices, max_length=10),
        ),
        migrations.AlterField(
            "reminder",
            "drop_reason",
            models.CharField(blank=True, choices=reports.enums.DropReason.choices, max_length=10),
        ),
        migrations.CreateModel(
            "OptOut",
            fields=[
                key(),
                (
                    "address",
                    models.CharField(help_text="phone in E.164, or e-mail", max_length=254),
                ),
                (
                    "source",
                    models.CharField(choices=reports.enums.OptOutSource.choices, max_length=8),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=200)),
                ("ended_by", person()),
                ("noted_by", person()),
                (
                    "reminder",
                    models.ForeignKey(
                        help_text="the last one sent",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opt_outs",
                        to="reports.reminder",
                    ),
                ),
            ],
            options={"ordering": ["-at", "-pk"]},
        ),
        migrations.CreateModel(
            "WhatsAppMessage",
            fields=[
                key(),
                (
                    "message_id",
                    models.CharField(blank=True, help_text="wamid of the service", max_length=120),
                ),
                (
                    "state",
                    models.CharField(
                        choices=reports.enums.DeliveryState.choices,
                        default="sending",
                        max_length=10,
                    ),
                ),
                (
                    "error_code",
                    models.PositiveIntegerField(help_text="why the service refused it", null=True),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "told_at",
                    models.DateTimeField(help_text="when the service last told of it", null=True),
                ),
                (
                    "reminder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="whatsapp_messages",
                        to="reports.reminder",
                    ),
                ),
            ],
            options={"ordering": ["-created_at", "-pk"]},
        ),
        migrations.CreateModel(
            "Tap",
            fields=[
                key(),
                ("shown_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "opened_at",
                    models.DateTimeField(help_text="null where the browser can't tell", null=True),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=reports.enums.TapAnswer.choices, max_length=8
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reminder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taps",
                        to="reports.reminder",
                    ),
                ),
            ],
            options={"ordering": ["-shown_at", "-pk"]},
        ),
        migrations.AddConstraint(
            "optout",
            models.UniqueConstraint(
                condition=models.Q(ended_at=None), fields=["address"], name="opt_out_once"
            ),
        ),
        migrations.AddConstraint(
            "optout",
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None, ended_reason="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_reason="")),
                name="opt_out_ended_why",
            ),
        ),
        migrations.AddConstraint(
            "whatsappmessage",
            models.UniqueConstraint(
                condition=~models.Q(message_id=""),
                fields=["message_id"],
                name="whatsapp_message_id_once",
            ),
        ),
        migrations.AddConstraint(
            "tap",
            models.UniqueConstraint(
                condition=models.Q(answer=""), fields=["reminder"], name="tap_claims_once"
            ),
        ),
        migrations.AddConstraint(
            "tap",
            models.UniqueConstraint(
                condition=models.Q(answer=""), fields=["by"], name="tap_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            "tap",
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="tap_answered_with_time",
            ),
        ),
    ]
