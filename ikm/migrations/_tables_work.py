"""What is done to the registry: assignments, imports, merges, claims.

The end state of the originals; columns stand in the order in which they came.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="Assignment",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("started_on", models.DateField(default=django.utils.timezone.localdate)),
            ("ended_on", models.DateField(blank=True, null=True)),
            (
                "companion",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="assignments",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="assignments",
                    to="accounts.organisation",
                ),
            ),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="assignments",
                    to="ikm.business",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_on", None)),
                    fields=("business",),
                    name="assignment_one_current",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="BulkEdit",
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
                        ("mentored", "Tandai binaan"),
                        ("status", "Tandai keadaan usaha"),
                        ("companion", "Tugaskan pendamping"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "value",
                models.CharField(
                    help_text="the status, ya/tidak, or a membership's id", max_length=20
                ),
            ),
            (
                "ids",
                models.JSONField(
                    default=list, help_text="the ticked businesses; empty for `query`"
                ),
            ),
            (
                "query",
                models.CharField(blank=True, help_text="the list's query string", max_length=500),
            ),
            ("count", models.PositiveIntegerField(default=0, help_text="businesses that changed")),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("done_at", models.DateTimeField(null=True)),
            ("undo_asked_at", models.DateTimeField(null=True)),
            ("undone_at", models.DateTimeField(null=True)),
            (
                "kept_count",
                models.PositiveIntegerField(default=0, help_text="changed since, so not undone"),
            ),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="bulk_edits",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "job",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="jobs.job",
                ),
            ),
            (
                "membership",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.membership",
                ),
            ),
        ],
        options={
            "ordering": ["-created_at", "-pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("undone_at", None), ("undo_asked_at__isnull", False), _connector="OR"
                    ),
                    name="bulk_edit_undone_when_asked",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="BulkChange",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("before", models.JSONField(default=dict)),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ikm.business"
                ),
            ),
            (
                "edit",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="changes",
                    to="ikm.bulkedit",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("edit", "business"), name="bulk_change_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="DuplicatePair",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("score", models.FloatField(help_text="0–1")),
            ("evidence", models.JSONField(default=list, help_text="what is alike, in words")),
            (
                "status",
                models.CharField(
                    choices=[
                        ("open", "Perlu diputuskan"),
                        ("merged", "Digabungkan"),
                        ("distinct", "Bukan ganda"),
                    ],
                    default="open",
                    max_length=8,
                ),
            ),
            (
                "found_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            (
                "decided_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "first",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ikm.business"
                ),
            ),
            (
                "second",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ikm.business"
                ),
            ),
        ],
        options={
            "ordering": ["-score", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("first", "second"), name="duplicate_pair_once"),
                models.CheckConstraint(
                    condition=models.Q(("first__lt", models.F("second"))),
                    name="duplicate_pair_ordered",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Merge",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("moved", models.JSONField(default=dict, help_text="model label → ids that moved")),
            (
                "before",
                models.JSONField(default=dict, help_text="old values of the kept record, sealed"),
            ),
            ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ("undone_at", models.DateTimeField(null=True)),
            (
                "absorbed",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ikm.business"
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "kept",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="merges",
                    to="ikm.business",
                ),
            ),
            (
                "undone_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-at"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("undone_at", None), ("undone_by", None)),
                        models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="merge_undone_by_somebody",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ImportBatch",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("file", models.FileField(max_length=200, upload_to="impor/%Y/%m")),
            ("file_name", models.CharField(max_length=160)),
            ("sha256", models.CharField(max_length=64)),
            (
                "status",
                models.CharField(
                    choices=[
                        ("checking", "Sedang diperiksa"),
                        ("checked", "Menunggu persetujuan Anda"),
                        ("applying", "Sedang diimpor"),
                        ("applied", "Selesai diimpor"),
                        ("undoing", "Sedang dibatalkan"),
                        ("undone", "Sudah dibatalkan"),
                        ("rejected", "Tidak bisa dibaca"),
                        ("cancelled", "Dibatalkan"),
                    ],
                    default="checking",
                    max_length=10,
                ),
            ),
            (
                "columns",
                models.JSONField(default=dict, help_text="field → column heading in the file"),
            ),
            ("counts", models.JSONField(default=dict, help_text="row outcome → number of rows")),
            ("message", models.TextField(blank=True)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("applied_at", models.DateTimeField(null=True)),
            (
                "by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="imports",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "job",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="jobs.job",
                ),
            ),
            (
                "region",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
            (
                "headings",
                models.JSONField(default=list, help_text="the file's column headings, in order"),
            ),
            ("sheet", models.CharField(blank=True, max_length=120)),
            ("undone_at", models.DateTimeField(null=True)),
        ],
        options={
            "ordering": ["-created_at", "-pk"],
        },
    ),
    migrations.CreateModel(
        name="ImportRow",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.PositiveIntegerField(help_text="row number as Excel shows it")),
            ("raw", models.JSONField(default=dict)),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("new", "Baru"),
                        ("changed", "Berubah"),
                        ("same", "Sama"),
                        ("duplicate", "Ganda dalam berkas"),
                        ("wrong", "Salah"),
                    ],
                    max_length=10,
                ),
            ),
            ("problems", models.JSONField(default=list, help_text="sentences")),
            ("warnings", models.JSONField(default=list, help_text="sentences")),
            (
                "batch",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="rows",
                    to="ikm.importbatch",
                ),
            ),
            (
                "business",
                models.ForeignKey(
                    help_text="known before the import",
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="ikm.business",
                ),
            ),
            (
                "changes",
                models.JSONField(default=dict, help_text="field → [old, new] for a changed row"),
            ),
            ("address", models.TextField(null=True)),
            ("brand", models.TextField(null=True)),
            ("district_id", models.TextField(null=True)),
            ("email", models.TextField(null=True)),
            ("is_mentored", models.BooleanField(null=True)),
            ("kbli_code", models.TextField(null=True)),
            ("kbli_version", models.PositiveSmallIntegerField(null=True)),
            ("match_key", models.TextField(help_text="as `Business.match_key`", null=True)),
            ("name", models.TextField(null=True)),
            ("nib", models.TextField(null=True)),
            ("nik_index", models.TextField(null=True)),
            ("nik_sealed", models.BinaryField(null=True)),
            ("owner_name", models.TextField(null=True)),
            ("phone", models.TextField(null=True)),
            ("products", models.JSONField(null=True)),
            ("regency_id", models.TextField(null=True)),
            ("scale", models.TextField(null=True)),
            ("uuid", models.UUIDField(help_text="of the business that the row makes", null=True)),
            ("village_id", models.TextField(null=True)),
        ],
        options={
            "ordering": ["number"],
            "indexes": [models.Index(fields=["uuid"], name="import_row_uuid")],
            "constraints": [
                models.UniqueConstraint(fields=("batch", "number"), name="import_row_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="ImportChange",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("before", models.JSONField(default=dict)),
            (
                "batch",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="changes",
                    to="ikm.importbatch",
                ),
            ),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ikm.business"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("batch", "business"), name="import_change_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="RememberedColumns",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "fingerprint",
                models.CharField(help_text="SHA-256 of the folded headings", max_length=64),
            ),
            ("columns", models.JSONField(default=dict, help_text="field → column heading")),
            ("used_at", models.DateTimeField(auto_now=True)),
            (
                "region",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
        ],
        options={
            "verbose_name_plural": "remembered columns",
            "constraints": [
                models.UniqueConstraint(
                    fields=("region", "fingerprint"),
                    name="remembered_columns_once",
                    nulls_distinct=False,
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Unmasking",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("role", models.CharField(max_length=20)),
            ("fields", models.JSONField(default=list, help_text="names of the fields shown")),
            ("purpose", models.CharField(max_length=200)),
            ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="unmaskings",
                    to="ikm.business",
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-at"],
            "indexes": [models.Index(fields=["business", "-at"], name="unmasking_business")],
        },
    ),
    migrations.CreateModel(
        name="Claim",
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
                        ("waiting", "Menunggu petugas"),
                        ("approved", "Disetujui"),
                        ("refused", "Ditolak"),
                    ],
                    default="waiting",
                    max_length=8,
                ),
            ),
            (
                "note",
                models.CharField(blank=True, help_text="what the person says", max_length=200),
            ),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="claims",
                    to="ikm.business",
                ),
            ),
            (
                "decided_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="claims",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("reason", models.CharField(blank=True, db_default="", max_length=200)),
        ],
        options={
            "ordering": ["created_at"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("status", "waiting")),
                    fields=("business", "user"),
                    name="claim_once_waiting",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ClaimCode",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("code_hash", models.CharField(max_length=64, unique=True)),
            ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ("expires_at", models.DateTimeField()),
            ("used_at", models.DateTimeField(null=True)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="claim_codes",
                    to="ikm.business",
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="SavedFilter",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=60)),
            ("query", models.CharField(max_length=500)),
            ("is_shared", models.BooleanField(default=False)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="saved_filters",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "region",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.UniqueConstraint(fields=("by", "name"), name="saved_filter_name")
            ],
        },
    ),
]
