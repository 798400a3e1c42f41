"""Businesses with what belongs to them, and where else they are listed.

The end state of the originals; columns stand in the order in which they came.
"""

import uuid

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="Business",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ("name", models.CharField(max_length=160)),
            ("brand", models.CharField(blank=True, max_length=120)),
            ("owner_name", models.CharField(max_length=120)),
            ("nib", models.CharField(blank=True, max_length=13)),
            ("nik_sealed", models.BinaryField(blank=True, default=b"")),
            ("nik_index", models.CharField(blank=True, max_length=64)),
            ("phone", models.CharField(blank=True, help_text="E.164", max_length=16)),
            ("email", models.EmailField(blank=True, max_length=254)),
            ("address", models.CharField(blank=True, max_length=300)),
            ("kbli_version", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("kbli_code", models.CharField(blank=True, max_length=5)),
            (
                "scale",
                models.CharField(
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
            ("is_mentored", models.BooleanField(default=False)),
            (
                "operational_status",
                models.CharField(
                    choices=[
                        ("unknown", "Belum diperiksa"),
                        ("active", "Masih berproduksi"),
                        ("paused", "Berhenti sementara"),
                        ("closed", "Tutup"),
                    ],
                    default="unknown",
                    max_length=10,
                ),
            ),
            ("last_verified_at", models.DateTimeField(blank=True, null=True)),
            (
                "source",
                models.CharField(
                    choices=[
                        ("walk_in", "Datang ke kantor"),
                        ("import", "Impor Excel"),
                        ("companion", "Didaftarkan pendamping"),
                        ("owner", "Daftar sendiri"),
                        ("event", "Kegiatan"),
                    ],
                    default="walk_in",
                    max_length=10,
                ),
            ),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("updated_at", models.DateTimeField(auto_now=True)),
            (
                "district",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
            (
                "owner",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="owned_businesses",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "regency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
            (
                "village",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
            (
                "match_key",
                models.GeneratedField(
                    db_persist=True,
                    expression=django.db.models.functions.text.Concat(
                        models.Func(
                            models.Func(
                                models.Func(
                                    django.db.models.functions.text.Lower("name"),
                                    models.Value("[^a-z0-9]+"),
                                    models.Value(" "),
                                    models.Value("g"),
                                    function="regexp_replace",
                                ),
                                function="btrim",
                            ),
                            models.Value("^(ud|cv|pt|pd|firma|koperasi) "),
                            models.Value(""),
                            function="regexp_replace",
                        ),
                        models.Value("|"),
                        models.Func(
                            models.Func(
                                django.db.models.functions.text.Lower("owner_name"),
                                models.Value("[^a-z0-9]+"),
                                models.Value(" "),
                                models.Value("g"),
                                function="regexp_replace",
                            ),
                            function="btrim",
                        ),
                    ),
                    output_field=models.TextField(),
                ),
            ),
            (
                "computed_scale",
                models.CharField(
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
            ("established_year", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("finances_sealed", models.BinaryField(blank=True, default=b"")),
            (
                "industry_class",
                models.CharField(
                    blank=True,
                    choices=[
                        ("ik", "Industri kecil"),
                        ("im", "Industri menengah"),
                        ("ib", "Industri besar"),
                    ],
                    max_length=2,
                ),
            ),
            (
                "merged_into",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="absorbed",
                    to="ikm.business",
                ),
            ),
            ("npwp_index", models.CharField(blank=True, max_length=64)),
            ("npwp_sealed", models.BinaryField(blank=True, default=b"")),
            ("siinas_id", models.CharField(blank=True, max_length=40)),
            ("workers_female", models.PositiveIntegerField(blank=True, null=True)),
            ("workers_male", models.PositiveIntegerField(blank=True, null=True)),
            (
                "words",
                models.GeneratedField(
                    db_persist=True,
                    expression=models.Func(
                        models.Func(
                            models.Func(
                                models.Func(
                                    django.db.models.functions.text.Lower(
                                        django.db.models.functions.text.Concat(
                                            models.F("name"),
                                            models.Value(" "),
                                            models.F("owner_name"),
                                            models.Value(" "),
                                            models.F("brand"),
                                        )
                                    ),
                                    models.Value("[^a-z0-9]+"),
                                    models.Value(" "),
                                    models.Value("g"),
                                    function="regexp_replace",
                                ),
                                function="btrim",
                            ),
                            models.Value(" "),
                            function="string_to_array",
                        ),
                        function="array_to_tsvector",
                    ),
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
            ),
        ],
        options={
            "verbose_name_plural": "businesses",
            "indexes": [
                models.Index(fields=["match_key"], name="business_match_key"),
                models.Index(
                    django.contrib.postgres.indexes.OpClass("nib", "text_pattern_ops"),
                    name="business_nib_prefix",
                ),
                models.Index(
                    django.contrib.postgres.indexes.OpClass("phone", "text_pattern_ops"),
                    name="business_phone_prefix",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    fields=["words"], gin_pending_list_limit=512, name="business_words"
                ),
                models.Index(
                    django.contrib.postgres.indexes.OpClass(
                        django.db.models.functions.text.Reverse("nib"), "text_pattern_ops"
                    ),
                    name="business_nib_suffix",
                ),
                models.Index(
                    django.contrib.postgres.indexes.OpClass(
                        django.db.models.functions.text.Reverse("phone"), "text_pattern_ops"
                    ),
                    name="business_phone_suffix",
                ),
                models.Index(
                    django.contrib.postgres.indexes.OpClass("regency_id", "text_pattern_ops"),
                    django.db.models.functions.comparison.Collate(
                        django.db.models.functions.text.Lower("name"), "C"
                    ),
                    models.F("id"),
                    name="business_scope",
                ),
                models.Index(
                    django.db.models.functions.comparison.Collate(
                        django.db.models.functions.text.Lower("name"), "C"
                    ),
                    models.F("id"),
                    condition=models.Q(("merged_into", None)),
                    name="business_by_name",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("nib", ""), ("nib__regex", "^\\d{13}$"), _connector="OR"),
                    name="business_nib_13_digits",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("kbli_code", ""), ("kbli_version__isnull", False), _connector="OR"
                    ),
                    name="business_kbli_with_version",
                ),
                models.UniqueConstraint(
                    models.F("nib"),
                    condition=models.Q(models.Q(("nib", ""), _negated=True), ("merged_into", None)),
                    name="business_nib",
                ),
                models.UniqueConstraint(
                    models.F("nik_index"),
                    condition=models.Q(
                        models.Q(("nik_index", ""), _negated=True), ("merged_into", None)
                    ),
                    name="business_nik",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("merged_into", None),
                        models.Q(("merged_into", models.F("id")), _negated=True),
                        _connector="OR",
                    ),
                    name="business_not_merged_into_itself",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Product",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            (
                "product_class",
                models.CharField(
                    blank=True, help_text="code of data/products_by_region.csv", max_length=10
                ),
            ),
            ("kbli_version", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("kbli_code", models.CharField(blank=True, max_length=5)),
            (
                "business",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="products",
                    to="ikm.business",
                ),
            ),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.UniqueConstraint(
                    models.F("business"),
                    django.db.models.functions.text.Lower("name"),
                    name="product_once_per_business",
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
                models.UniqueConstraint(fields=("business", "kind", "number"), name="permit_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Word",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("text", models.TextField()),
        ],
        options={
            "indexes": [
                models.Index(
                    django.contrib.postgres.indexes.OpClass("text", "text_pattern_ops"),
                    name="word_prefix",
                ),
                django.contrib.postgres.indexes.GinIndex(
                    django.contrib.postgres.indexes.OpClass("text", "gin_trgm_ops"),
                    name="word_trgm",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="UnreachablePhone",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("phone", models.CharField(help_text="E.164", max_length=16, unique=True)),
            (
                "problem",
                models.CharField(
                    choices=[("wrong", "Nomor salah"), ("no_whatsapp", "Tidak ada WhatsApp")],
                    max_length=12,
                ),
            ),
            ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "noted_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
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
                        ("undoing", "Sedang dibatalkan"),
                        ("undone", "Sudah dibatalkan"),
                        ("rejected", "Tidak bisa dibaca"),
                        ("cancelled", "Dibatalkan"),
                    ],
                    default="checking",
                    max_length=10,
                ),
            ),
            ("columns", models.JSONField(default=dict)),
            ("counts", models.JSONField(default=dict, help_text="match state → number of entries")),
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
            ("evidence", models.JSONField(default=list, help_text="sentences a person can read")),
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
                models.UniqueConstraint(fields=("source_list", "number"), name="other_entry_once")
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
                models.UniqueConstraint(fields=("business", "number"), name="held_certificate_once")
            ],
        },
    ),
]
