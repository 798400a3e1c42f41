"""Reference rows: reasons, causes, days, rules of eligibility, duties to look at.

The end state of the originals; columns stand in the order in which they came.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="ReturnReason",
        fields=[
            ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
            ("label", models.CharField(max_length=120)),
            ("advice", models.CharField(blank=True, max_length=300)),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            ("part", models.CharField(blank=True, max_length=20)),
        ],
        options={
            "ordering": ["label"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="StopReason",
        fields=[
            ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
            ("label", models.CharField(max_length=120)),
            ("advice", models.CharField(blank=True, max_length=300)),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
        ],
        options={
            "ordering": ["label"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="HolidayDecree",
        fields=[
            ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
            ("source", models.CharField(max_length=200)),
        ],
    ),
    migrations.CreateModel(
        name="OfficeDay",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("day", models.DateField()),
            ("is_working", models.BooleanField()),
            ("name", models.CharField(max_length=120)),
            ("source", models.CharField(max_length=200)),
            (
                "office",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="days",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["day"],
            "constraints": [
                models.UniqueConstraint(fields=("office", "day"), name="office_day_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="RuleSet",
        fields=[
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
            ("name", models.CharField(max_length=120)),
            ("limits", models.JSONField(default=dict)),
        ],
        options={
            "ordering": ["valid_from"],
            "constraints": [
                django.contrib.postgres.constraints.ExclusionConstraint(
                    expressions=[
                        (
                            models.Func(
                                models.F("valid_from"),
                                models.F("valid_to"),
                                models.Value("[]"),
                                function="daterange",
                            ),
                            "&&",
                        )
                    ],
                    name="rule_set_one_a_day",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="EligibilityRule",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("code", models.SlugField(help_text="SD05", max_length=20)),
            ("condition", models.SlugField(max_length=40)),
            (
                "priority",
                models.PositiveSmallIntegerField(help_text="order of evaluation; 1 is the worst"),
            ),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("not_certifiable", "Tidak bisa disertifikasi halal"),
                        ("fix_first", "Perbaiki dulu"),
                        ("regular", "Lewat jalur reguler"),
                        ("needs_nib", "Urus NIB dulu"),
                        ("needs_oss_fix", "Perbaiki data di OSS dulu"),
                        ("needs_documents", "Penyelia halal belum memenuhi syarat"),
                        ("incomplete", "Bisa self declare, masih ada yang kurang"),
                        ("ready", "Siap self declare"),
                    ],
                    max_length=16,
                ),
            ),
            ("message", models.SlugField(help_text="M_SCOPE", max_length=20)),
            (
                "criterion",
                models.CharField(help_text="what is asked, in plain words", max_length=200),
            ),
            ("advice", models.CharField(help_text="what to do next", max_length=300)),
            ("citation", models.CharField(max_length=120)),
            ("part", models.CharField(blank=True, help_text="where it is answered", max_length=20)),
            (
                "rule_set",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="rules",
                    to="certification.ruleset",
                ),
            ),
            (
                "settled_by",
                models.CharField(
                    blank=True,
                    choices=[("companion", "Pendamping"), ("officer", "Petugas")],
                    max_length=10,
                ),
            ),
            (
                "provinces",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=2), blank=True, default=list
                ),
            ),
        ],
        options={
            "ordering": ["priority", "code", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("rule_set", "code", "condition"), name="eligibility_rule_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ProductClass",
        fields=[
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
            ("name", models.CharField(max_length=120)),
            ("examples", models.CharField(blank=True, max_length=200)),
            (
                "scope",
                models.CharField(
                    choices=[
                        ("food", "Makanan"),
                        ("drink", "Minuman"),
                        ("service", "Jasa"),
                        ("other", "Bukan makanan atau minuman"),
                    ],
                    max_length=8,
                ),
            ),
        ],
        options={
            "ordering": ["code"],
        },
    ),
    migrations.CreateModel(
        name="SelfDeclareClass",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            ("kbli_version", models.PositiveSmallIntegerField()),
            (
                "kbli_codes",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=5)
                ),
            ),
            (
                "product_class",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="self_declare_periods",
                    to="certification.productclass",
                ),
            ),
        ],
        options={
            "ordering": ["product_class", "kbli_version", "valid_from"],
        },
    ),
    migrations.CreateModel(
        name="MaterialEntry",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            ("name", models.CharField(max_length=80)),
            (
                "synonyms",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=80), blank=True, default=list
                ),
            ),
            (
                "material_class",
                models.CharField(
                    choices=[
                        ("exempt_a", "Bahan alami tanpa olahan"),
                        ("exempt_b", "Bahan olahan tanpa risiko"),
                        ("exempt_c", "Bahan tambang atau kimia"),
                        ("certified", "Bersertifikat halal"),
                        ("common", "Biasanya bersertifikat, tanya mereknya"),
                        ("critical", "Wajib bersertifikat halal"),
                        ("hazard", "Bahan berbahaya"),
                        ("haram", "Bahan haram"),
                        ("unknown", "Belum dikenal"),
                    ],
                    max_length=10,
                ),
            ),
            ("is_slaughtered", models.BooleanField(default=False)),
            ("note", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.UniqueConstraint(fields=("name", "valid_from"), name="material_entry_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="NameWord",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            ("word", models.CharField(max_length=60)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("warn", "Perlu dilihat petugas"),
                        ("allowed", "Sudah lazim dan boleh"),
                    ],
                    max_length=8,
                ),
            ),
            ("reason", models.CharField(max_length=200)),
        ],
        options={
            "ordering": ["word"],
            "constraints": [
                models.UniqueConstraint(fields=("word", "valid_from"), name="name_word_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="NameReview",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("word", models.CharField(max_length=60)),
            (
                "opinion",
                models.CharField(
                    choices=[
                        ("waiting", "Menunggu petugas"),
                        ("allowed", "Nama boleh dipakai"),
                        ("rename", "Nama harus diganti"),
                    ],
                    default="waiting",
                    max_length=8,
                ),
            ),
            ("note", models.CharField(blank=True, max_length=300)),
            ("at", models.DateTimeField(null=True)),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="name_reviews",
                    to="certification.application",
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("reason", models.CharField(help_text="why the word is looked at", max_length=200)),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(fields=("application", "name"), name="name_review_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("at", None), ("by", None), ("opinion", "waiting")),
                        models.Q(
                            models.Q(("opinion", "waiting"), _negated=True),
                            ("at__isnull", False),
                            ("by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="name_review_who_and_when",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="EligibilityDecision",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "moment",
                models.CharField(
                    choices=[
                        ("submitted", "Saat dikirim"),
                        ("verified", "Saat diverifikasi"),
                        ("asked", "Diperiksa ulang"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("not_certifiable", "Tidak bisa disertifikasi halal"),
                        ("fix_first", "Perbaiki dulu"),
                        ("regular", "Lewat jalur reguler"),
                        ("needs_nib", "Urus NIB dulu"),
                        ("needs_oss_fix", "Perbaiki data di OSS dulu"),
                        ("needs_documents", "Penyelia halal belum memenuhi syarat"),
                        ("incomplete", "Bisa self declare, masih ada yang kurang"),
                        ("ready", "Siap self declare"),
                    ],
                    max_length=16,
                ),
            ),
            ("is_programme_eligible", models.BooleanField(null=True)),
            ("facts", models.JSONField()),
            ("findings", models.JSONField()),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="decisions",
                    to="certification.application",
                ),
            ),
            (
                "rule_set",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.ruleset",
                ),
            ),
            ("programme_findings", models.JSONField(default=list)),
            (
                "by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-at", "-pk"],
            "indexes": [models.Index(fields=["application", "-at"], name="decision_latest")],
        },
    ),
]
