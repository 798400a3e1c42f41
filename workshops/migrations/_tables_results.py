"""What came of an event: tests, certificates, surveys, decisions.

The end state of the originals; columns stand in the order in which they came.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import workshops.models.certificate

TABLES = [
    migrations.CreateModel(
        name="Topic",
        fields=[
            ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
            ("label", models.CharField(max_length=120)),
            (
                "advice",
                models.CharField(
                    blank=True, help_text="what to read again, for who got it wrong", max_length=200
                ),
            ),
        ],
        options={
            "ordering": ["label"],
        },
    ),
    migrations.CreateModel(
        name="Question",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("text", models.CharField(max_length=400)),
            ("is_active", models.BooleanField(default=True)),
            ("source", models.CharField(blank=True, max_length=200)),
            ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "made_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "topic",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="questions",
                    to="workshops.topic",
                ),
            ),
        ],
        options={
            "ordering": ["topic", "pk"],
        },
    ),
    migrations.CreateModel(
        name="Choice",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("position", models.PositiveSmallIntegerField(help_text="1 is A on paper")),
            ("text", models.CharField(max_length=200)),
            ("is_right", models.BooleanField(default=False)),
            (
                "question",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="choices",
                    to="workshops.question",
                ),
            ),
        ],
        options={
            "ordering": ["position"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("question", "position"), name="choice_position_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("is_right", True)),
                    fields=("question",),
                    name="choice_right_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(("position__range", (1, 4))), name="choice_is_a_to_d"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="KnowledgeTest",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("pre_opens_at", models.DateTimeField()),
            ("pre_closes_at", models.DateTimeField()),
            ("post_opens_at", models.DateTimeField()),
            ("post_closes_at", models.DateTimeField()),
            (
                "event",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="knowledge_test",
                    to="workshops.event",
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("pre_closes_at__gt", models.F("pre_opens_at")),
                        ("post_closes_at__gt", models.F("post_opens_at")),
                    ),
                    name="test_closes_after_opening",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="TestItem",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("position", models.PositiveSmallIntegerField()),
            (
                "question",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="workshops.question",
                ),
            ),
            (
                "test",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="items",
                    to="workshops.knowledgetest",
                ),
            ),
        ],
        options={
            "ordering": ["position"],
            "constraints": [
                models.UniqueConstraint(fields=("test", "question"), name="test_item_once"),
                models.UniqueConstraint(
                    fields=("test", "position"), name="test_item_position_once"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Sitting",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "phase",
                models.CharField(
                    choices=[("pre", "Tes awal"), ("post", "Tes akhir")], max_length=4
                ),
            ),
            (
                "medium",
                models.CharField(
                    choices=[("phone", "HP"), ("paper", "Kertas")], default="phone", max_length=6
                ),
            ),
            ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("submitted_at", models.DateTimeField(null=True)),
            (
                "entered_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "participant",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="sittings",
                    to="workshops.participant",
                ),
            ),
            (
                "test",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="sittings",
                    to="workshops.knowledgetest",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("test", "participant", "phase"), name="sitting_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("entered_by", None), ("medium", "phone")),
                        models.Q(
                            ("entered_by__isnull", False),
                            ("medium", "paper"),
                            ("submitted_at__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="sitting_paper_is_entered_whole",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Answer",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "choice",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="workshops.choice",
                ),
            ),
            (
                "sitting",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="answers",
                    to="workshops.sitting",
                ),
            ),
            (
                "item",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="answers",
                    to="workshops.testitem",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("sitting", "item"), name="answer_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="CertificateSeries",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("year", models.PositiveSmallIntegerField()),
            ("last", models.PositiveIntegerField(default=0)),
            (
                "organiser",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
            (
                "pattern",
                models.CharField(default="{seq:03d}/SERT/{unit}/{month}/{year}", max_length=60),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("organiser", "year"), name="certificate_series_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="AttendanceCertificate",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("sequence", models.PositiveIntegerField()),
            ("number", models.CharField(max_length=120)),
            (
                "code",
                models.CharField(
                    default=workshops.models.certificate.new_code, max_length=24, unique=True
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("facts", models.JSONField()),
            ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("signed_on", models.DateField(null=True)),
            ("signed_by_name", models.CharField(blank=True, max_length=160)),
            ("withdrawn_at", models.DateTimeField(null=True)),
            ("withdrawn_reason", models.CharField(blank=True, max_length=200)),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="certificates",
                    to="workshops.event",
                ),
            ),
            (
                "issued_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "participant",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="certificates",
                    to="workshops.participant",
                ),
            ),
            (
                "withdrawn_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "series",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="certificates",
                    to="workshops.certificateseries",
                ),
            ),
        ],
        options={
            "ordering": ["series", "sequence"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("series", "sequence"), name="attendance_certificate_sequence_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("withdrawn_at", None)),
                    fields=("participant",),
                    name="attendance_certificate_one_valid",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                        models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="attendance_certificate_withdrawn_by",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("withdrawn_at", None), ("withdrawn_reason", "")),
                        models.Q(
                            ("withdrawn_at__isnull", False),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="attendance_certificate_withdrawn_why",
                ),
                models.UniqueConstraint(
                    fields=("series", "number"), name="attendance_certificate_number_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("signed_by_name", ""), ("signed_on", None)),
                        models.Q(
                            ("signed_on__isnull", False),
                            models.Q(("signed_by_name", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="attendance_certificate_signed_by",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SurveyQuestion",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("text", models.CharField(max_length=200)),
            (
                "kind",
                models.CharField(
                    choices=[("scale", "Nilai 1 sampai 5"), ("text", "Jawaban bebas")], max_length=6
                ),
            ),
            ("is_active", models.BooleanField(default=True)),
        ],
        options={
            "ordering": ["position", "pk"],
        },
    ),
    migrations.CreateModel(
        name="SurveyReply",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "participant",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="survey_reply",
                    to="workshops.participant",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="SurveyAnswer",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("score", models.PositiveSmallIntegerField(null=True)),
            ("text", models.CharField(blank=True, max_length=500)),
            (
                "question",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="answers",
                    to="workshops.surveyquestion",
                ),
            ),
            (
                "reply",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="answers",
                    to="workshops.surveyreply",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("reply", "question"), name="survey_answer_once"),
                models.CheckConstraint(
                    condition=models.Q(("score", None), ("score__range", (1, 5)), _connector="OR"),
                    name="survey_score_one_to_five",
                ),
                models.CheckConstraint(
                    condition=models.Q(("score", None), ("text", ""), _connector="XOR"),
                    name="survey_answer_score_or_text",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="EventReport",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("background", models.TextField(blank=True)),
            ("results", models.TextField(blank=True)),
            ("obstacles", models.TextField(blank=True)),
            ("suggestions", models.TextField(blank=True)),
            ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "changed_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "event",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="report",
                    to="workshops.event",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="EventPhoto",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("file", models.FileField(max_length=200, upload_to="dokumentasi/%Y/%m")),
            ("caption", models.CharField(blank=True, max_length=160)),
            ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "added_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="photos",
                    to="workshops.event",
                ),
            ),
            ("sha256", models.CharField(max_length=64)),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(fields=("event", "sha256"), name="event_photo_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="CalendarFeed",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "key_index",
                models.CharField(help_text="keyed hash of the address", max_length=64, unique=True),
            ),
            ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "user",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="calendar_feed",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="Minutes",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("chair", models.CharField(blank=True, max_length=120)),
            ("text", models.TextField(blank=True)),
            ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "changed_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "event",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="minutes",
                    to="workshops.event",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="ActionItem",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("text", models.CharField(max_length=400)),
            ("person_name", models.CharField(blank=True, max_length=120)),
            ("due_on", models.DateField()),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "Belum dimulai"),
                        ("doing", "Dikerjakan"),
                        ("done", "Selesai"),
                        ("dropped", "Tidak dilanjutkan"),
                    ],
                    default="open",
                    max_length=8,
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="action_items",
                    to="workshops.event",
                ),
            ),
            (
                "office",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["event", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("event", "position"), name="action_position_once"),
                models.CheckConstraint(
                    condition=models.Q(("person", None), ("person_name", ""), _connector="OR"),
                    name="action_one_person",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("state__in", ("open", "doing"))),
                    fields=["due_on"],
                    name="action_pending_due",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ActionNote",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "Belum dimulai"),
                        ("doing", "Dikerjakan"),
                        ("done", "Selesai"),
                        ("dropped", "Tidak dilanjutkan"),
                    ],
                    max_length=8,
                ),
            ),
            ("text", models.CharField(blank=True, max_length=400)),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "item",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="notes",
                    to="workshops.actionitem",
                ),
            ),
        ],
        options={
            "ordering": ["at", "pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "dropped"), _negated=True),
                        models.Q(("text", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="action_dropped_why",
                )
            ],
        },
    ),
]
