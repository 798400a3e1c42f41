"""Events, who is invited, who came, and what stays of the meetings.

The end state of the originals; columns stand in the order in which they came.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import workshops.models.attendance

TABLES = [
    migrations.CreateModel(
        name="Event",
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
            ("title", models.CharField(max_length=160)),
            ("description", models.TextField(blank=True)),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("time_zone", models.CharField(max_length=20)),
            ("venue", models.CharField(blank=True, max_length=160)),
            ("online_link", models.URLField(blank=True)),
            ("onsite_seats", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("online_seats", models.PositiveSmallIntegerField(blank=True, null=True)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "organiser",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="events",
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
            (
                "answer_by",
                models.DateField(blank=True, help_text="last day to answer invitations", null=True),
            ),
            ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "follows",
                models.ForeignKey(
                    blank=True,
                    help_text="the meeting whose decisions stand on this one's agenda",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="followed_by",
                    to="workshops.event",
                ),
            ),
            (
                "gives_qualification",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.qualification",
                ),
            ),
            (
                "is_public",
                models.BooleanField(
                    default=False,
                    help_text="in the public calendar, and anybody may ask for a seat",
                ),
            ),
            ("min_attendance_percent", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("min_score_percent", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("min_session_percent", models.PositiveSmallIntegerField(default=75)),
            (
                "revision",
                models.PositiveSmallIntegerField(default=0, help_text="SEQUENCE of the calendar"),
            ),
            (
                "waiting_rule",
                models.CharField(
                    choices=[
                        ("first_come", "Yang mendaftar lebih dulu"),
                        ("never_attended", "Yang belum pernah ikut kegiatan dulu"),
                        ("fewest_of_region", "Kab/kota dengan peserta paling sedikit dulu"),
                    ],
                    default="first_come",
                    max_length=16,
                ),
            ),
            (
                "moved_revision",
                models.PositiveSmallIntegerField(
                    default=0,
                    help_text="the revision at which time or place last changed; 0: never",
                ),
            ),
        ],
        options={
            "ordering": ["-starts_at"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                    name="event_ends_after_start",
                ),
                models.CheckConstraint(
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
                models.CheckConstraint(
                    condition=models.Q(
                        ("follows", None),
                        models.Q(("follows", models.F("pk")), _negated=True),
                        _connector="OR",
                    ),
                    name="event_follows_another",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Session",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("title", models.CharField(max_length=160)),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="sessions",
                    to="workshops.event",
                ),
            ),
            ("room_code", models.CharField(blank=True, max_length=8)),
            ("room_code_until", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "ordering": ["starts_at", "pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                    name="session_ends_after_start",
                )
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
                            models.Q(("reply", ""), _negated=True), ("replied_at__isnull", False)
                        ),
                        _connector="OR",
                    ),
                    name="invitation_replied_when",
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
            ("sha256", models.CharField(blank=True, max_length=64)),
            ("size", models.PositiveIntegerField(default=0, help_text="of the file, in bytes")),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("file", ""), ("link", ""), _connector="XOR"),
                    name="handout_is_file_or_link",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("sha256", ""), _negated=True),
                    fields=("event", "sha256"),
                    name="handout_file_once",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("link", ""), _negated=True),
                    fields=("event", "link"),
                    name="handout_link_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Participant",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("agency", models.CharField(blank=True, max_length=160)),
            ("phone", models.CharField(blank=True, help_text="E.164", max_length=16)),
            ("email", models.EmailField(blank=True, max_length=254)),
            (
                "mode",
                models.CharField(
                    choices=[("onsite", "Di tempat"), ("online", "Daring")], max_length=6
                ),
            ),
            (
                "status",
                models.CharField(
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
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "business",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="participations",
                    to="ikm.business",
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="participants",
                    to="workshops.event",
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
                "user",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "badge",
                models.CharField(
                    default=workshops.models.attendance.new_badge, max_length=16, unique=True
                ),
            ),
            (
                "substitute_for",
                models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="substitute",
                    to="workshops.participant",
                ),
            ),
            ("waiting_since", models.DateTimeField(blank=True, null=True)),
            (
                "delegation",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="participants",
                    to="workshops.delegation",
                ),
            ),
            ("preferred_at", models.DateTimeField(blank=True, null=True)),
            ("promoted_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "ordering": ["name", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    models.F("event"),
                    django.db.models.functions.text.Lower("name"),
                    django.db.models.functions.text.Lower("agency"),
                    condition=models.Q(("business", None)),
                    name="participant_person_once",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("business", None), ("user__isnull", False)),
                    fields=("event", "user"),
                    name="participant_user_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("status", "waiting"), ("waiting_since__isnull", False)),
                        models.Q(
                            models.Q(("status", "waiting"), _negated=True), ("waiting_since", None)
                        ),
                        _connector="OR",
                    ),
                    name="participant_waits_since",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("preferred_at", None), ("status", "waiting"), _connector="OR"),
                        models.Q(("promoted_at", None), ("status", "registered"), _connector="OR"),
                    ),
                    name="participant_preferred_then_promoted",
                ),
                models.UniqueConstraint(
                    condition=models.Q(
                        ("business__isnull", False), models.Q(("status", "declined"), _negated=True)
                    ),
                    fields=("event", "business"),
                    name="participant_business_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Attendance",
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
            (
                "evidence",
                models.CharField(
                    choices=[
                        ("signature", "Tanda tangan"),
                        ("scan", "Kode QR"),
                        ("self", "Kode ruangan"),
                        ("meeting_log", "Daftar rapat daring"),
                        ("officer", "Dicatat petugas"),
                    ],
                    default="officer",
                    max_length=12,
                ),
            ),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "by",
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
                    related_name="attendances",
                    to="workshops.participant",
                ),
            ),
            (
                "session",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="attendances",
                    to="workshops.session",
                ),
            ),
            (
                "minutes",
                models.PositiveSmallIntegerField(
                    help_text="in the online room, by the meeting tool's report", null=True
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("session", "participant"), name="attendance_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("by__isnull", False), ("evidence", "self"), _connector="OR"
                    ),
                    name="attendance_noted_by",
                ),
            ],
        },
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
                        ("no_seat", "Belum dapat kursi"),
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
            ("day", models.DateField(null=True)),
            (
                "takes_totals",
                models.BooleanField(
                    default=False,
                    help_text="whether minutes without a time may be counted in order of time",
                ),
            ),
            ("before", models.JSONField(default=dict)),
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
                    on_delete=django.db.models.deletion.SET_NULL,
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
            ("minutes", models.PositiveSmallIntegerField(null=True)),
        ],
        options={
            "ordering": ["name", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("report", "name", "email"), name="meeting_guest_once"
                )
            ],
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
]
