"""After sending: verification, SiHalal's statuses and tables, LPH, certificates.

The end state of the originals; columns stand in the order in which they came.
"""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="ChecklistItem",
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
            ("code", models.SlugField(max_length=40)),
            ("section", models.CharField(max_length=60)),
            ("text", models.CharField(max_length=200)),
            ("hint", models.CharField(blank=True, max_length=200)),
            ("position", models.PositiveSmallIntegerField()),
        ],
        options={
            "ordering": ["position"],
            "constraints": [
                models.UniqueConstraint(fields=("code", "valid_from"), name="checklist_item_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Verification",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("visited_on", models.DateField(null=True)),
            ("note", models.TextField(blank=True)),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "application",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="verification",
                    to="certification.application",
                ),
            ),
            (
                "companion",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("finished_at", models.DateTimeField(null=True)),
            ("latitude", models.DecimalField(decimal_places=3, max_digits=6, null=True)),
            ("longitude", models.DecimalField(decimal_places=3, max_digits=6, null=True)),
            (
                "recommendation",
                models.CharField(
                    blank=True,
                    choices=[
                        ("recommended", "Direkomendasikan"),
                        ("returned", "Dikembalikan untuk diperbaiki"),
                    ],
                    max_length=12,
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("finished_at", None),
                        models.Q(
                            models.Q(("recommendation", ""), _negated=True),
                            ("visited_on__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="verification_finished_with_a_recommendation",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("latitude", None), ("longitude", None)),
                        models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                        _connector="OR",
                    ),
                    name="verification_where_in_pairs",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ChecklistAnswer",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("is_met", models.BooleanField()),
            ("note", models.CharField(blank=True, max_length=300)),
            (
                "verification",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="answers",
                    to="certification.verification",
                ),
            ),
            (
                "item",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.checklistitem",
                ),
            ),
        ],
        options={
            "ordering": ["item__position"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("verification", "item"), name="checklist_answer_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="MaterialFinding",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("is_number_right", models.BooleanField(null=True)),
            ("is_in_date", models.BooleanField(null=True)),
            ("is_brand_right", models.BooleanField(null=True)),
            ("is_producer_right", models.BooleanField(null=True)),
            ("is_doubtful", models.BooleanField()),
            ("note", models.CharField(blank=True, max_length=300)),
            (
                "material",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="findings",
                    to="certification.material",
                ),
            ),
            (
                "verification",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="findings",
                    to="certification.verification",
                ),
            ),
            ("seen_as", models.CharField(blank=True, max_length=500)),
        ],
        options={
            "ordering": ["material"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("verification", "material"), name="material_finding_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("is_doubtful", True),
                        models.Q(
                            models.Q(("is_number_right", False), _negated=True),
                            models.Q(("is_in_date", False), _negated=True),
                            models.Q(("is_brand_right", False), _negated=True),
                            models.Q(("is_producer_right", False), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="material_finding_sure_when_all_right",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="NationalStatus",
        fields=[
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            (
                "code",
                models.CharField(help_text="OF74", max_length=8, primary_key=True, serialize=False),
            ),
            ("label", models.CharField(help_text="as SiHalal writes it", max_length=80)),
            ("state", models.SlugField(help_text="fatwa_committee_queue", max_length=30)),
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
            ("sentence", models.CharField(help_text="what it means to the owner", max_length=200)),
            (
                "ball",
                models.CharField(
                    choices=[
                        ("owner", "Pemilik usaha"),
                        ("companion", "Pendamping"),
                        ("lp3h", "LP3H"),
                        ("lph", "LPH"),
                        ("bpjph", "BPJPH"),
                        ("committee", "Komite Fatwa"),
                        ("mui", "Komisi Fatwa MUI"),
                        ("payer", "Pembayar"),
                        ("office", "Dinas"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "tracks",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[("self_declare", "Self declare"), ("regular", "Reguler")],
                        max_length=12,
                    )
                ),
            ),
            ("position", models.PositiveSmallIntegerField()),
            (
                "stop_reason",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.stopreason",
                ),
            ),
            ("usual_from", models.PositiveSmallIntegerField(null=True)),
            ("usual_to", models.PositiveSmallIntegerField(null=True)),
        ],
        options={
            "ordering": ["position"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("status", "stopped"), _negated=True),
                        ("stop_reason__isnull", False),
                        _connector="OR",
                    ),
                    name="national_status_stops_with_a_reason",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("usual_from", None), ("usual_to", None)),
                        ("usual_to__gte", models.F("usual_from")),
                        _connector="OR",
                    ),
                    name="national_status_usual_days",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="StatusText",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("key", models.CharField(help_text="folded text", max_length=80, unique=True)),
            ("text", models.CharField(help_text="as first seen", max_length=80)),
            (
                "first_seen_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "mapped_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "national",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="texts",
                    to="certification.nationalstatus",
                ),
            ),
        ],
        options={
            "ordering": ["text"],
        },
    ),
    migrations.CreateModel(
        name="NationalEvent",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("raw", models.CharField(max_length=80)),
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "source",
                models.CharField(
                    choices=[
                        ("paste", "Tabel ditempel"),
                        ("workbook", "Excel LP3H"),
                        ("typed", "Diketik"),
                        ("connector", "Sambungan otomatis"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="national_events",
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
                "national",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.nationalstatus",
                ),
            ),
        ],
        options={
            "ordering": ["at", "pk"],
            "indexes": [models.Index(fields=["application", "at"], name="national_event_trail")],
            "constraints": [
                models.UniqueConstraint(
                    fields=("application", "at", "raw"), name="national_event_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ServiceLevel",
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
            (
                "track",
                models.CharField(
                    choices=[("self_declare", "Self declare"), ("regular", "Reguler")],
                    max_length=12,
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
            ("step", models.CharField(help_text="Verifikasi pendamping", max_length=80)),
            ("days", models.PositiveSmallIntegerField(help_text="working days")),
            ("is_statutory", models.BooleanField()),
            (
                "national",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.nationalstatus",
                ),
            ),
        ],
        options={
            "ordering": ["track", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("track", "status", "national", "valid_from"),
                    name="service_level_once",
                    nulls_distinct=False,
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("national__isnull", False), ("status", "")),
                        models.Q(models.Q(("status", ""), _negated=True), ("national", None)),
                        _connector="OR",
                    ),
                    name="service_level_of_one_step",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="MirrorBatch",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "source",
                models.CharField(
                    choices=[
                        ("paste", "Tabel ditempel"),
                        ("workbook", "Excel LP3H"),
                        ("typed", "Diketik"),
                        ("connector", "Sambungan otomatis"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("reading", "Sedang dibaca"),
                        ("preview", "Menunggu persetujuan Anda"),
                        ("applying", "Sedang diterapkan"),
                        ("applied", "Selesai diterapkan"),
                        ("undoing", "Sedang dibatalkan"),
                        ("undone", "Sudah dibatalkan"),
                        ("rejected", "Tidak bisa dibaca"),
                        ("dropped", "Tidak dipakai"),
                    ],
                    default="reading",
                    max_length=10,
                ),
            ),
            ("as_of", models.DateTimeField()),
            ("file", models.FileField(blank=True, max_length=200, upload_to="cermin/%Y/%m")),
            ("file_name", models.CharField(blank=True, max_length=160)),
            ("sha256", models.CharField(max_length=64)),
            ("counts", models.JSONField(default=dict, help_text="outcome → number of rows")),
            ("message", models.TextField(blank=True)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("applied_at", models.DateTimeField(null=True)),
            ("undone_at", models.DateTimeField(null=True)),
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
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="regions.region",
                ),
            ),
        ],
        options={
            "ordering": ["-created_at", "-pk"],
            "verbose_name_plural": "mirror batches",
        },
    ),
    migrations.CreateModel(
        name="MirrorRow",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("line", models.PositiveIntegerField()),
            ("cells", models.JSONField(help_text="column → text, as it came")),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("changed", "Berubah"),
                        ("same", "Sama"),
                        ("unknown", "Status belum dikenal"),
                        ("unsure", "Perlu dipilih"),
                        ("missing", "Tidak ada di portal"),
                        ("refused", "Tidak bisa diterapkan"),
                    ],
                    max_length=8,
                ),
            ),
            ("differences", models.JSONField(default=list, help_text="[[field, before, after]]")),
            ("before", models.JSONField(default=dict, help_text="what undoing restores")),
            ("problem", models.CharField(blank=True, max_length=300)),
            ("is_skipped", models.BooleanField(default=False)),
            ("applied_at", models.DateTimeField(null=True)),
            (
                "application",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="mirror_rows",
                    to="certification.application",
                ),
            ),
            (
                "batch",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="rows",
                    to="certification.mirrorbatch",
                ),
            ),
            (
                "national",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.nationalstatus",
                ),
            ),
            (
                "evidence",
                models.CharField(blank=True, help_text="why it is this one", max_length=200),
            ),
            (
                "candidates",
                models.JSONField(default=list, help_text="[[application, score, evidence]]"),
            ),
            ("after", models.JSONField(default=dict, help_text="what undoing must still find")),
            ("undone_at", models.DateTimeField(null=True)),
        ],
        options={
            "ordering": ["line"],
            "constraints": [
                models.UniqueConstraint(fields=("batch", "line"), name="mirror_row_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("applied_at", None), ("application__isnull", False), _connector="OR"
                    ),
                    name="mirror_row_applied_to_an_application",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("undone_at", None), ("applied_at__isnull", False), _connector="OR"
                    ),
                    name="mirror_row_undone_after_applied",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RegularCase",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "cost",
                models.PositiveBigIntegerField(
                    help_text="rupiah, as the LPH set it",
                    null=True,
                    validators=[django.core.validators.MinValueValidator(1)],
                ),
            ),
            ("cost_agreed_on", models.DateField(null=True)),
            ("paid_on", models.DateField(null=True)),
            ("audit_from", models.DateField(null=True)),
            ("audit_to", models.DateField(null=True)),
            ("audit_extended_to", models.DateField(null=True)),
            ("fatwa_body", models.CharField(blank=True, max_length=80)),
            ("fatwa_on", models.DateField(null=True)),
            ("note", models.TextField(blank=True)),
            (
                "application",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="regular_case",
                    to="certification.application",
                ),
            ),
            (
                "inspection_body",
                models.ForeignKey(
                    help_text="LPH",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
            ("extension_asked_on", models.DateField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("audit_to", None),
                        ("audit_to__gte", models.F("audit_from")),
                        _connector="OR",
                    ),
                    name="regular_case_audit_ends_after_it_begins",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("audit_extended_to", None), ("extension_asked_on", None)),
                        models.Q(
                            ("audit_extended_to__isnull", False),
                            ("extension_asked_on__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="regular_case_one_whole_extension",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Certificate",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.CharField(max_length=19, unique=True)),
            ("decision_number", models.CharField(blank=True, max_length=60)),
            ("issued_on", models.DateField()),
            ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "application",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="certificate",
                    to="certification.application",
                ),
            ),
            ("decided_on", models.DateField(null=True)),
            ("file", models.FileField(blank=True, max_length=200, upload_to="sertifikat/%Y/%m")),
            ("is_showcased", models.BooleanField(default=False)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("active", "Berlaku"),
                        ("change", "Perubahan dilaporkan"),
                        ("suspended", "Dibekukan"),
                        ("revoked", "Dicabut"),
                        ("legacy", "Sertifikat lama, perlu cek"),
                    ],
                    default="active",
                    max_length=10,
                ),
            ),
            ("valid_until", models.DateField(null=True)),
            (
                "recorded_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("state_reason", models.CharField(blank=True, max_length=300)),
            ("state_since", models.DateField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("number__regex", "^ID\\d{17}$")),
                    name="certificate_number_shape",
                ),
                models.CheckConstraint(
                    condition=models.Q(("valid_until", None), ("state", "legacy"), _connector="OR"),
                    name="certificate_only_old_ones_end",
                ),
            ],
            "indexes": [models.Index(fields=["recorded_at", "id"], name="certificate_recorded")],
        },
    ),
    migrations.CreateModel(
        name="CertificateProduct",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            (
                "certificate",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="products",
                    to="certification.certificate",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("certificate", "name"), name="certificate_product_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ChangeReport",
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
                        ("material", "Bahan atau pemasok"),
                        ("process", "Cara membuat"),
                        ("name", "Nama produk atau merek"),
                        ("variant", "Varian baru"),
                        ("place", "Tempat produksi"),
                        ("supervisor", "Penyelia halal"),
                    ],
                    max_length=12,
                ),
            ),
            ("text", models.CharField(max_length=500)),
            ("since", models.DateField(null=True)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("reported", "Dilaporkan"),
                        ("forwarded", "Diteruskan ke SiHalal"),
                        ("settled", "Selesai"),
                        ("dismissed", "Tidak perlu dilaporkan"),
                    ],
                    default="reported",
                    max_length=10,
                ),
            ),
            ("reported_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("decided_at", models.DateTimeField(null=True)),
            ("answer", models.CharField(blank=True, max_length=300)),
            (
                "certificate",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="change_reports",
                    to="certification.certificate",
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
                "reported_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-reported_at", "-pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at", None), ("decided_by", None), ("state", "reported")),
                        models.Q(
                            models.Q(("state", "reported"), _negated=True),
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="change_report_decided_by_somebody",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Surveillance",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("due_on", models.DateField()),
            ("done_on", models.DateField(null=True)),
            ("result", models.CharField(blank=True, max_length=300)),
            (
                "certificate",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="surveillances",
                    to="certification.certificate",
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
        ],
        options={
            "ordering": ["due_on", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("certificate", "due_on"), name="surveillance_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("done_on", None), ("recorded_by", None)),
                        models.Q(("done_on__isnull", False), ("recorded_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="surveillance_recorded_by_somebody",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("done_on", None)),
                    fields=["due_on"],
                    name="surveillance_to_do",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="AftercareRule",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "code",
                models.SlugField(help_text="a kind of change, or surveillance", max_length=20),
            ),
            ("advice", models.CharField(max_length=300)),
            (
                "years",
                models.PositiveSmallIntegerField(help_text="between two surveillances", null=True),
            ),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(null=True)),
            ("source", models.CharField(max_length=200)),
        ],
        options={
            "ordering": ["code", "valid_from"],
            "constraints": [
                models.UniqueConstraint(fields=("code", "valid_from"), name="aftercare_rule_once")
            ],
        },
    ),
]
