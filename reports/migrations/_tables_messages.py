"""Reminders, escalation, messages and targets.

The end state of the originals; columns stand in the order in which they came.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="ReminderRule",
        fields=[
            ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
            ("label", models.CharField(max_length=120)),
            (
                "offset_days",
                models.SmallIntegerField(help_text="days before (−) or after (+) the date"),
            ),
            ("subject", models.CharField(max_length=120)),
            ("body", models.TextField(help_text="plain text with {placeholders}")),
            ("is_active", models.BooleanField(default=True)),
            (
                "day_basis",
                models.CharField(
                    choices=[
                        ("calendar", "hari kalender"),
                        ("working", "hari kerja"),
                        ("with_cb", "hari kerja, cuti bersama dihitung"),
                    ],
                    default="working",
                    max_length=8,
                ),
            ),
            ("source", models.CharField(blank=True, max_length=200)),
            (
                "whatsapp_template",
                models.CharField(
                    blank=True,
                    help_text="approved by WhatsApp; without it a person sends",
                    max_length=100,
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="ProgrammeReminderRule",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "offset_days",
                models.SmallIntegerField(help_text="days before (−) or after (+) the date"),
            ),
            (
                "day_basis",
                models.CharField(
                    choices=[
                        ("calendar", "hari kalender"),
                        ("working", "hari kerja"),
                        ("with_cb", "hari kerja, cuti bersama dihitung"),
                    ],
                    max_length=8,
                ),
            ),
            ("subject", models.CharField(max_length=120)),
            ("body", models.TextField(help_text="plain text with {placeholders}")),
            ("is_active", models.BooleanField()),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reminder_rules",
                    to="certification.programme",
                ),
            ),
            (
                "rule",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="of_programmes",
                    to="reports.reminderrule",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("programme", "rule"), name="programme_reminder_rule_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Reminder",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("key", models.CharField(max_length=120, unique=True)),
            ("recipient_name", models.CharField(max_length=120)),
            (
                "channel",
                models.CharField(
                    choices=[
                        ("email", "Email"),
                        ("whatsapp", "WhatsApp"),
                        ("cloud", "WhatsApp otomatis"),
                    ],
                    max_length=10,
                ),
            ),
            ("address", models.CharField(help_text="e-mail, or phone in E.164", max_length=254)),
            ("subject", models.CharField(max_length=160)),
            ("body", models.TextField()),
            ("due_on", models.DateField()),
            (
                "status",
                models.CharField(
                    choices=[
                        ("queued", "Menunggu dikirim"),
                        ("sending", "Sedang dikirim"),
                        ("sent", "Terkirim"),
                        ("uncertain", "Belum pasti terkirim"),
                        ("cancelled", "Dibatalkan"),
                    ],
                    default="queued",
                    max_length=10,
                ),
            ),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("sent_at", models.DateTimeField(null=True)),
            (
                "application",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reminders",
                    to="certification.application",
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reminders",
                    to="workshops.event",
                ),
            ),
            (
                "recipient_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
            (
                "sent_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "rule",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reminders",
                    to="reports.reminderrule",
                ),
            ),
            ("expires_on", models.DateField(help_text="the last day on which it still helps")),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            (
                "taken_at",
                models.DateTimeField(help_text="when the portal began to send it", null=True),
            ),
            (
                "drop_reason",
                models.CharField(
                    blank=True,
                    choices=[
                        ("person", "Dibatalkan petugas"),
                        ("late", "Terlambat untuk dikirim"),
                        ("moot", "Sudah tidak berlaku"),
                        ("opted_out", "Tidak mau diingatkan"),
                        ("number", "Nomor tidak bisa dihubungi"),
                    ],
                    max_length=10,
                ),
            ),
            ("edited_at", models.DateTimeField(null=True)),
            (
                "edited_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "lead",
                models.ForeignKey(
                    help_text="the reminder in whose message it leaves",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="carried",
                    to="reports.reminder",
                ),
            ),
            (
                "leaves_on",
                models.DateField(help_text="the day to which a person put it off", null=True),
            ),
            (
                "values",
                models.JSONField(default=dict, help_text="what filled the rule's placeholders"),
            ),
        ],
        options={
            "ordering": ["due_on", "pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("sent_at__isnull", False), ("status", "sent")),
                        models.Q(models.Q(("status", "sent"), _negated=True), ("sent_at", None)),
                        _connector="OR",
                    ),
                    name="reminder_sent_with_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("edited_at", None), ("edited_by", None)),
                        models.Q(("edited_at__isnull", False), ("edited_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="reminder_edited_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("drop_reason", ""), ("status", "cancelled"), _connector="OR"
                    ),
                    name="reminder_dropped_with_reason",
                ),
            ],
        },
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
                        ("returned_out", "Dikembalikan dari SiHalal"),
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
            "constraints": [
                models.UniqueConstraint(
                    fields=("programme", "trigger", "status", "step"),
                    name="escalation_rule_step_once",
                    nulls_distinct=False,
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("trigger", "status"), models.Q(("status", ""), _negated=True)),
                        models.Q(models.Q(("trigger", "status"), _negated=True), ("status", "")),
                        _connector="OR",
                    ),
                    name="escalation_rule_status_of_trigger",
                ),
                models.CheckConstraint(
                    condition=models.Q(("after_working_days__gte", 1)),
                    name="escalation_rule_not_at_once",
                ),
            ],
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
                models.BooleanField(help_text="False: only told that it went on to a higher level"),
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
    migrations.CreateModel(
        name="OptOut",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("address", models.CharField(help_text="phone in E.164, or e-mail", max_length=254)),
            (
                "source",
                models.CharField(
                    choices=[
                        ("message", "Balasan STOP di WhatsApp"),
                        ("officer", "Dicatat petugas"),
                        ("email", "Tautan di email"),
                    ],
                    max_length=8,
                ),
            ),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ("ended_at", models.DateTimeField(null=True)),
            ("ended_reason", models.CharField(blank=True, max_length=200)),
            (
                "ended_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "noted_by",
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
                    help_text="the last one sent",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="opt_outs",
                    to="reports.reminder",
                ),
            ),
        ],
        options={
            "ordering": ["-at", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None)), fields=("address",), name="opt_out_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_at", None), ("ended_by", None), ("ended_reason", "")),
                        models.Q(
                            ("ended_at__isnull", False),
                            models.Q(("ended_reason", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="opt_out_ended_why",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="WhatsAppMessage",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "message_id",
                models.CharField(blank=True, help_text="wamid of the service", max_length=120),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("sending", "Sedang dikirim"),
                        ("sent", "Diterima WhatsApp"),
                        ("delivered", "Sampai di HP"),
                        ("read", "Dibaca"),
                        ("failed", "Ditolak"),
                    ],
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
        options={
            "ordering": ["-created_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("message_id", ""), _negated=True),
                    fields=("message_id",),
                    name="whatsapp_message_id_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Tap",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("shown_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "opened_at",
                models.DateTimeField(help_text="null where the browser can't tell", null=True),
            ),
            (
                "answer",
                models.CharField(
                    blank=True,
                    choices=[
                        ("sent", "Terkirim"),
                        ("wrong", "Nomor salah"),
                        ("none", "Nomor tidak ada WhatsApp"),
                        ("later", "Dikirim besok"),
                        ("skipped", "Dilewati"),
                        ("stop", "Tidak mau diingatkan"),
                        ("expired", "Tidak dijawab"),
                    ],
                    max_length=8,
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
        options={
            "ordering": ["-shown_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("answer", "")), fields=("reminder",), name="tap_claims_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("answer", "")), fields=("by",), name="tap_one_at_a_time"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answer", ""), ("answered_at", None)),
                        models.Q(
                            models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                        ),
                        _connector="OR",
                    ),
                    name="tap_answered_with_time",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="TargetLight",
        fields=[
            (
                "target",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="certification.target",
                ),
            ),
            (
                "light",
                models.CharField(
                    choices=[
                        ("green", "Aman"),
                        ("yellow", "Perlu perhatian"),
                        ("red", "Tertinggal"),
                        ("met", "Selesai"),
                        ("late", "Lewat"),
                    ],
                    max_length=6,
                ),
            ),
            ("reason", models.CharField(max_length=200)),
            ("since", models.DateField()),
            ("seen_on", models.DateField()),
        ],
    ),
]
