"""Letters, indicators, monthly reports and shared links.

The end state of the originals; columns stand in the order in which they came.
"""

import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reports.models.letter
import reports.models.sharing

TABLES = [
    migrations.CreateModel(
        name="Letterhead",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("government", models.CharField(help_text="PEMERINTAH PROVINSI …", max_length=120)),
            ("office", models.CharField(help_text="DINAS …", max_length=160)),
            ("address", models.CharField(max_length=200)),
            ("phone", models.CharField(blank=True, max_length=40)),
            ("email", models.EmailField(blank=True, max_length=254)),
            ("website", models.CharField(blank=True, max_length=80)),
            ("city", models.CharField(help_text="stands before the date", max_length=60)),
            ("logo", models.FileField(blank=True, max_length=200, upload_to="kop/%Y/%m")),
            ("unit_code", models.CharField(help_text="{unit} in numbers", max_length=40)),
            (
                "paper",
                models.CharField(
                    choices=[("a4", "A4 (210 × 297 mm)"), ("f4", "F4 (215 × 330 mm)")],
                    default="f4",
                    max_length=4,
                ),
            ),
            (
                "policy",
                models.CharField(
                    choices=[
                        ("yearly", "Satu urutan untuk semua surat"),
                        ("classification", "Satu urutan untuk tiap kode klasifikasi"),
                        ("kind", "Satu urutan untuk tiap jenis surat"),
                        ("register", "Nomor diambil dari buku agenda"),
                    ],
                    default="yearly",
                    max_length=16,
                ),
            ),
            (
                "pattern",
                models.CharField(
                    default="{classification}/{seq:03d}/{unit}/{month}/{year}", max_length=80
                ),
            ),
            ("updated_at", models.DateTimeField(auto_now=True)),
            (
                "organisation",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letterhead",
                    to="accounts.organisation",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="Signer",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("position", models.CharField(max_length=160)),
            ("rank", models.CharField(blank=True, max_length=80)),
            ("nip", models.CharField(blank=True, max_length=18)),
            ("valid_from", models.DateField(default=datetime.date.today)),
            ("valid_to", models.DateField(blank=True, null=True)),
            (
                "letterhead",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="signers",
                    to="reports.letterhead",
                ),
            ),
        ],
        options={
            "ordering": ["-valid_from", "pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("valid_to", None),
                        ("valid_to__gte", models.F("valid_from")),
                        _connector="OR",
                    ),
                    name="signer_valid_to_after_from",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="NumberSeries",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("year", models.PositiveSmallIntegerField()),
            ("key", models.CharField(blank=True, max_length=60)),
            ("last", models.PositiveIntegerField(default=0)),
            (
                "letterhead",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="series",
                    to="reports.letterhead",
                ),
            ),
            ("start", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("letterhead", "year", "key"), name="number_series_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(("last__gte", models.F("start"))),
                    name="number_series_last_from_start",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="LetterTemplate",
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
                        ("candidates", "Permintaan usulan"),
                        ("notice", "Pemberitahuan"),
                        ("invitation", "Undangan"),
                        ("assignment", "Surat tugas"),
                        ("introduction", "Surat keterangan program"),
                        ("agreement", "Perjanjian kerja sama"),
                        ("result", "Penyampaian hasil"),
                        ("receipt", "Kuitansi"),
                    ],
                    max_length=16,
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("classification", models.CharField(help_text="Permendagri 83/2022", max_length=30)),
            (
                "nature",
                models.CharField(
                    choices=[
                        ("biasa", "Biasa"),
                        ("terbatas", "Terbatas"),
                        ("penting", "Penting"),
                        ("segera", "Segera"),
                    ],
                    default="biasa",
                    max_length=12,
                ),
            ),
            ("subject", models.CharField(max_length=160)),
            (
                "body",
                models.TextField(help_text="paragraphs between empty lines, with {placeholders}"),
            ),
            ("copies", models.TextField(blank=True, help_text="tembusan, one a line")),
            (
                "attachment",
                models.CharField(blank=True, help_text="what is attached", max_length=120),
            ),
            ("valid_from", models.DateField(default=datetime.date.today)),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(blank=True, max_length=200)),
            ("is_active", models.BooleanField(default=True)),
            (
                "organisation",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letter_templates",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["kind", "name"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("valid_to", None),
                        ("valid_to__gte", models.F("valid_from")),
                        _connector="OR",
                    ),
                    name="letter_template_valid_to_after_from",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="LetterBatch",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("title", models.CharField(max_length=160)),
            ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "created_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "event",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letter_batches",
                    to="workshops.event",
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letter_batches",
                    to="accounts.organisation",
                ),
            ),
            (
                "programme",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letter_batches",
                    to="certification.programme",
                ),
            ),
            (
                "template",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="batches",
                    to="reports.lettertemplate",
                ),
            ),
        ],
        options={
            "ordering": ["-created_at", "-pk"],
        },
    ),
    migrations.CreateModel(
        name="Letter",
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
                        ("draft", "Draf"),
                        ("numbered", "Bernomor, belum ditandatangani"),
                        ("signed", "Ditandatangani"),
                        ("withdrawn", "Ditarik"),
                    ],
                    default="draft",
                    max_length=10,
                ),
            ),
            (
                "code",
                models.CharField(
                    default=reports.models.letter.new_code, max_length=24, unique=True
                ),
            ),
            ("sequence", models.PositiveIntegerField(null=True)),
            ("number", models.CharField(blank=True, max_length=120)),
            ("written_on", models.DateField(help_text="the date on the letter", null=True)),
            ("subject", models.CharField(max_length=160)),
            ("recipient", models.CharField(max_length=200)),
            (
                "paper",
                models.CharField(
                    choices=[("a4", "A4 (210 × 297 mm)"), ("f4", "F4 (215 × 330 mm)")], max_length=4
                ),
            ),
            ("facts", models.JSONField()),
            ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("numbered_at", models.DateTimeField(null=True)),
            ("signed_on", models.DateField(null=True)),
            ("signed_by_name", models.CharField(blank=True, max_length=160)),
            ("signed_file", models.FileField(blank=True, max_length=200, upload_to="surat/%Y/%m")),
            ("signed_sha256", models.CharField(blank=True, max_length=64)),
            ("signature", models.JSONField(default=dict)),
            ("withdrawn_at", models.DateTimeField(null=True)),
            ("withdrawn_reason", models.CharField(blank=True, max_length=200)),
            (
                "application",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letters",
                    to="certification.application",
                ),
            ),
            (
                "business",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letters",
                    to="ikm.business",
                ),
            ),
            (
                "companion",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letters",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "created_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "numbered_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letters",
                    to="accounts.organisation",
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
                "batch",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letters",
                    to="reports.letterbatch",
                ),
            ),
            (
                "template",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letters",
                    to="reports.lettertemplate",
                ),
            ),
            (
                "series",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letters",
                    to="reports.numberseries",
                ),
            ),
            (
                "signer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="letters",
                    to="reports.signer",
                ),
            ),
        ],
        options={
            "ordering": ["-created_at", "-pk"],
            "constraints": [
                models.UniqueConstraint(fields=("series", "sequence"), name="letter_sequence_once"),
                models.UniqueConstraint(
                    condition=models.Q(("number", ""), _negated=True),
                    fields=("organisation", "number"),
                    name="letter_number_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("number", ""),
                            ("numbered_at", None),
                            ("sequence", None),
                            ("state", "draft"),
                        ),
                        models.Q(
                            models.Q(("state", "draft"), _negated=True),
                            models.Q(("number", ""), _negated=True),
                            ("numbered_at__isnull", False),
                            ("numbered_by__isnull", False),
                            ("written_on__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="letter_draft_has_no_number",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("signed_by_name", ""),
                            ("signed_file", ""),
                            ("signed_on", None),
                            ("signed_sha256", ""),
                        ),
                        models.Q(
                            ("signed_on__isnull", False),
                            models.Q(("signed_by_name", ""), _negated=True),
                            models.Q(("signed_file", ""), _negated=True),
                            models.Q(("signed_sha256", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="letter_signed_with_file",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state", "withdrawn"),
                        models.Q(("signed_on__isnull", False), ("state", "signed")),
                        models.Q(models.Q(("state", "signed"), _negated=True), ("signed_on", None)),
                        _connector="OR",
                    ),
                    name="letter_state_signed",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("state", "withdrawn"),
                            ("withdrawn_at__isnull", False),
                            ("withdrawn_by__isnull", False),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                        ),
                        models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            ("withdrawn_at", None),
                            ("withdrawn_by", None),
                            ("withdrawn_reason", ""),
                        ),
                        _connector="OR",
                    ),
                    name="letter_withdrawn_why",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Indicator",
        fields=[
            ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
            ("name", models.CharField(max_length=160)),
            ("unit", models.CharField(max_length=30)),
            (
                "measure",
                models.CharField(
                    choices=[
                        ("typed", "Diisi petugas"),
                        ("businesses", "Usaha yang masuk SiHalal"),
                        ("certificates", "Sertifikat terbit"),
                        ("products", "Produk pada sertifikat"),
                    ],
                    max_length=12,
                ),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
        ],
        options={
            "ordering": ["position"],
        },
    ),
    migrations.CreateModel(
        name="IndicatorTarget",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("first_year", models.PositiveSmallIntegerField()),
            ("last_year", models.PositiveSmallIntegerField()),
            ("quantity", models.PositiveIntegerField(blank=True, null=True)),
            (
                "result",
                models.PositiveIntegerField(
                    blank=True, help_text="typed, where no data counts it", null=True
                ),
            ),
            ("cause", models.CharField(blank=True, max_length=300)),
            ("follow_up", models.CharField(blank=True, max_length=300)),
            (
                "source",
                models.CharField(blank=True, help_text="the plan that sets it", max_length=200),
            ),
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
                "indicator",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="targets",
                    to="reports.indicator",
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
            "ordering": ["indicator", "first_year", "last_year"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("indicator", "region", "first_year", "last_year"),
                    name="indicator_target_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(("last_year__gte", models.F("first_year"))),
                    name="indicator_target_in_order",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("first_year", models.F("last_year")),
                        models.Q(("cause", ""), ("follow_up", ""), ("result", None)),
                        _connector="OR",
                    ),
                    name="indicator_target_results_by_year",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Subscription",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("ended_at", models.DateTimeField(null=True)),
            (
                "membership",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="subscriptions",
                    to="accounts.membership",
                ),
            ),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="subscriptions",
                    to="certification.programme",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("membership", "programme"), name="subscription_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="MonthlyReport",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("month", models.DateField(help_text="the first day of the month reported on")),
            ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "taken_at",
                models.DateTimeField(help_text="when the portal began to send it", null=True),
            ),
            ("sent_at", models.DateTimeField(null=True)),
            (
                "subscription",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reports",
                    to="reports.subscription",
                ),
            ),
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
            ("attempts", models.PositiveSmallIntegerField(default=0)),
        ],
        options={
            "ordering": ["-month", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("subscription", "month"), name="monthly_report_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("sent_at__isnull", False), ("status", "sent")),
                        models.Q(models.Q(("status", "sent"), _negated=True), ("sent_at", None)),
                        _connector="OR",
                    ),
                    name="monthly_report_sent_with_time",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ShareLink",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "code",
                models.CharField(
                    default=reports.models.sharing.new_code, max_length=30, unique=True
                ),
            ),
            ("as_of", models.DateField(help_text="a past day; null shows the present", null=True)),
            ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("expires_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(null=True)),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="share_links",
                    to="certification.programme",
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
                    condition=models.Q(("expires_at__gt", models.F("created_at"))),
                    name="share_link_ends_after_start",
                )
            ],
        },
    ),
]
