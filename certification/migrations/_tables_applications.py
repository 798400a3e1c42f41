"""Applications with their parts, obstacles and returns, and who may act for the owner.

The end state of the originals; columns stand in the order in which they came.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="Application",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("number", models.CharField(max_length=20, unique=True)),
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
            ("status_changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            ("submitted_at", models.DateTimeField(null=True)),
            (
                "snapshot",
                models.JSONField(default=dict, help_text="answers as frozen at submission"),
            ),
            ("returned_count", models.PositiveSmallIntegerField(default=0)),
            ("product_type", models.CharField(blank=True, max_length=80)),
            ("brand", models.CharField(blank=True, max_length=120)),
            ("supervisor_name", models.CharField(blank=True, max_length=120)),
            ("is_supervisor_eligible", models.BooleanField(null=True)),
            ("process", models.TextField(blank=True)),
            ("preservation_count", models.PositiveSmallIntegerField(null=True)),
            ("is_separate_from_haram", models.BooleanField(null=True)),
            ("sihalal_number", models.CharField(blank=True, max_length=24)),
            ("sihalal_status_raw", models.CharField(blank=True, max_length=80)),
            ("sihalal_entered_on", models.DateField(null=True)),
            (
                "allocation",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="applications",
                    to="certification.allocation",
                ),
            ),
            (
                "business",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="applications",
                    to="ikm.business",
                ),
            ),
            (
                "companion",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="companion_applications",
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
                "organisation",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="applications",
                    to="accounts.organisation",
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
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="applications",
                    to="certification.programme",
                ),
            ),
            (
                "stop_reason",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="certification.stopreason",
                ),
            ),
            (
                "submitted_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "equipment",
                models.CharField(
                    blank=True,
                    choices=[
                        ("manual", "Dengan tangan"),
                        ("semi", "Alat bantu listrik rumahan"),
                        ("factory", "Mesin pabrik atau otomatis"),
                    ],
                    max_length=8,
                ),
            ),
            ("facility_count", models.PositiveSmallIntegerField(null=True)),
            (
                "grinding",
                models.CharField(
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
            ("is_process_simple", models.BooleanField(null=True)),
            (
                "is_small_eatery",
                models.BooleanField(help_text="warung tegal, sunda, warmindo …", null=True),
            ),
            ("letter_number", models.CharField(blank=True, max_length=60)),
            ("letter_on", models.DateField(null=True)),
            (
                "marketing_area",
                models.CharField(
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
            ("national_checked_at", models.DateTimeField(null=True)),
            ("national_since", models.DateTimeField(null=True)),
            ("outlet_count", models.PositiveSmallIntegerField(null=True)),
            ("touches_haram", models.BooleanField(null=True)),
            (
                "mandate",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="applications",
                    to="certification.mandate",
                ),
            ),
            (
                "national_status",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.nationalstatus",
                ),
            ),
            (
                "product_class",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="certification.productclass",
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(
                    fields=["regency", "status", "status_changed_at"], name="application_queue"
                ),
                models.Index(
                    fields=["companion", "status", "status_changed_at"],
                    name="application_companion",
                ),
                models.Index(fields=["status_changed_at"], name="application_moved"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("status", "stopped"), _negated=True),
                    fields=("business", "programme"),
                    name="application_one_per_programme",
                ),
                models.UniqueConstraint(
                    models.F("sihalal_number"),
                    condition=models.Q(("sihalal_number", ""), _negated=True),
                    name="application_sihalal_number",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("status", "stopped"), _negated=True),
                        ("stop_reason__isnull", False),
                        _connector="OR",
                    ),
                    name="application_stopped_with_reason",
                ),
                models.CheckConstraint(
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
            ],
        },
    ),
    migrations.CreateModel(
        name="StatusChange",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("transition", models.CharField(max_length=20)),
            (
                "from_status",
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
            (
                "to_status",
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
            ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ("note", models.TextField(blank=True)),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="status_changes",
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
                "return_reason",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="certification.returnreason",
                ),
            ),
        ],
        options={
            "ordering": ["at", "pk"],
            "indexes": [models.Index(fields=["application", "at"], name="status_change_as_of")],
        },
    ),
    migrations.CreateModel(
        name="ApplicationProduct",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="products",
                    to="certification.application",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    models.F("application"),
                    django.db.models.functions.text.Lower("name"),
                    name="application_product_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Material",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=120)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("certified", "Ada logo atau sertifikat halal"),
                        ("natural", "Bahan alami tanpa sertifikat"),
                        ("unknown", "Belum tahu"),
                    ],
                    max_length=10,
                ),
            ),
            ("brand", models.CharField(blank=True, max_length=120)),
            ("producer", models.CharField(blank=True, max_length=120)),
            ("certificate_number", models.CharField(blank=True, max_length=40)),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="materials",
                    to="certification.application",
                ),
            ),
            ("certificate_until", models.DateField(blank=True, null=True)),
            (
                "material_class",
                models.CharField(
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
            (
                "role",
                models.CharField(
                    choices=[
                        ("ingredient", "Bahan"),
                        ("cleaning", "Bahan pencuci"),
                        ("packaging", "Kemasan"),
                    ],
                    default="ingredient",
                    max_length=10,
                ),
            ),
            (
                "is_slaughtered",
                models.BooleanField(default=False, help_text="meat and what is made of it"),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    models.F("application"),
                    django.db.models.functions.text.Lower("name"),
                    django.db.models.functions.text.Lower("brand"),
                    name="material_once",
                )
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("certificate_until__isnull", False)),
                    fields=["certificate_until"],
                    name="material_certificate_ends",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Upload",
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
                        ("product", "Foto produk dalam kemasan"),
                        ("place", "Foto tempat produksi"),
                        ("identity", "KTP pemilik"),
                        ("nib", "Lembar NIB"),
                        ("grinding", "Bukti penggilingan daging"),
                        ("material", "Sertifikat atau kemasan bahan"),
                        ("other", "Lainnya"),
                        ("visit", "Foto kunjungan pendamping"),
                    ],
                    max_length=12,
                ),
            ),
            ("file", models.FileField(max_length=200, upload_to="pengajuan/%Y/%m")),
            (
                "added_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="uploads",
                    to="certification.application",
                ),
            ),
            (
                "added_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("is_encrypted", models.BooleanField(default=False)),
            ("latitude", models.DecimalField(decimal_places=3, max_digits=6, null=True)),
            ("longitude", models.DecimalField(decimal_places=3, max_digits=6, null=True)),
            (
                "material",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="uploads",
                    to="certification.material",
                ),
            ),
            ("media_type", models.CharField(default="image/jpeg", max_length=20)),
            ("sha256", models.CharField(blank=True, max_length=64)),
            ("size", models.PositiveIntegerField(default=0, help_text="bytes as kept")),
            ("taken_at", models.DateTimeField(null=True)),
        ],
        options={
            "ordering": ["kind", "pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "identity"), _negated=True),
                        ("is_encrypted", True),
                        _connector="OR",
                    ),
                    name="upload_identity_is_sealed",
                )
            ],
        },
    ),
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
            ("at", models.DateTimeField()),
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
            ("sealed", models.BinaryField(help_text="field → text, as typed; encrypted")),
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
            ("value_index", models.CharField(blank=True, max_length=64)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("application", "key"), name="copy_tick_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="NumberSequence",
        fields=[
            ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
            ("last", models.PositiveIntegerField(default=0)),
        ],
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
            ("part", models.CharField(blank=True, help_text='"" opens every part', max_length=20)),
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
            ("transition", models.CharField(help_text="return, verify_return", max_length=20)),
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
    migrations.CreateModel(
        name="ObstacleCause",
        fields=[
            ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
            ("label", models.CharField(max_length=120)),
            ("advice", models.CharField(blank=True, max_length=300)),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            (
                "next_actor",
                models.CharField(
                    choices=[
                        ("owner", "Pemilik usaha"),
                        ("companion", "Pendamping"),
                        ("lp3h_coordinator", "Koordinator LP3H"),
                        ("regency_officer", "Petugas kab/kota"),
                        ("province_officer", "Petugas provinsi"),
                        ("head", "Kepala dinas"),
                        ("auditor", "Inspektorat"),
                        ("admin", "Admin sistem"),
                    ],
                    max_length=20,
                ),
            ),
            (
                "is_outside",
                models.BooleanField(
                    default=False,
                    help_text="nobody in the province can mend it, e.g. an outage of SiHalal",
                ),
            ),
            ("position", models.PositiveSmallIntegerField(default=0)),
        ],
        options={
            "ordering": ["position", "label"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Incident",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("system", models.CharField(default="SiHalal", max_length=40)),
            ("started_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
            ("note", models.CharField(blank=True, max_length=300)),
            (
                "reported_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "ended_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
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
                "reported_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-started_at"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ended_at", None),
                        ("ended_at__gte", models.F("started_at")),
                        _connector="OR",
                    ),
                    name="incident_ends_after_start",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None)),
                    fields=("system", "region"),
                    name="incident_one_running",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Obstacle",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("note", models.CharField(blank=True, max_length=300)),
            ("since", models.DateTimeField()),
            (
                "next_actor",
                models.CharField(
                    choices=[
                        ("owner", "Pemilik usaha"),
                        ("companion", "Pendamping"),
                        ("lp3h_coordinator", "Koordinator LP3H"),
                        ("regency_officer", "Petugas kab/kota"),
                        ("province_officer", "Petugas provinsi"),
                        ("head", "Kepala dinas"),
                        ("auditor", "Inspektorat"),
                        ("admin", "Admin sistem"),
                    ],
                    max_length=20,
                ),
            ),
            ("follow_up", models.CharField(blank=True, max_length=300)),
            ("follow_up_by", models.DateField(null=True)),
            ("resolved_at", models.DateTimeField(null=True)),
            ("resolution", models.CharField(blank=True, max_length=300)),
            (
                "application",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="obstacles",
                    to="certification.application",
                ),
            ),
            (
                "incident",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="obstacles",
                    to="certification.incident",
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
            (
                "resolved_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "cause",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="obstacles",
                    to="certification.obstaclecause",
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
        ],
        options={
            "ordering": ["since", "pk"],
            "indexes": [
                models.Index(fields=["cause", "since"], name="obstacle_by_cause"),
                models.Index(
                    fields=["programme", "resolved_at"],
                    include=("cause", "since", "id"),
                    name="obstacle_of_programme",
                ),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("resolved_at", None)),
                    fields=("application",),
                    name="obstacle_one_open",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("resolved_at", None),
                        ("resolved_at__gte", models.F("since")),
                        _connector="OR",
                    ),
                    name="obstacle_resolved_after_start",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="MandateWording",
        fields=[
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("source", models.CharField(max_length=200)),
            ("code", models.SlugField(max_length=20, primary_key=True, serialize=False)),
            ("body", models.TextField(help_text="$owner $business $place $helper $tasks $until")),
            ("fill", models.CharField(max_length=200)),
            ("submit", models.CharField(max_length=200)),
            ("sihalal", models.CharField(max_length=200)),
        ],
        options={
            "ordering": ["-valid_from"],
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
                    base_field=models.CharField(
                        choices=[
                            ("fill", "Mengisi pengajuan"),
                            ("submit", "Mengirim pengajuan"),
                            ("sihalal", "Memasukkan data ke SiHalal"),
                        ],
                        max_length=12,
                    )
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
                "wording",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="certification.mandatewording",
                ),
            ),
            ("paper_deleted_at", models.DateTimeField(blank=True, null=True)),
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
                        ("proof", "recorded"), ("wording__isnull", False), _connector="OR"
                    ),
                    name="mandate_says_its_words",
                ),
                models.CheckConstraint(
                    condition=models.Q(("scope__len__gte", 1)), name="mandate_is_for_something"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("proof__in", ["paper", "thumb"]), _negated=True),
                        models.Q(("paper", ""), _negated=True),
                        ("paper_deleted_at__isnull", False),
                        _connector="OR",
                    ),
                    name="mandate_paper_is_kept",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("paper_deleted_at", None),
                        models.Q(("paper", ""), models.Q(("paper_sha256", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="mandate_paper_deleted_leaves_hash",
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
                "scope",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("fill", "Mengisi pengajuan"),
                            ("submit", "Mengirim pengajuan"),
                            ("sihalal", "Memasukkan data ke SiHalal"),
                        ],
                        max_length=12,
                    )
                ),
            ),
            ("text", models.TextField()),
            (
                "text_sha256",
                models.CharField(help_text="the words the owner agreed to", max_length=64),
            ),
            ("ends_on", models.DateField()),
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
                    null=True,
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
                "wording",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, to="certification.mandatewording"
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("holder__isnull", False), ("region", None)),
                        models.Q(("holder", None), ("region__isnull", False)),
                        _connector="OR",
                    ),
                    name="mandate_code_for_one",
                )
            ],
        },
    ),
]
