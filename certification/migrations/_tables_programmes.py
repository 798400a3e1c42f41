"""Programmes, the ledger of their quota, their money and their counts.

The end state of the originals; columns stand in the order in which they came.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="Programme",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("slug", models.SlugField(max_length=80, unique=True)),
            ("name", models.CharField(max_length=160)),
            ("year", models.PositiveSmallIntegerField()),
            (
                "track",
                models.CharField(
                    choices=[("self_declare", "Self declare"), ("regular", "Reguler")],
                    max_length=12,
                ),
            ),
            (
                "funding_source",
                models.CharField(
                    choices=[
                        ("apbn", "APBN"),
                        ("apbd_province", "APBD provinsi"),
                        ("apbd_regency", "APBD kab/kota"),
                        ("dak", "DAK"),
                        ("csr", "CSR"),
                        ("grant", "Hibah"),
                        ("other", "Lainnya"),
                    ],
                    max_length=16,
                ),
            ),
            ("facilitation_code", models.CharField(blank=True, max_length=20)),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField()),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "office",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="programmes",
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
                "budget",
                models.PositiveBigIntegerField(
                    blank=True, help_text="rupiah set aside (pagu)", null=True
                ),
            ),
            (
                "budget_code",
                models.CharField(blank=True, help_text="budget line (rekening)", max_length=60),
            ),
            ("cancelled_at", models.DateTimeField(null=True)),
            ("cancelled_reason", models.CharField(blank=True, max_length=200)),
            (
                "recall_after_days",
                models.PositiveSmallIntegerField(
                    default=20,
                    help_text="working days after which free places of a level count as idle",
                ),
            ),
            (
                "required_qualification",
                models.ForeignKey(
                    blank=True,
                    help_text="what a companion must have learned to be given its cases",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.qualification",
                ),
            ),
        ],
        options={
            "ordering": ["-year", "name"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                    name="programme_ends_after_start",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Target",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("quantity", models.PositiveIntegerField()),
            ("starts_on", models.DateField()),
            ("due_on", models.DateField()),
            (
                "day_basis",
                models.CharField(
                    choices=[
                        ("calendar", "hari kalender"),
                        ("working", "hari kerja"),
                        ("with_cb", "hari kerja, cuti bersama dihitung"),
                    ],
                    default="calendar",
                    max_length=8,
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
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="targets",
                    to="certification.programme",
                ),
            ),
            (
                "region",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
            (
                "counts_first_day",
                models.BooleanField(
                    default=False, help_text="the starting day is the first of the days"
                ),
            ),
            (
                "measure",
                models.CharField(
                    choices=[("used", "Masuk SiHalal"), ("issued", "Sertifikat terbit")],
                    default="used",
                    max_length=8,
                ),
            ),
        ],
        options={
            "ordering": ["due_on", "pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("due_on__gte", models.F("starts_on"))),
                    name="target_due_after_start",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="AdmissionRule",
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
                        ("domicile", "Usaha berada di wilayah program"),
                        ("producer", "Produsen, bukan pedagang"),
                        ("years_running", "Lama usaha berjalan"),
                        ("never_facilitated", "Belum pernah difasilitasi"),
                        ("not_certified", "Belum bersertifikat halal"),
                        ("kbli_prefix", "KBLI yang diterima"),
                        ("nib", "Punya NIB"),
                        ("pirt", "Punya P-IRT"),
                        ("siinas", "Terdaftar di SIINas"),
                        ("capital", "Modal usaha paling banyak"),
                    ],
                    max_length=24,
                ),
            ),
            (
                "weight",
                models.CharField(
                    choices=[("required", "Wajib"), ("priority", "Diutamakan")],
                    default="required",
                    max_length=8,
                ),
            ),
            ("parameter", models.CharField(blank=True, max_length=80)),
            (
                "reason",
                models.CharField(help_text="shown to whom the rule turns away", max_length=200),
            ),
            (
                "source",
                models.CharField(
                    help_text="law, decree or the office's own letter", max_length=200
                ),
            ),
            ("position", models.PositiveSmallIntegerField(default=0)),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="admission_rules",
                    to="certification.programme",
                ),
            ),
        ],
        options={
            "ordering": ["position", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("programme", "kind"), name="admission_rule_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Allocation",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("due_on", models.DateField(blank=True, null=True)),
            ("granted", models.PositiveIntegerField(default=0)),
            ("delegated", models.PositiveIntegerField(default=0)),
            ("reserved", models.PositiveIntegerField(default=0)),
            ("used", models.PositiveIntegerField(default=0)),
            ("issued", models.PositiveIntegerField(default=0)),
            (
                "organisation",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="allocations",
                    to="accounts.organisation",
                ),
            ),
            (
                "parent",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="children",
                    to="certification.allocation",
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
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="allocations",
                    to="certification.programme",
                ),
            ),
            (
                "companion",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="allocations",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "granted__gte",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("delegated"), "+", models.F("reserved")
                                ),
                                "+",
                                models.F("used"),
                            ),
                        )
                    ),
                    name="allocation_never_overdrawn",
                ),
                models.CheckConstraint(
                    condition=models.Q(("issued__lte", models.F("used"))),
                    name="allocation_issued_within_used",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("parent", None), ("region", None)),
                        models.Q(("parent__isnull", False), ("region__isnull", False)),
                        _connector="OR",
                    ),
                    name="allocation_only_root_without_region",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("organisation", None), ("region__isnull", False), _connector="OR"
                    ),
                    name="allocation_lp3h_inside_region",
                ),
                models.UniqueConstraint(
                    fields=("programme", "region", "organisation", "companion"),
                    name="allocation_once",
                    nulls_distinct=False,
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("companion", None), ("organisation__isnull", False), _connector="OR"
                    ),
                    name="allocation_companion_inside_lp3h",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Movement",
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
                        ("grant", "Kuota ditetapkan"),
                        ("split", "Kuota dibagi"),
                        ("return", "Kuota ditarik kembali"),
                        ("transfer", "Kuota dipindahkan"),
                        ("reserve", "Tempat dipesan"),
                        ("release", "Tempat dilepas"),
                        ("commit", "Masuk SiHalal"),
                        ("issue", "Sertifikat terbit"),
                    ],
                    max_length=10,
                ),
            ),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ("note", models.CharField(blank=True, max_length=200)),
            ("granted", models.IntegerField(default=0)),
            ("delegated", models.IntegerField(default=0)),
            ("reserved", models.IntegerField(default=0)),
            ("used", models.IntegerField(default=0)),
            ("issued", models.IntegerField(default=0)),
            (
                "allocation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="movements",
                    to="certification.allocation",
                ),
            ),
            (
                "application",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="movements",
                    to="certification.application",
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
                "offer",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="movements",
                    to="certification.offer",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["allocation", "at"], name="movement_as_of"),
                models.Index(fields=["-at", "-id"], name="movement_newest"),
            ],
        },
    ),
    migrations.CreateModel(
        name="TopUpRequest",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("count", models.PositiveIntegerField()),
            ("reason", models.CharField(max_length=300)),
            (
                "requested_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "decision",
                models.CharField(
                    choices=[
                        ("waiting", "Menunggu keputusan"),
                        ("approved", "Disetujui"),
                        ("refused", "Ditolak"),
                        ("withdrawn", "Ditarik"),
                    ],
                    default="waiting",
                    max_length=10,
                ),
            ),
            (
                "granted",
                models.PositiveIntegerField(default=0, help_text="places given, maybe fewer"),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            ("note", models.CharField(blank=True, max_length=300)),
            (
                "allocation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="top_up_requests",
                    to="certification.allocation",
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
                "requested_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("count__gte", 1)), name="top_up_asks_for_places"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("decided_at", None), ("decided_by", None), ("decision", "waiting")
                        ),
                        models.Q(
                            models.Q(("decision", "waiting"), _negated=True),
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="top_up_decided_with_who_and_when",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("decision", "waiting")),
                    fields=("allocation",),
                    name="top_up_one_waiting",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("decision", "waiting"),
                        models.Q(
                            ("decided_by", models.F("requested_by")), ("decision", "withdrawn")
                        ),
                        models.Q(
                            ("decision__in", ["approved", "refused"]),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="top_up_decided_by_another",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("decision", "approved"),
                            ("granted__gte", 1),
                            ("granted__lte", models.F("count")),
                        ),
                        models.Q(models.Q(("decision", "approved"), _negated=True), ("granted", 0)),
                        _connector="OR",
                    ),
                    name="top_up_gives_at_most_what_was_asked",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="UnitCost",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("amount", models.PositiveIntegerField(help_text="rupiah per certificate")),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="unit_costs",
                    to="certification.programme",
                ),
            ),
        ],
        options={
            "ordering": ["valid_from"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("valid_to", None),
                        ("valid_to__gte", models.F("valid_from")),
                        _connector="OR",
                    ),
                    name="unit_cost_ends_after_start",
                ),
                models.UniqueConstraint(fields=("programme", "valid_from"), name="unit_cost_once"),
                django.contrib.postgres.constraints.ExclusionConstraint(
                    expressions=[
                        ("programme", "="),
                        (
                            models.Func(
                                models.F("valid_from"),
                                models.F("valid_to"),
                                models.Value("[]"),
                                function="daterange",
                                output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                            ),
                            "&&",
                        ),
                    ],
                    name="unit_cost_one_a_day",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Payment",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("places", models.PositiveIntegerField()),
            ("amount", models.PositiveBigIntegerField(help_text="rupiah")),
            ("paid_on", models.DateField()),
            (
                "reference",
                models.CharField(help_text="number of the payment order (SP2D)", max_length=80),
            ),
            ("note", models.CharField(blank=True, max_length=200)),
            (
                "recorded_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="payments",
                    to="certification.programme",
                ),
            ),
            (
                "recorded_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-paid_on", "-pk"],
            "constraints": [
                models.UniqueConstraint(fields=("programme", "reference"), name="payment_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="StatusDelta",
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
            ("at", models.DateTimeField()),
            ("delta", models.SmallIntegerField()),
            (
                "organisation",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
            (
                "programme",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.programme",
                ),
            ),
            (
                "regency",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["programme", "at"], name="status_delta_as_of")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("delta", 0), _negated=True),
                    name="status_delta_changes_something",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="StatusClosing",
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
            ("closed_on", models.DateField()),
            ("count", models.PositiveIntegerField()),
            (
                "organisation",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
            (
                "programme",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="certification.programme",
                ),
            ),
            (
                "regency",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("programme", "closed_on", "regency", "organisation", "status"),
                    name="status_closing_once",
                    nulls_distinct=False,
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="AllocationClosing",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("closed_on", models.DateField()),
            ("granted", models.PositiveIntegerField()),
            ("delegated", models.PositiveIntegerField()),
            ("reserved", models.PositiveIntegerField()),
            ("used", models.PositiveIntegerField()),
            ("issued", models.PositiveIntegerField()),
            (
                "allocation",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="certification.allocation",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("allocation", "closed_on"), name="allocation_closing_once"
                )
            ],
        },
    ),
]
