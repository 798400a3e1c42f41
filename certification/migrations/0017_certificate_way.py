import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_profiles_of_companions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("certification", "0016_photo_becomes_upload"),
        ("ikm", "0011_import_rows_with_columns"),
        ("jobs", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(help_text="part and step", max_length=60)),
                ("data", models.JSONField(help_text="field → text, as typed")),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_drafts",
                        to="certification.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "page", "by"), name="answer_draft_once"
                    )
                ],
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
            },
        ),
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
                    models.UniqueConstraint(
                        fields=("code", "valid_from"), name="checklist_item_once"
                    )
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
                ("is_met", models.BooleanField(null=True)),
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
            name="CopyTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copy_ticks",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "key"), name="copy_tick_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("held_on", models.DateField()),
                (
                    "handed_by",
                    models.CharField(blank=True, help_text="who hands them over", max_length=120),
                ),
                ("handed_by_title", models.CharField(blank=True, max_length=120)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "signed_file",
                    models.FileField(blank=True, max_length=200, upload_to="serah-terima/%Y/%m"),
                ),
                ("signed_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.programme",
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
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandoverItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("received_by", models.CharField(blank=True, max_length=120)),
                ("received_on", models.DateField(null=True)),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handover_items",
                        to="certification.certificate",
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="certification.handover",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("handover", "certificate"), name="handover_item_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        help_text="fill, submit, sihalal",
                    ),
                ),
                ("text", models.TextField()),
                ("text_sha256", models.CharField(max_length=64)),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("paper", "Foto surat bertanda tangan"),
                            ("thumb", "Foto surat dengan cap jempol"),
                            ("code", "Kode dari pemilik"),
                            ("recorded", "Dicatat sebelum ada surat kuasa"),
                        ],
                        max_length=10,
                    ),
                ),
                ("paper", models.FileField(blank=True, max_length=200, upload_to="kuasa/%Y/%m")),
                ("paper_sha256", models.CharField(blank=True, max_length=64)),
                ("given_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=200)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="ikm.business",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.organisation",
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
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("given_on"))),
                        name="mandate_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="mandate_revoked_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proof__in", ["paper", "thumb"]), _negated=True),
                            models.Q(("paper", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="mandate_paper_is_kept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MandateCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_index", models.CharField(help_text="keyed hash of the code", max_length=64)),
                (
                    "text_sha256",
                    models.CharField(help_text="the words the owner agreed to", max_length=64),
                ),
                ("expires_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandate_codes",
                        to="ikm.business",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    models.UniqueConstraint(
                        fields=("name", "valid_from"), name="material_entry_once"
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
                ("is_doubtful", models.BooleanField(null=True)),
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
            ],
            options={
                "ordering": ["material"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("verification", "material"), name="material_finding_once"
                    )
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
                            ("undone", "Sudah dibatalkan"),
                            ("rejected", "Tidak bisa dibaca"),
                            ("dropped", "Tidak dipakai"),
                        ],
                        default="reading",
                        max_length=10,
                    ),
                ),
                ("as_of", models.DateTimeField(null=True)),
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
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "name"), name="name_review_once"
                    ),
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
            name="NationalStatus",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                (
                    "code",
                    models.CharField(
                        help_text="OF74", max_length=8, primary_key=True, serialize=False
                    ),
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
                (
                    "sentence",
                    models.CharField(help_text="what it means to the owner", max_length=200),
                ),
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
            ],
            options={
                "ordering": ["position"],
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
                    "matched_by",
                    models.CharField(blank=True, help_text="number, name, person", max_length=10),
                ),
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
                (
                    "differences",
                    models.JSONField(default=list, help_text="[[field, before, after]]"),
                ),
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
            ],
            options={
                "ordering": ["line"],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "line"), name="mirror_row_once")
                ],
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
                "indexes": [
                    models.Index(fields=["application", "at"], name="national_event_trail")
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(blank=True, help_text='"" opens every part', max_length=20),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="certification.statuschange",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.returnreason",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("change", "reason"), name="return_item_once")
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
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["application", "-at"], name="decision_latest")],
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
                    models.PositiveSmallIntegerField(
                        help_text="order of evaluation; 1 is the worst"
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
                ("message", models.SlugField(help_text="M_SCOPE", max_length=20)),
                (
                    "criterion",
                    models.CharField(help_text="what is asked, in plain words", max_length=200),
                ),
                ("advice", models.CharField(help_text="what to do next", max_length=300)),
                ("citation", models.CharField(max_length=120)),
                (
                    "part",
                    models.CharField(blank=True, help_text="where it is answered", max_length=20),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="certification.ruleset",
                    ),
                ),
            ],
            options={
                "ordering": ["priority", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule_set", "code", "condition"), name="eligibility_rule_once"
                    )
                ],
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
                "ordering": ["due_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("certificate", "due_on"), name="surveillance_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ThirdReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("items", models.JSONField(default=list)),
                ("note", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="third_returns",
                        to="certification.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "reason",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.returnreason",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "waiting")),
                        fields=("application",),
                        name="third_return_waits_once",
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
                        name="third_return_who_and_when",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="application_holds_a_place",
        ),
        migrations.AddField(
            model_name="application",
            name="equipment",
            field=models.CharField(
                blank=True,
                choices=[
                    ("manual", "Dengan tangan"),
                    ("semi", "Alat bantu listrik rumahan"),
                    ("factory", "Mesin pabrik atau otomatis"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="facility_count",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="grinding",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "Tidak ada daging giling"),
                    ("own", "Digiling sendiri"),
                    ("certified", "Di tempat giling bersertifikat halal"),
                    ("uncertified", "Di tempat giling lain"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="is_process_simple",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="is_small_eatery",
            field=models.BooleanField(help_text="warung tegal, sunda, warmindo …", null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="letter_number",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="application",
            name="letter_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="marketing_area",
            field=models.CharField(
                blank=True,
                choices=[
                    ("regency", "Kabupaten/kota"),
                    ("province", "Provinsi"),
                    ("national", "Nasional"),
                    ("international", "Internasional"),
                ],
                max_length=14,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="national_checked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="national_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="outlet_count",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="touches_haram",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="certificate",
            name="decided_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="certificate",
            name="file",
            field=models.FileField(blank=True, max_length=200, upload_to="sertifikat/%Y/%m"),
        ),
        migrations.AddField(
            model_name="certificate",
            name="is_showcased",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="certificate",
            name="state",
            field=models.CharField(
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
        migrations.AddField(
            model_name="certificate",
            name="valid_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="material",
            name="certificate_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="material",
            name="material_class",
            field=models.CharField(
                blank=True,
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
        migrations.AddField(
            model_name="material",
            name="role",
            field=models.CharField(
                choices=[
                    ("ingredient", "Bahan"),
                    ("cleaning", "Bahan pencuci"),
                    ("packaging", "Kemasan"),
                ],
                default="ingredient",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="added_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="is_encrypted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="upload",
            name="latitude",
            field=models.DecimalField(decimal_places=3, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name="upload",
            name="longitude",
            field=models.DecimalField(decimal_places=3, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name="upload",
            name="material",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="uploads",
                to="certification.material",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="media_type",
            field=models.CharField(default="image/jpeg", max_length=20),
        ),
        migrations.AddField(
            model_name="upload",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="upload",
            name="size",
            field=models.PositiveIntegerField(default=0, help_text="bytes as kept"),
        ),
        migrations.AddField(
            model_name="upload",
            name="taken_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="verification",
            name="finished_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="verification",
            name="latitude",
            field=models.DecimalField(decimal_places=3, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name="verification",
            name="longitude",
            field=models.DecimalField(decimal_places=3, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name="verification",
            name="recommendation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("recommended", "Direkomendasikan"),
                    ("returned", "Dikembalikan untuk diperbaiki"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="status",
            field=models.CharField(
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
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="statuschange",
            name="from_status",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="statuschange",
            name="to_status",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="upload",
            name="file",
            field=models.FileField(max_length=200, upload_to="pengajuan/%Y/%m"),
        ),
        migrations.AlterField(
            model_name="upload",
            name="kind",
            field=models.CharField(
                choices=[
                    ("product", "Foto produk dalam kemasan"),
                    ("place", "Foto tempat produksi"),
                    ("identity", "KTP pemilik"),
                    ("nib", "Lembar NIB"),
                    ("grinding", "Bukti penggilingan daging"),
                    ("material", "Sertifikat atau kemasan bahan"),
                    ("other", "Lainnya"),
                    ("visit", "Foto kunjungan pendamping"),
                    ("certificate", "Sertifikat halal"),
                    ("handover", "Berita acara serah terima"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="verification",
            name="has_clean_tools",
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name="verification",
            name="has_halal_materials",
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name="verification",
            name="is_hygienic",
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name="verification",
            name="is_separated",
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name="verification",
            name="visited_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="application",
            name="mandate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="certification.mandate",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="national_status",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="certification.nationalstatus",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="product_class",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="certification.productclass",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "status__in",
                            [
                                "accepted",
                                "in_sihalal",
                                "issued",
                                "ready",
                                "returned",
                                "returned_out",
                                "submitted",
                            ],
                        ),
                        _negated=True,
                    ),
                    ("allocation__isnull", False),
                    _connector="OR",
                ),
                name="application_holds_a_place",
            ),
        ),
    ]
