import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("ikm", "0002_match_key_and_import_columns"),
        ("jobs", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
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
                ("note", models.CharField(blank=True, max_length=200)),
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
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ikm.business",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ikm.business",
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
            name="ImportChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_new", models.BooleanField()),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ikm.business",
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
                    models.JSONField(
                        default=dict, help_text="old values of the kept record, sealed"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "absorbed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            name="OtherList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("source", models.CharField(help_text="who sent it", max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recipients", "Penerima program"),
                            ("certificates", "Sertifikat halal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("file", models.FileField(max_length=200, upload_to="daftar-lain/%Y/%m")),
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
                            ("rejected", "Tidak bisa dibaca"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="checking",
                        max_length=10,
                    ),
                ),
                ("columns", models.JSONField(default=dict)),
                (
                    "counts",
                    models.JSONField(default=dict, help_text="match state → number of entries"),
                ),
                ("message", models.TextField(blank=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OtherEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="row number as Excel shows it")),
                ("name", models.CharField(blank=True, max_length=160)),
                ("owner_name", models.CharField(blank=True, max_length=120)),
                ("match_key", models.TextField(blank=True)),
                ("nib", models.CharField(blank=True, max_length=13)),
                ("nik_index", models.CharField(blank=True, max_length=64)),
                ("phone", models.CharField(blank=True, max_length=16)),
                ("certificate_number", models.CharField(blank=True, max_length=19)),
                ("issued_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "Tidak ada di data kita"),
                            ("unsure", "Perlu diputuskan"),
                            ("certain", "Cocok"),
                            ("confirmed", "Dipastikan petugas"),
                            ("refused", "Bukan usaha yang sama"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("score", models.FloatField(null=True)),
                (
                    "evidence",
                    models.JSONField(default=list, help_text="sentences a person can read"),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "business",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="other_entries",
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
                    "regency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                (
                    "source_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="ikm.otherlist",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "other entries",
                "ordering": ["number"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("match_key", "gin_trgm_ops"),
                        name="other_entry_match_trgm",
                    ),
                    models.Index(fields=["business", "state"], name="other_entry_business"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_list", "number"), name="other_entry_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldCertificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=120)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held_certificates",
                        to="ikm.business",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="ikm.otherentry",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_on", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("business", "number"), name="held_certificate_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Permit",
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
                            ("pirt", "P-IRT"),
                            ("md", "MD/ML"),
                            ("slhs", "SLHS"),
                            ("nkv", "NKV"),
                            ("brand", "Merek"),
                            ("other", "Lainnya"),
                        ],
                        max_length=6,
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("issuer", models.CharField(blank=True, max_length=120)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="permits",
                        to="ikm.business",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("business", "kind", "number"), name="permit_once"
                    )
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
        migrations.RemoveConstraint(
            model_name="business",
            name="business_nib",
        ),
        migrations.RemoveConstraint(
            model_name="business",
            name="business_nik",
        ),
        migrations.AddField(
            model_name="business",
            name="computed_scale",
            field=models.CharField(
                blank=True,
                choices=[
                    ("micro", "Mikro"),
                    ("small", "Kecil"),
                    ("medium", "Menengah"),
                    ("large", "Besar"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="business",
            name="established_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="business",
            name="finances_sealed",
            field=models.BinaryField(blank=True, default=b""),
        ),
        migrations.AddField(
            model_name="business",
            name="industry_class",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ik", "Industri kecil"),
                    ("im", "Industri menengah"),
                    ("ib", "Industri besar"),
                ],
                max_length=2,
            ),
        ),
        migrations.AddField(
            model_name="business",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="ikm.business",
            ),
        ),
        migrations.AddField(
            model_name="business",
            name="npwp_index",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="business",
            name="npwp_sealed",
            field=models.BinaryField(blank=True, default=b""),
        ),
        migrations.AddField(
            model_name="business",
            name="siinas_id",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="business",
            name="workers_female",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="business",
            name="workers_male",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undone_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="business",
            constraint=models.UniqueConstraint(
                models.F("nib"),
                condition=models.Q(models.Q(("nib", ""), _negated=True), ("merged_into", None)),
                name="business_nib",
            ),
        ),
        migrations.AddConstraint(
            model_name="business",
            constraint=models.UniqueConstraint(
                models.F("nik_index"),
                condition=models.Q(
                    models.Q(("nik_index", ""), _negated=True), ("merged_into", None)
                ),
                name="business_nik",
            ),
        ),
        migrations.AddConstraint(
            model_name="business",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="business_not_merged_into_itself",
            ),
        ),
    ]
