import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import workshops.models.attendance
import workshops.models.certificate


def give_badges(apps, schema_editor):
    participants = apps.get_model("workshops", "Participant")
    for participant in participants.objects.filter(badge=None).only("pk").iterator():
        participant.badge = workshops.models.attendance.new_badge()
        participant.save(update_fields=["badge"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_qualification_training"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("ikm", "0012_one_index_of_products"),
        ("regions", "0001_initial"),
        ("workshops", "0003_participant_user_once_for_offices"),
    ]

    operations = [
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
                    models.UniqueConstraint(
                        fields=("event", "position"), name="action_position_once"
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
            },
        ),
        migrations.CreateModel(
            name="AidNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField(help_text="encrypted text")),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aid_note",
                        to="workshops.participant",
                    ),
                ),
            ],
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
                    models.CharField(
                        help_text="keyed hash of the address", max_length=64, unique=True
                    ),
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
                ("number", models.CharField(max_length=80, unique=True)),
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
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="attendance_certificate_withdrawn_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("onsite", "Di tempat"), ("online", "Daring")], max_length=6
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField()),
                ("contact_name", models.CharField(blank=True, max_length=120)),
                ("contact_phone", models.CharField(blank=True, help_text="E.164", max_length=16)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delegations",
                        to="workshops.event",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
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
            ],
            options={
                "ordering": ["region_id", "organisation__name", "mode"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "region", "organisation", "mode"),
                        name="delegation_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__gte", 1)), name="delegation_has_seats"
                    ),
                ],
            },
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
            ],
            options={
                "ordering": ["pk"],
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
            name="Handout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("file", models.FileField(blank=True, max_length=200, upload_to="materi/%Y/%m")),
                ("link", models.URLField(blank=True)),
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
                        related_name="handouts",
                        to="workshops.event",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("file", ""), ("link", ""), _connector="XOR"),
                        name="handout_is_file_or_link",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Belum dijawab"),
                            ("yes", "Hadir"),
                            ("no", "Tidak bisa hadir"),
                            ("substitute", "Diwakilkan"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "delegation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation",
                        to="workshops.delegation",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="workshops.event",
                    ),
                ),
                (
                    "participant",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation",
                        to="workshops.participant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delegation", None), ("participant__isnull", False)),
                            models.Q(("delegation__isnull", False), ("participant", None)),
                            _connector="OR",
                        ),
                        name="invitation_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_at", None), ("reply", "")),
                            models.Q(
                                models.Q(("reply", ""), _negated=True),
                                ("replied_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_replied_when",
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
                ("pre_opens_at", models.DateTimeField(blank=True, null=True)),
                ("pre_closes_at", models.DateTimeField(blank=True, null=True)),
                ("post_opens_at", models.DateTimeField(blank=True, null=True)),
                ("post_closes_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="knowledge_test",
                        to="workshops.event",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeetingReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tool",
                    models.CharField(
                        choices=[
                            ("zoom", "Zoom"),
                            ("meet", "Google Meet"),
                            ("teams", "Microsoft Teams"),
                            ("other", "Lainnya"),
                        ],
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Menunggu pemeriksaan"),
                            ("applied", "Kehadiran tercatat"),
                            ("undone", "Dibatalkan"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "made",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_reports",
                        to="workshops.event",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "undone"), _negated=True),
                        fields=("event", "sha256"),
                        name="meeting_report_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingGuest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("is_confirmed", models.BooleanField(default=False)),
                (
                    "participant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_guests",
                        to="workshops.participant",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="workshops.meetingreport",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingStay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField()),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stays",
                        to="workshops.meetingguest",
                    ),
                ),
            ],
            options={
                "ordering": ["joined_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("left_at__gte", models.F("joined_at"))),
                        name="stay_ends_after_start",
                    )
                ],
            },
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
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nonce", models.UUIDField(unique=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("present", "Hadir"),
                            ("already", "Sudah tercatat"),
                            ("other_event", "Kode kegiatan lain"),
                            ("declined", "Tercatat tidak bisa hadir"),
                            ("unknown", "Kode tidak dikenal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(help_text="by the clock of the device")),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scans",
                        to="workshops.participant",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scans",
                        to="workshops.session",
                    ),
                ),
            ],
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
                        choices=[("phone", "HP"), ("paper", "Kertas")],
                        default="phone",
                        max_length=6,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("right", models.PositiveSmallIntegerField(null=True)),
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
                            models.Q(("right", None), ("submitted_at", None)),
                            models.Q(("right__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="sitting_marked_when_submitted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "position",
                    models.CharField(blank=True, help_text="office and function", max_length=160),
                ),
                ("topic", models.CharField(blank=True, max_length=160)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speakers",
                        to="workshops.event",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="speakers",
                        to="workshops.session",
                    ),
                ),
            ],
            options={
                "ordering": ["session__starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("travel", "Perjalanan"),
                            ("visit", "Kunjungan"),
                            ("meal", "Makan"),
                            ("lodging", "Penginapan"),
                        ],
                        max_length=8,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(max_length=160)),
                ("purpose", models.CharField(blank=True, max_length=300)),
                ("contact", models.CharField(blank=True, max_length=160)),
                ("learned", models.TextField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stops",
                        to="workshops.event",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gte", models.F("starts_at"))),
                        name="stop_ends_after_start",
                    )
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
                        choices=[("scale", "Nilai 1 sampai 5"), ("text", "Jawaban bebas")],
                        max_length=6,
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="survey_replies",
                        to="workshops.event",
                    ),
                ),
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
                    models.UniqueConstraint(
                        fields=("reply", "question"), name="survey_answer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score", None), ("score__range", (1, 5)), _connector="OR"
                        ),
                        name="survey_score_one_to_five",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=120)),
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
                ("position", models.PositiveSmallIntegerField()),
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
                        null=True,
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
        migrations.AddField(
            model_name="attendance",
            name="minutes",
            field=models.PositiveSmallIntegerField(
                help_text="in the online room, by the meeting tool's report", null=True
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="answer_by",
            field=models.DateField(
                blank=True, help_text="last day to answer invitations", null=True
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="changed_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="event",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                help_text="the meeting whose decisions stand on this one's agenda",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="workshops.event",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="gives_qualification",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.qualification",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="is_public",
            field=models.BooleanField(
                default=False, help_text="in the public calendar, and anybody may ask for a seat"
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="min_attendance_percent",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="min_score_percent",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="min_session_percent",
            field=models.PositiveSmallIntegerField(default=75),
        ),
        migrations.AddField(
            model_name="event",
            name="revision",
            field=models.PositiveSmallIntegerField(default=0, help_text="SEQUENCE of the calendar"),
        ),
        migrations.AddField(
            model_name="event",
            name="waiting_rule",
            field=models.CharField(
                choices=[
                    ("first_come", "Yang mendaftar lebih dulu"),
                    ("never_attended", "Yang belum pernah ikut kegiatan dulu"),
                    ("fewest_of_region", "Kab/kota dengan peserta paling sedikit dulu"),
                ],
                default="first_come",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="badge",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.RunPython(
            code=give_badges,
            reverse_code=migrations.RunPython.noop,
        ),
        migrations.AlterField(
            model_name="participant",
            name="badge",
            field=models.CharField(
                default=workshops.models.attendance.new_badge, max_length=16, unique=True
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="substitute_for",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="substitute",
                to="workshops.participant",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="waiting_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="room_code",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="session",
            name="room_code_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("workshop", "Workshop"),
                    ("bimtek", "Bimtek"),
                    ("outreach", "Sosialisasi"),
                    ("coordination", "Rapat koordinasi"),
                    ("national", "Rapat kerja nasional"),
                    ("study_visit", "Studi banding"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="participant",
            name="status",
            field=models.CharField(
                choices=[
                    ("invited", "Diundang"),
                    ("waiting", "Daftar tunggu"),
                    ("registered", "Terdaftar"),
                    ("declined", "Tidak bisa hadir"),
                ],
                default="registered",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("min_session_percent__range", (1, 100)),
                    models.Q(
                        ("min_attendance_percent", None),
                        ("min_attendance_percent__range", (1, 100)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("min_score_percent", None),
                        ("min_score_percent__range", (1, 100)),
                        _connector="OR",
                    ),
                ),
                name="event_percents_to_hundred",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows", None),
                    models.Q(("follows", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="event_follows_another",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="delegation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="participants",
                to="workshops.delegation",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "waiting"), ("waiting_since__isnull", False)),
                    models.Q(
                        models.Q(("status", "waiting"), _negated=True), ("waiting_since", None)
                    ),
                    _connector="OR",
                ),
                name="participant_waits_since",
            ),
        ),
    ]
